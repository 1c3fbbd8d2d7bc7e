import type { FilePlace, HostBlob } from '../../ports/files.js'
import type { LogPort } from '../../ports/host.js'
import type { DurableStore, StoreChanges, StoredEntry } from './durable-store.js'

/** An index in memory, as the journal needs it. */
export interface JournaledIndex<B extends HostBlob> {
  /** What is at a place now. */
  entry(place: FilePlace): StoredEntry<B> | undefined
  /** Takes a state over that the store has already. */
  apply(changes: StoreChanges<B>): void
  /** Reads these from where the store keeps them from now on: the same contents as before. */
  settle(entries: readonly StoredEntry<B>[]): void
}

/** Takes the changes of an index to a durable store, in their order, and takes back what was not kept. */
export interface Journal<B extends HostBlob> {
  /**
   * Notes a change that the index has made. Unless somebody flushes it first, it is written when the
   * running code has ended, and the log hears of a failure.
   */
  note(place: FilePlace, now: StoredEntry<B> | undefined, before: StoredEntry<B> | undefined): void
  /**
   * Resolves when what is noted is on disk.
   * @throws FileError when it could not be kept; then the index is as before.
   */
  flush(): Promise<void>
  /** Takes over what another page has changed, but for what is about to be written over it. */
  takeOver(changes: StoreChanges<B>): void
}

interface Change<B extends HostBlob> {
  readonly place: FilePlace
  readonly now: StoredEntry<B> | undefined
  /** What the store has, should this change come to nothing. */
  before: StoredEntry<B> | undefined
}
type Batch<B extends HostBlob> = Map<string, Change<B>>

const keyOf = (place: FilePlace): string =>
  JSON.stringify([place.space, 'owner' in place ? place.owner : '', place.name])

const toChanges = <B extends HostBlob>(
  changes: readonly { place: FilePlace; entry: StoredEntry<B> | undefined }[],
): StoreChanges<B> => ({
  put: changes.flatMap(({ entry }) => entry ?? []),
  remove: changes.flatMap(({ place, entry }) => (entry === undefined ? place : [])),
})

export const createJournal = <B extends HostBlob>(
  store: DurableStore<B>,
  index: JournaledIndex<B>,
  log: LogPort,
): Journal<B> => {
  let noted: Batch<B> = new Map()
  const running: Batch<B>[] = []
  let last: Promise<void> = Promise.resolve()

  /** Changes of the same place that came after those of a batch. */
  const laterThan = (batch: Batch<B>, key: string) =>
    [...running.slice(running.indexOf(batch) + 1), noted].find((later) => later.has(key))?.get(key)

  const takeBack = (batch: Batch<B>) => {
    const back: { place: FilePlace; entry: StoredEntry<B> | undefined }[] = []
    for (const [key, { place, before }] of batch) {
      const later = laterThan(batch, key)
      if (later === undefined) back.push({ place, entry: before })
      else later.before = before
    }
    index.apply(toChanges(back))
  }
  const commit = async (batch: Batch<B>) => {
    const changes = toChanges([...batch.values()].map(({ place, now }) => ({ place, entry: now })))
    try {
      const kept = await store.commit(changes)
      const isStillThere = (entry: StoredEntry<B>) => index.entry(entry.place) === entry
      index.settle(
        changes.put.flatMap((entry, i) => {
          const blob = kept[i]
          return blob !== undefined && isStillThere(entry) ? { ...entry, blob } : []
        }),
      )
    } catch (error) {
      takeBack(batch)
      throw error
    } finally {
      running.splice(running.indexOf(batch), 1)
    }
  }
  const flush = (): Promise<void> => {
    if (noted.size === 0) return last
    const batch = noted
    noted = new Map()
    running.push(batch)
    const work = commit(batch)
    const forget = () => {
      // A failure is for those who waited for it.
      if (last === work) last = Promise.resolve()
    }
    last = work
    work.then(forget, forget)
    return work
  }
  const writeBehind = () => {
    if (noted.size === 0) return
    const names = [...noted.values()].map(({ place }) => place.name).join(', ')
    flush().catch((error: unknown) => log.error(`openwx: not kept, and as before: ${names}`, error))
  }

  return {
    flush,
    note: (place, now, before) => {
      if (noted.size === 0) queueMicrotask(writeBehind)
      const key = keyOf(place)
      const known = noted.get(key)
      noted.set(key, { place, now, before: known === undefined ? before : known.before })
    },
    takeOver: ({ put, remove }) => {
      const isOurs = (place: FilePlace) =>
        [...running, noted].some((batch) => batch.has(keyOf(place)))
      index.apply({
        put: put.filter(({ place }) => !isOurs(place)),
        remove: remove.filter((place) => !isOurs(place)),
      })
    },
  }
}
