import { WxError } from 'openwx/call'
import type { BrowserHistory } from './history.js'
import type { EventChannel } from './event-channel.js'
import type { PageEntry } from './page.js'
import type { PageStack } from './page-stack.js'
import { formatUrl, parseUrl, type Target } from './url.js'

export type NavigateKind = 'navigateTo' | 'redirectTo' | 'reLaunch' | 'switchTab' | 'navigateBack'

export type NavigateOptions = {
  url?: string
  /** Pages to go back. @default 1 */
  delta?: number
  /** The new page's end of the channel to the page that opens it. */
  channel?: EventChannel
}

export type Navigator = {
  /** Moves through the stack as the `wx` function of this name; fails with its texts. */
  navigate(kind: NavigateKind, options: NavigateOptions): Promise<PageEntry>
  /** Opens the address bar's page, or the home page. */
  start(): Promise<void>
  /** Opens a route from outside of the program, in place of everything. */
  open(url: string): Promise<void>
}

const MAX_PAGES = 10

/** Serializes navigation: each one ends, with its scripts loaded, before the next begins. */
const createQueue = () => {
  let last: Promise<unknown> = Promise.resolve()
  return <T>(task: () => Promise<T>): Promise<T> => {
    const result = last.then(task)
    last = result.catch(() => undefined)
    return result
  }
}

export const createNavigator = (parts: {
  stack: PageStack
  history: BrowserHistory
  pages: readonly string[]
  home: string
  isTab(route: string): boolean
  /** Told once, when the program opens at a page that it does not have. */
  onPageNotFound(target: Target): void
}): Navigator => {
  const { stack, history, pages, home, isTab } = parts
  const inTurn = createQueue()
  const homeTarget: Target = { route: home, query: {} }

  const targetOf = (url: string): Target => {
    const target = parseUrl(url, stack.top?.route ?? '')
    if (!pages.includes(target.route)) {
      throw new WxError('failed', `page "${url.split('?')[0] ?? ''}" is not found`)
    }
    return target
  }

  const refuseTab = (kind: NavigateKind, target: Target) => {
    if (isTab(target.route)) throw new WxError('failed', `can not ${kind} a tabbar page`)
  }

  /** Goes back to the bottom of the history, so that its depth is again the stack's. */
  const collapse = async (target: Target) => {
    await history.back(stack.entries.length - 1)
    history.replace(formatUrl(target))
  }

  const steps: Record<NavigateKind, (options: NavigateOptions) => Promise<PageEntry>> = {
    async navigateTo({ url = '', channel }) {
      const target = targetOf(url)
      refuseTab('navigateTo', target)
      if (stack.entries.length >= MAX_PAGES) {
        throw new WxError('failed', 'webview count limit exceed')
      }
      const entry = await stack.push(target, channel)
      history.push(entry.url)
      return entry
    },
    async redirectTo({ url = '' }) {
      const target = targetOf(url)
      refuseTab('redirectTo', target)
      const entry = await stack.replace(target)
      history.replace(entry.url)
      return entry
    },
    async reLaunch({ url = '' }) {
      const target = targetOf(url)
      await collapse(target)
      return stack.reset(target)
    },
    async switchTab({ url = '' }) {
      const { route } = targetOf(url)
      if (!isTab(route)) throw new WxError('failed', 'can not switch to no-tabBar page')
      const target = { route, query: {} }
      await collapse(target)
      return stack.switchTab(target)
    },
    async navigateBack({ delta = 1 }) {
      const { top } = stack
      if (!top || stack.entries.length < 2) {
        throw new WxError('failed', 'cannot navigate back at first page.')
      }
      const count = Math.min(Math.max(1, delta), stack.entries.length - 1)
      await history.back(count)
      stack.pop(count)
      return stack.top ?? top
    },
  }

  const reset = async (target: Target) => {
    history.replace(formatUrl(target))
    await stack.reset(target)
  }

  const travel = async (count: number, url: string) => {
    const target = parseUrl(url, '')
    if (count < 0 && -count < stack.entries.length) {
      stack.pop(-count)
      return
    }
    if (!pages.includes(target.route)) return reset(homeTarget)
    // Forward again, or Back beyond what this load of the program has opened.
    if (count > 0) await stack.push(target)
    else await reset(target)
  }

  history.onTravel((count, url) => void inTurn(() => travel(count, url)))

  return {
    navigate: (kind, options) => inTurn(() => steps[kind](options)),
    start: () =>
      inTurn(async () => {
        const url = history.initialUrl()
        const target = url === undefined ? homeTarget : parseUrl(url, '')
        const found = pages.includes(target.route)
        if (!found) parts.onPageNotFound(target)
        await reset(found ? target : homeTarget)
      }),
    open: (url) =>
      inTurn(async () => {
        const target = parseUrl(url, '')
        if (!pages.includes(target.route) || formatUrl(target) === stack.top?.url) return
        // Not `collapse`: the address bar has made a history entry of its own.
        history.restart(formatUrl(target))
        await stack.reset(target)
      }),
  }
}
