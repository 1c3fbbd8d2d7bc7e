import type { EventChannel } from './event-channel.js'
import type { PageEntry } from './page.js'
import type { Target } from './url.js'

export type PageStack = {
  /** Bottom first. */
  readonly entries: readonly PageEntry[]
  readonly top: PageEntry | undefined
  /** @param channel The new page's end of the channel to the page that opens it. */
  push(target: Target, channel?: EventChannel): Promise<PageEntry>
  replace(target: Target): Promise<PageEntry>
  /** Leaves this page alone on the stack; pages of other tabs end as well. */
  reset(target: Target): Promise<PageEntry>
  /** Shows a tab's page, which lives on while other tabs are shown. */
  switchTab(target: Target): Promise<PageEntry>
  pop(count: number): void
  /** Hears every change, when the new page is shown. */
  onChange(listener: (top: PageEntry, motion: Motion) => void): void
}

/** How the page on top came there. */
export type Motion = 'forward' | 'back' | 'none'

/**
 * The pages in the order in which the user opened them. Callers see to it that one change ends
 * before the next begins.
 *
 * @param create Loads and makes a page; it is attached and its `onLoad` has run.
 */
export const createPageStack = (
  create: (target: Target, channel?: EventChannel) => Promise<PageEntry>,
  isTab: (route: string) => boolean,
): PageStack => {
  let entries: PageEntry[] = []
  const tabs = new Map<string, PageEntry>()
  const listeners: ((top: PageEntry, motion: Motion) => void)[] = []

  const present = (entry: PageEntry, motion: Motion): PageEntry => {
    entry.show()
    for (const listener of listeners) listener(entry, motion)
    return entry
  }

  const make = async (
    target: Target,
    leave: () => void,
    channel?: EventChannel,
  ): Promise<PageEntry> => {
    const entry = await create(target, channel)
    leave()
    if (isTab(target.route)) tabs.set(target.route, entry)
    return entry
  }

  const unload = (leaving: readonly PageEntry[]) => {
    for (const entry of leaving.toReversed()) entry.unload()
  }

  const stack: PageStack = {
    get entries() {
      return entries
    },
    get top() {
      return entries.at(-1)
    },
    async push(target, channel) {
      const below = stack.top
      const entry = await make(target, () => below?.hide(), channel)
      entries = [...entries, entry]
      return present(entry, 'forward')
    },
    async replace(target) {
      const old = stack.top
      const entry = await make(target, () => {
        if (!old) return
        if (isTab(old.route)) tabs.delete(old.route)
        old.unload()
      })
      entries = [...entries.slice(0, -1), entry]
      return present(entry, 'none')
    },
    async reset(target) {
      const old = [...new Set([...tabs.values(), ...entries])]
      const entry = await make(target, () => {
        tabs.clear()
        unload(old)
      })
      entries = [entry]
      return present(entry, 'none')
    },
    async switchTab(target) {
      const current = stack.top
      const known = tabs.get(target.route)
      if (current && current === known) return current
      const leave = () => {
        if (current && isTab(current.route)) current.hide()
        unload(entries.filter((entry) => !isTab(entry.route)))
        const [bottom] = entries
        if (bottom && bottom !== current && isTab(bottom.route)) bottom.scroller.hidden = true
      }
      if (known) leave()
      const entry = known ?? (await make(target, leave))
      entries = [entry]
      return present(entry, 'none')
    },
    pop(count) {
      const kept = Math.max(1, entries.length - count)
      if (kept === entries.length) return
      unload(entries.slice(kept))
      entries = entries.slice(0, kept)
      const entry = entries.at(-1)
      if (entry) present(entry, 'back')
    },
    onChange: (listener) => void listeners.push(listener),
  }
  return stack
}
