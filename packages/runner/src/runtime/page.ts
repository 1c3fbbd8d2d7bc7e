import type { AssociatedBackend, CodeSpace, Root } from 'glass-easel-miniprogram-adapter'
import type { DomBackend } from '../backend/dom.js'
import type { WindowConfig } from '../program.js'
import type { ErrorLog } from './errors.js'
import type { EventChannel } from './event-channel.js'
import { formatUrl, type Target } from './url.js'

/** What programs see of a page, in `this` and in `getCurrentPages()`. */
export type PageInstance = ReturnType<Root['get']> & Record<string, unknown>

/** One page on the stack. */
export type PageEntry = Target & {
  readonly url: string
  readonly instance: PageInstance
  /** Scrolls the page; `wx-page` is inside. */
  readonly scroller: HTMLElement
  /** What the page's bar looks like now; `wx.setNavigationBar…` changes it. */
  readonly window: WindowConfig
  show(): void
  hide(): void
  unload(): void
  /** Calls one of the page's functions, if it has it, and keeps what it throws. */
  call(name: string, ...args: unknown[]): unknown
}

const DEFAULT_REACH_BOTTOM_PX = 50

/** A page that nobody opened may talk all the same; nobody hears it. */
const unconnected: EventChannel = {
  emit: () => undefined,
  on: () => undefined,
  once: () => undefined,
  off: () => undefined,
}

/** @param channel The page's end of the channel to its opener, for a page that has one. */
export type PageFactory = (
  target: Target,
  window: WindowConfig,
  channel: EventChannel | undefined,
) => PageEntry

export const createPageFactory = (parts: {
  container: HTMLElement
  space: CodeSpace
  backend: AssociatedBackend
  dom: DomBackend
  log: ErrorLog
  /** Told before any function of the page runs: what names no page means this one from now on. */
  becomesCurrent(instance: PageInstance): void
}): PageFactory => {
  const { container, space, backend, dom, log, becomesCurrent } = parts

  return (target, window, channel = unconnected) => {
    const { route, query } = target
    const url = formatUrl(target)
    // Properties of a page made with Component() are filled from the query by the framework.
    const { made: root, sheets } = dom.collectSheets(() => backend.createRoot('page', space, url))
    const instance = root.get() as PageInstance
    becomesCurrent(instance)

    const call = (name: string, ...args: unknown[]): unknown => {
      const method = instance[name]
      if (typeof method !== 'function') return undefined
      try {
        const result: unknown = method.apply(instance, args)
        if (result instanceof Promise) {
          result.catch((error: unknown) => log.report(error, `Page.${name} (${route})`))
        }
        return result
      } catch (error) {
        log.report(error, `Page.${name} (${route})`)
        return undefined
      }
    }

    Object.assign(instance, {
      route,
      __route__: route,
      options: query,
      getOpenerEventChannel: () => channel,
    })

    const scroller = document.createElement('div')
    scroller.className = 'openwx-page'
    if (window.disableScroll) scroller.classList.add('is-fixed')
    const placeholder = document.createElement('div')
    scroller.append(placeholder)
    container.append(scroller)
    dom.useSheets(sheets)
    root.attach(scroller as never, placeholder as never)
    scroller.firstElementChild?.setAttribute('data-route', route)
    watchScroll(scroller, window.onReachBottomDistance ?? DEFAULT_REACH_BOTTOM_PX, call)

    call('onLoad', query)

    const component = root.getComponent()
    let ready = false
    const becomeReady = () => {
      if (ready) return
      ready = true
      requestAnimationFrame(() => void call('onReady'))
    }

    return {
      ...target,
      url,
      instance,
      scroller,
      window: { ...window },
      call,
      show() {
        scroller.hidden = false
        dom.useSheets(sheets)
        becomesCurrent(instance)
        call('onShow')
        component.triggerPageLifetime('show', [])
        becomeReady()
      },
      hide() {
        call('onHide')
        component.triggerPageLifetime('hide', [])
        scroller.hidden = true
      },
      unload() {
        call('onUnload')
        root.release()
        scroller.remove()
      },
    }
  }
}

/** `onPageScroll` with every frame that scrolled, `onReachBottom` once per arrival. */
const watchScroll = (
  scroller: HTMLElement,
  distance: number,
  call: (name: string, ...args: unknown[]) => void,
) => {
  let atBottom = false
  scroller.addEventListener(
    'scroll',
    () => {
      const { scrollTop, scrollHeight, clientHeight } = scroller
      call('onPageScroll', { scrollTop })
      const arrived = scrollTop + clientHeight >= scrollHeight - distance
      if (arrived && !atBottom) call('onReachBottom')
      atBottom = arrived
    },
    { passive: true },
  )
}
