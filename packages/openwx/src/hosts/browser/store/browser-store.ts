import type { LogPort } from '../../../ports/host.js'
import type { DurableStore } from '../../shared/durable-store.js'
import { createContents } from './contents.js'
import { openDatabase } from './database.js'
import { createEntries } from './entries.js'
import { openFolder } from './folder.js'
import { startRun } from './run.js'
import { createStore } from './store.js'
import { startWriter } from './writer.js'

const openStore = async (log: LogPort): Promise<DurableStore<Blob>> => {
  const database = await openDatabase()
  // A browser may have no private file system, or none in a private window.
  const folder = await openFolder().catch(() => undefined)
  const contents = createContents(database, folder, startWriter, log)
  const store = createStore(createEntries(database), contents, await startRun())
  const close = async () => {
    await store.close()
    database.close()
  }
  return { ...store, close }
}

/**
 * Where this browser keeps what outlives the page. Where it keeps nothing, as in some private windows, the
 * log says so once, and so does the store keep nothing.
 */
export const createBrowserStore = (log: LogPort): DurableStore<Blob> => {
  let store: DurableStore<Blob> | undefined
  return {
    load: async (changed) => {
      try {
        store = await openStore(log)
        return await store.load(changed)
      } catch (error) {
        log.warn(
          `openwx: this browser keeps no files for this page (${String(error)}): ` +
            'saved and user files are lost when it closes',
        )
        await store?.close()
        store = undefined
        return []
      }
    },
    commit: (changes) =>
      store?.commit(changes) ?? Promise.resolve(changes.put.map(({ blob }) => blob)),
    close: async () => store?.close(),
  }
}
