import type { MediaElement, MediaElements, MediaTarget } from '../../call/media-elements.js'

/** More than any page says before it is drawn; the oldest go first. */
const MAX_WAITING = 100

interface Waiting {
  readonly target: MediaTarget
  readonly method: string
  readonly args: readonly unknown[]
}

/** What the template of one owner holds, and what was said to elements that it does not hold yet. */
interface Realm {
  readonly elements: Set<MediaElement>
  waiting: readonly Waiting[]
}

export interface MediaElementsOptions {
  /** @see MediaElements.currentOwner */
  currentOwner(): object | undefined
}

const isMeant = ({ tag, id }: MediaTarget, element: MediaElement) =>
  element.tag === tag && element.id === id

/**
 * Makes the {@link MediaElements} of one program, for the `mediaElements` of its `AppConfig`. What it keeps of a
 * page goes with the page.
 *
 * @example
 * const mediaElements = createMediaElements({ currentOwner: () => pages.at(-1) })
 * const wx = createWx(host, { mediaElements })
 * const remove = mediaElements.insert(page, { tag: 'audio', id: 'a', command: audio.command })
 */
export const createMediaElements = ({ currentOwner }: MediaElementsOptions): MediaElements => {
  const realms = new WeakMap<object, Realm>()
  const realmOf = (owner: object): Realm => {
    const known = realms.get(owner)
    if (known) return known
    const realm: Realm = { elements: new Set(), waiting: [] }
    realms.set(owner, realm)
    return realm
  }
  return {
    currentOwner,
    insert: (owner, element) => {
      const realm = realmOf(owner)
      realm.elements.add(element)
      const due = realm.waiting.filter(({ target }) => isMeant(target, element))
      realm.waiting = realm.waiting.filter((command) => !due.includes(command))
      for (const { method, args } of due) element.command(method, args)
      return () => void realm.elements.delete(element)
    },
    send: (target, method, args) => {
      const realm = realmOf(target.owner)
      // Of several with one id, the last: where one takes another's place, both are there for a moment.
      const found = [...realm.elements].reverse().find((element) => isMeant(target, element))
      if (found) found.command(method, args)
      else realm.waiting = [...realm.waiting, { target, method, args }].slice(-MAX_WAITING)
    },
  }
}
