import type { UserPort } from '../../ports/user.js'
import { createLazyPort } from './lazy-port.js'

export interface PageUserOptions {
  /** Where dialogs are shown. It has to be positioned, unless it is the body. @default document.body */
  readonly root?: HTMLElement | undefined
  /** Knows better than the page's current event whether the program runs because of a tap. */
  readonly inTap?: (() => boolean) | undefined
}

/** Events that a tap consists of; `click` is also what a key makes of a button. */
const taps: readonly string[] = ['click', 'touchend', 'pointerup', 'mouseup']

const isTap = (event: Event | undefined): boolean =>
  event !== undefined && event.isTrusted && taps.includes(event.type)

// Deprecated for handlers, which are given their event; whoever they call has no other way to know it.
// eslint-disable-next-line @typescript-eslint/no-deprecated
const inTapOf = (view: Window | null): boolean => isTap(view?.event)

/** The user of the page; the code of the dialogs is loaded when he is first asked. */
export const createPageUser = ({
  root,
  inTap,
}: PageUserOptions): UserPort & { close(): Promise<void> } =>
  createLazyPort<UserPort, 'showContract'>(
    async () =>
      (await import('./dialogs/user-dialogs.js')).createUserDialogs(root ?? document.body),
    {
      showContract: (url) => {
        // At once: a page may open another one only within the tap.
        window.open(url, '_blank', 'noopener')
        return Promise.resolve()
      },
      inTap: inTap ?? (() => inTapOf(window) || inTapOf(root?.ownerDocument.defaultView ?? null)),
    },
  )
