import { FileError } from '../../../ports/port-error.js'

const NAME = 'openwx-files'
const VERSION = 1

/** Entries by place. */
export const ENTRIES = 'entries'
/** Finds the entries that have some content. */
export const BY_CONTENT = 'content'
/** Contents that are kept here, by id. */
export const CONTENTS = 'contents'

export const settled = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new DOMException('failed', 'UnknownError'))
  })

const done = (transaction: IDBTransaction): Promise<void> =>
  new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve()
    transaction.onabort = () =>
      reject(transaction.error ?? new DOMException('aborted', 'AbortError'))
  })

/** What a browser says when it keeps no more, or nothing at all, as ports say it. */
export const toFileError = (cause: unknown): FileError => {
  if (cause instanceof FileError) return cause
  const isFull = cause instanceof DOMException && cause.name === 'QuotaExceededError'
  return new FileError(isFull ? 'full' : 'io', { cause })
}

export interface Database {
  read<T>(store: string, ask: (store: IDBObjectStore) => Promise<T>): Promise<T>
  /**
   * One transaction; what `work` throws undoes it.
   * @param durability `strict`: it is on disk when this resolves, and so are those before it.
   * @throws FileError
   */
  write<T>(
    store: string,
    durability: IDBTransactionDurability,
    work: (store: IDBObjectStore) => Promise<T>,
  ): Promise<T>
  close(): void
}

/** @throws whatever the browser throws where it keeps nothing. */
export const openDatabase = async (): Promise<Database> => {
  const open = async (): Promise<IDBDatabase> => {
    const request = indexedDB.open(NAME, VERSION)
    request.onupgradeneeded = () => {
      const entries = request.result.createObjectStore(ENTRIES, {
        keyPath: ['space', 'owner', 'name'],
      })
      entries.createIndex(BY_CONTENT, 'content')
      request.result.createObjectStore(CONTENTS)
    }
    const database = await settled(request)
    // Another page that deletes or upgrades the database waits for this one.
    database.onversionchange = () => database.close()
    return database
  }
  let connection = await open()
  let isClosed = false

  /** A browser closes a connection when its user clears what sites keep. */
  const begin = async (
    store: string,
    mode: IDBTransactionMode,
    options?: IDBTransactionOptions,
  ): Promise<IDBTransaction> => {
    if (isClosed) throw new FileError('io')
    try {
      return connection.transaction(store, mode, options)
    } catch {
      connection = await open()
      return connection.transaction(store, mode, options)
    }
  }

  return {
    read: async (store, ask) => ask((await begin(store, 'readonly')).objectStore(store)),
    write: async (store, durability, work) => {
      try {
        const transaction = await begin(store, 'readwrite', { durability })
        const end = done(transaction)
        try {
          const result = await work(transaction.objectStore(store))
          await end
          return result
        } catch (error) {
          try {
            transaction.abort()
          } catch {
            // It has been aborted, by what went wrong.
          }
          await end.catch(() => undefined)
          throw transaction.error ?? error
        }
      } catch (error) {
        throw toFileError(error)
      }
    },
    close: () => {
      isClosed = true
      connection.close()
    },
  }
}
