/** The browser's own history, kept as deep as the page stack. */
export type BrowserHistory = {
  /** Route in the address, if there is one. */
  initialUrl(): string | undefined
  push(url: string): void
  replace(url: string): void
  /** Puts a route in place of the current one and takes it for the bottom of the stack. */
  restart(url: string): void
  /** Ends when the browser is there. */
  back(steps: number): Promise<void>
  /** The user pressed Back (negative) or Forward; `url` is where the browser is now. */
  onTravel(listener: (steps: number, url: string) => void): void
}

type State = { depth: number } | null

const depthOf = (state: unknown): number => (state as State)?.depth ?? 0
const hashUrl = (): string => window.location.hash.replace(/^#/, '')

/** @param onRoute Hears every address, so that the surrounding page can show it. */
export const createBrowserHistory = (onRoute: (url: string) => void): BrowserHistory => {
  let depth = depthOf(window.history.state)
  let expected: (() => void) | undefined
  const listeners: ((steps: number, url: string) => void)[] = []

  window.addEventListener('popstate', (event) => {
    const steps = depthOf(event.state) - depth
    depth += steps
    onRoute(hashUrl())
    if (expected) {
      expected()
      expected = undefined
      return
    }
    for (const listener of listeners) listener(steps, hashUrl())
  })

  return {
    initialUrl: () => hashUrl() || undefined,
    push(url) {
      depth += 1
      window.history.pushState({ depth }, '', `#${url}`)
      onRoute(url)
    },
    replace(url) {
      window.history.replaceState({ depth }, '', `#${url}`)
      onRoute(url)
    },
    restart(url) {
      depth = 0
      window.history.replaceState({ depth }, '', `#${url}`)
      onRoute(url)
    },
    back: (steps) =>
      new Promise((resolve) => {
        const possible = Math.min(steps, depth)
        if (possible <= 0) return resolve()
        expected = resolve
        window.history.go(-possible)
      }),
    onTravel: (listener) => void listeners.push(listener),
  }
}
