import type { FilePlace } from '../../../ports/files.js'
import { createStoredContents } from './contents.js'
import { openDatabase } from './database.js'
import { createEntries, keyOf } from './entries.js'
import { openFolder } from './folder.js'

export interface StoredFile {
  readonly blob: Blob
  /** No other bytes ever have it. */
  readonly contentId: string
}

/** Finds what the pages of an origin have stored, without being one of them. */
export const createLookup = () => {
  const open = async () => {
    const database = await openDatabase()
    const folder = await openFolder().catch(() => undefined)
    return {
      entries: createEntries(database),
      contents: createStoredContents(database, folder),
    }
  }
  let opening: ReturnType<typeof open> | undefined

  /** Undefined where no file is. */
  return async (place: FilePlace): Promise<StoredFile | undefined> => {
    opening ??= open()
    opening.catch(() => (opening = undefined))
    const { entries, contents } = await opening
    const [record] = await entries.get([keyOf(place)])
    if (record?.content === undefined) return undefined
    const [blob] = await contents.open([record.content])
    return blob && { blob, contentId: record.content }
  }
}
