import type { FilePlace } from '../../../ports/files.js'
import { FileError } from '../../../ports/port-error.js'
import type { Database } from './database.js'
import { BY_CONTENT, ENTRIES, settled } from './database.js'

export type EntryKey = readonly [space: string, owner: string, name: string]

/** A name in the database. */
export interface EntryRecord {
  readonly space: string
  readonly owner: string
  readonly name: string
  /** The id of its content. Absent: a folder. */
  readonly content?: string
  readonly createdMs: number
  readonly modifiedMs: number
}

export const keyOf = (place: FilePlace): EntryKey => [
  place.space,
  'owner' in place ? place.owner : '',
  place.name,
]

export const placeOf = ([space, owner, name]: EntryKey): FilePlace =>
  ({ space, owner, name }) as FilePlace

/** Names and the contents that they refer to. */
export interface Entries {
  all(): Promise<EntryRecord[]>
  /** Undefined where none is. */
  get(keys: readonly EntryKey[]): Promise<(EntryRecord | undefined)[]>
  /**
   * One transaction.
   * @param fresh Contents that were written for it.
   * @returns Contents that it took the last name from.
   * @throws FileError; `changed` where a content that is not fresh has no name: its bytes are going
   */
  change(
    put: readonly EntryRecord[],
    remove: readonly EntryKey[],
    fresh: ReadonlySet<string>,
  ): Promise<string[]>
}

/** Those of the contents that no name refers to. */
const unusedIn = async (store: IDBObjectStore, contents: readonly string[]): Promise<string[]> => {
  const byContent = store.index(BY_CONTENT)
  const uses = await Promise.all(contents.map((id) => settled(byContent.count(id))))
  return contents.filter((_, i) => uses[i] === 0)
}

const getFrom = (store: IDBObjectStore, keys: readonly EntryKey[]) =>
  Promise.all(
    keys.map((key) => settled(store.get([...key]) as IDBRequest<EntryRecord | undefined>)),
  )

export const createEntries = (database: Database): Entries => ({
  all: () => database.read(ENTRIES, (store) => settled(store.getAll())) as Promise<EntryRecord[]>,
  get: (keys) => database.read(ENTRIES, (store) => getFrom(store, keys)),
  change: (put, remove, fresh) =>
    database.write(ENTRIES, 'strict', async (store) => {
      const reused = put.flatMap(({ content }) =>
        content === undefined || fresh.has(content) ? [] : content,
      )
      if ((await unusedIn(store, reused)).length > 0) throw new FileError('changed')
      const putKeys = put.map(({ space, owner, name }): EntryKey => [space, owner, name])
      const before = await getFrom(store, [...remove, ...putKeys])
      for (const key of remove) store.delete([...key])
      for (const record of put) store.put(record)
      return unusedIn(store, [...new Set(before.flatMap((record) => record?.content ?? []))])
    }),
})
