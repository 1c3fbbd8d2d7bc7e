/** An entry of the browser's history that stands for something shown over the page. */
export interface BackEntry {
  /** Takes the entry away again, when it is still the current one. Resolves when it is gone. */
  leave(): Promise<void>
}

const KEY = 'openwxPreview'

let entries = 0

/**
 * Makes Back close what is shown, and not the page. The entry has the address and the state of the one below,
 * and its end is told to nobody else: a router sees nothing of it.
 */
export const pushBackEntry = (view: Window, onBack: () => void): BackEntry => {
  entries += 1
  const own = `${Date.now()}-${entries}`
  const below: unknown = view.history.state
  const isCurrent = () => (view.history.state as Record<string, unknown> | null)?.[KEY] === own
  let left: Promise<void> | undefined
  let gone: (() => void) | undefined

  const listen = (event: PopStateEvent) => {
    // Forward into it, or back to it from a page opened meanwhile.
    if (isCurrent()) return
    event.stopImmediatePropagation()
    view.removeEventListener('popstate', listen, true)
    gone?.()
    if (left !== undefined) return
    left = Promise.resolve()
    onBack()
  }
  view.history.pushState({ ...(below as object | null), [KEY]: own }, '')
  view.addEventListener('popstate', listen, true)
  return {
    leave: () => {
      left ??= new Promise((resolve) => {
        gone = resolve
        if (isCurrent()) return view.history.back()
        view.removeEventListener('popstate', listen, true)
        resolve()
      })
      return left
    },
  }
}
