import type { LogPort } from '../../../ports/host.js'
import type { DurableStore } from '../../shared/durable-store.js'
import { createBothContents, createDatabaseContents } from './contents.js'
import { openDatabase } from './database.js'
import { createEntries } from './entries.js'
import { createFolderContents } from './folder-contents.js'
import { startRun } from './run.js'
import { createStore } from './store.js'

/** The browser's lasting store; undefined, with a warning, where it keeps nothing for this page. */
export const openStore = async (log: LogPort): Promise<DurableStore<Blob> | undefined> => {
  try {
    const database = await openDatabase()
    const slow = createDatabaseContents(database)
    // Without a private file system, or where a private window blocks it.
    const folder = await createFolderContents().catch(() => undefined)
    const contents = folder === undefined ? slow : createBothContents(slow, folder, log)
    return createStore(createEntries(database), contents, await startRun())
  } catch (error) {
    log.warn(
      `openwx: this browser keeps no files for this page (${String(error)}): ` +
        'saved and user files are lost when it closes',
    )
    return undefined
  }
}
