import type { Make } from './dom.js'
import { makerFor } from './dom.js'
import { dialogStyle } from './style.js'

/** What is shown over the page until it is settled. */
export interface Dialog<T> {
  /** Stable: tests find the dialog by `[data-openwx-dialog=<kind>]`. */
  readonly kind: string
  /** Whom it is about, for the same tests: a scope, or the function that asks. */
  readonly about?: string
  /** Whether it takes the whole screen, and not a sheet at its lower edge. @default false */
  readonly fills?: boolean
  /** Style beyond that of every dialog. */
  readonly style?: string
  /** What it is called to those who do not see it. */
  readonly label: string
  /** What Escape, a tap beside it, and the end of the host mean. */
  readonly cancelled: () => T
  /** The content; the element with `data-first` gets the focus. */
  build(make: Make, settle: (value: T) => void): HTMLElement
}

/** Shows dialogs in an element, one after the other. */
export interface Dialogs {
  show<T>(dialog: Dialog<T>): Promise<T>
  /** Cancels the one that is shown and all that wait. */
  close(): void
}

/** Makes everything beside an element unreachable. The result takes it back. */
const isolate = (element: HTMLElement): (() => void) => {
  const siblings = [...(element.parentElement?.children ?? [])].filter(
    (sibling) => sibling !== element && !sibling.hasAttribute('inert'),
  )
  for (const sibling of siblings) sibling.setAttribute('inert', '')
  return () => {
    for (const sibling of siblings) sibling.removeAttribute('inert')
  }
}

const present = <T>(
  root: HTMLElement,
  dialog: Dialog<T>,
  open: { settle: (() => void) | undefined },
): Promise<T> =>
  new Promise((resolve) => {
    const document = root.ownerDocument
    const make = makerFor(document)
    const focused = document.activeElement
    const layer = make('div', {
      'data-openwx-dialog': dialog.kind,
      'data-about': dialog.about ?? '',
    })
    const settle = (value: T) => {
      if (open.settle !== cancel) return
      open.settle = undefined
      layer.remove()
      release()
      if (focused !== null && 'focus' in focused) (focused as HTMLElement).focus()
      resolve(value)
    }
    const cancel = () => settle(dialog.cancelled())
    open.settle = cancel

    const backdrop = make('div', { class: 'backdrop' })
    backdrop.addEventListener('click', cancel)
    const sheet = make(
      'section',
      {
        class: dialog.fills === true ? 'screen' : 'sheet',
        role: 'dialog',
        'aria-modal': 'true',
        'aria-label': dialog.label,
      },
      dialog.build(make, settle),
    )
    layer.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape') return
      event.stopPropagation()
      cancel()
    })
    // Over the window, or over as much of it as the element that it was given.
    layer.style.cssText = `position: ${root === document.body ? 'fixed' : 'absolute'}; inset: 0; z-index: 2147483000;`
    layer
      .attachShadow({ mode: 'open' })
      .append(make('style', {}, dialogStyle + (dialog.style ?? '')), backdrop, sheet)
    root.append(layer)
    const release = isolate(layer)
    sheet.querySelector<HTMLElement>('[data-first]')?.focus()
  })

export const createDialogs = (root: HTMLElement): Dialogs => {
  const open: { settle: (() => void) | undefined } = { settle: undefined }
  let last: Promise<unknown> = Promise.resolve()
  let closed = false
  return {
    show: (dialog) => {
      const shown = last.then(() => (closed ? dialog.cancelled() : present(root, dialog, open)))
      last = shown
      return shown
    },
    close: () => {
      closed = true
      open.settle?.()
    },
  }
}
