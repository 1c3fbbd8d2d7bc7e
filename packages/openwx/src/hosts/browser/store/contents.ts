import type { LogPort } from '../../../ports/host.js'
import type { Database } from './database.js'
import { CONTENTS, settled, toFileError } from './database.js'
import type { FolderContents } from './folder-contents.js'

/** Bytes that are written once, and never change. */
export interface Contents {
  /**
   * Keeps a copy of a blob's bytes.
   * @param name No other content has it; what begins it tells whose it is.
   * @returns What to ask for it by; begins with the name.
   * @throws FileError `full`, `io`
   */
  write(name: string, blob: Blob): Promise<string>
  /** Bytes that stay where they are until they are read; undefined where none are. */
  open(ids: readonly string[]): Promise<readonly (Blob | undefined)[]>
  remove(ids: readonly string[]): Promise<void>
  list(): Promise<string[]>
  close(): void
}

/** Ends the ids of contents that are in the database. */
const IN_DATABASE = '.db'
/** Up to here the database is faster than a file, by far: most of what a file costs is its opening. */
const SMALL_BYTES = 16 * 1024

/** Contents in the database: small ones as bytes, others as Blobs, which are slow to write. */
export const createDatabaseContents = (database: Database): Contents => ({
  write: async (name, blob) => {
    const id = name + IN_DATABASE
    try {
      const value = blob.size > SMALL_BYTES ? blob : await blob.arrayBuffer()
      // The transaction that gives it a name follows, and takes it to the disk as well.
      await database.write(CONTENTS, 'relaxed', (store) => settled(store.put(value, id)))
    } catch (error) {
      throw toFileError(error)
    }
    return id
  },
  open: async (ids) => {
    const values = await database.read(CONTENTS, (store) =>
      Promise.all(
        ids.map((id) => settled(store.get(id) as IDBRequest<Blob | ArrayBuffer | undefined>)),
      ),
    )
    return values.map((value) => (value instanceof ArrayBuffer ? new Blob([value]) : value))
  },
  remove: async (ids) => {
    await database.write(CONTENTS, 'relaxed', (store) =>
      Promise.all(ids.map((id) => settled(store.delete(id)))),
    )
  },
  list: async () =>
    (await database.read(CONTENTS, (store) => settled(store.getAllKeys()))).map(String),
  close: () => undefined,
})

/** Small contents in the database and others in the folder, or in the database where none can be written. */
export const createBothContents = (
  database: Contents,
  folder: FolderContents,
  log: LogPort,
): Contents => {
  let chosen: Promise<Contents> | undefined
  const choose = () =>
    (chosen ??= folder.start().then(
      () => folder,
      () => {
        log.warn(
          'openwx: the script that writes files (content-worker.js) does not load, see docs/files.md; ' +
            'they are kept in IndexedDB, which is slower',
        )
        return database
      },
    ))
  const isInDatabase = (id: string) => id.endsWith(IN_DATABASE)

  return {
    write: async (name, blob) =>
      (blob.size > SMALL_BYTES ? await choose() : database).write(name, blob),
    open: async (ids) => {
      const [small, large] = await Promise.all([
        database.open(ids.filter(isInDatabase)),
        folder.open(ids.filter((id) => !isInDatabase(id))),
      ])
      const [smallOnes, largeOnes] = [small.values(), large.values()]
      return ids.map((id) => (isInDatabase(id) ? smallOnes : largeOnes).next().value)
    },
    remove: async (ids) => {
      await Promise.all([
        database.remove(ids.filter(isInDatabase)),
        folder.remove(ids.filter((id) => !isInDatabase(id))),
      ])
    },
    list: async () => (await Promise.all([folder.list(), database.list()])).flat(),
    close: () => folder.close(),
  }
}
