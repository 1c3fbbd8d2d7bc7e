import type { LogPort } from '../../../ports/host.js'
import type { Database } from './database.js'
import { CONTENTS, settled, toFileError } from './database.js'
import type { Folder } from './folder.js'
import type { Writer } from './writer.js'

/** Bytes that were written once, and never change, by id. */
export interface StoredContents {
  /** They stay where they are until they are read; undefined where none are. */
  open(ids: readonly string[]): Promise<readonly (Blob | undefined)[]>
  remove(ids: readonly string[]): Promise<void>
  list(): Promise<string[]>
}

export interface Contents extends StoredContents {
  /**
   * Keeps a copy of a blob's bytes.
   * @param name No other content has it; what begins it tells whose it is.
   * @returns Its id, which begins with the name.
   * @throws FileError `full`, `io`
   */
  write(name: string, blob: Blob): Promise<string>
  close(): void
}

/** Ends the ids of contents that are in the database. All others are in the folder. */
const IN_DATABASE = '.db'
/** Up to here the database is faster than a file, by far: most of what a file costs is its opening. */
const SMALL_BYTES = 16 * 1024

/** @param folder Undefined where the browser has none. */
export const createStoredContents = (
  database: Database,
  folder: Folder | undefined,
): StoredContents => {
  const isInDatabase = (id: string) => id.endsWith(IN_DATABASE)
  const inDatabase = (ids: readonly string[]) => ids.filter(isInDatabase)
  const inFolder = (ids: readonly string[]) => ids.filter((id) => !isInDatabase(id))
  const openInDatabase = async (ids: readonly string[]) => {
    const values = await database.read(CONTENTS, (store) =>
      Promise.all(
        ids.map((id) => settled(store.get(id) as IDBRequest<Blob | ArrayBuffer | undefined>)),
      ),
    )
    return values.map((value) => (value instanceof ArrayBuffer ? new Blob([value]) : value))
  }

  return {
    open: async (ids) => {
      const found = await Promise.all([
        openInDatabase(inDatabase(ids)),
        Promise.all(inFolder(ids).map(async (id) => folder?.open(id))),
      ])
      const [small, large] = found.map((blobs) => blobs.values())
      return ids.map((id) => (isInDatabase(id) ? small : large)?.next().value)
    },
    remove: async (ids) => {
      const small = inDatabase(ids)
      const inTransaction = (store: IDBObjectStore) =>
        Promise.all(small.map((id) => settled(store.delete(id))))
      await Promise.all([
        small.length > 0 && database.write(CONTENTS, 'relaxed', inTransaction),
        ...inFolder(ids).map((id) => folder?.remove(id)),
      ])
    },
    list: async () => {
      const keys = await database.read(CONTENTS, (store) => settled(store.getAllKeys()))
      return [...keys.map(String), ...((await folder?.list()) ?? [])]
    },
  }
}

/**
 * Small contents in the database, others in the folder, or in the database as well where nothing can be
 * written into it: slower, but as lasting.
 */
export const createContents = (
  database: Database,
  folder: Folder | undefined,
  startWriter: () => Promise<Writer>,
  log: LogPort,
): Contents => {
  let starting: Promise<Writer | undefined> | undefined
  let isClosed = false
  const start = () =>
    (starting ??= startWriter().catch(() => {
      log.warn(
        'openwx: the script that writes files (content-worker.js) does not load, see docs/files.md; ' +
          'they are kept in IndexedDB, which is slower',
      )
      return undefined
    }))

  return {
    ...createStoredContents(database, folder),
    write: async (name, blob) => {
      const isSmall = blob.size <= SMALL_BYTES
      const writer = isSmall || folder === undefined || isClosed ? undefined : await start()
      if (writer !== undefined) {
        await writer.write(name, blob)
        return name
      }
      const id = name + IN_DATABASE
      try {
        const value = isSmall ? await blob.arrayBuffer() : blob
        // The transaction that gives it a name follows, and takes it to the disk as well.
        await database.write(CONTENTS, 'relaxed', (store) => settled(store.put(value, id)))
      } catch (error) {
        throw toFileError(error)
      }
      return id
    },
    close: () => {
      isClosed = true
      void starting?.then((writer) => writer?.close())
    },
  }
}
