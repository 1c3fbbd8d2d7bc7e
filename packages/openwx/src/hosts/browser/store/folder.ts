/** In the root of the page's private file system. */
export const FOLDER = 'openwx-files'

/** Files of the page's private file system, by name. */
export interface Folder {
  /** A Blob that reads the file where it is; undefined where none is. */
  open(name: string): Promise<Blob | undefined>
  remove(name: string): Promise<void>
  list(): Promise<string[]>
}

const unlessMissing = async <T>(work: Promise<T>): Promise<T | undefined> => {
  try {
    return await work
  } catch (error) {
    if (error instanceof DOMException && error.name === 'NotFoundError') return undefined
    throw error
  }
}

/** @throws whatever the browser throws where it has no such file system */
export const openFolder = async (): Promise<Folder> => {
  const root = await navigator.storage.getDirectory()
  const folder = await root.getDirectoryHandle(FOLDER, { create: true })
  return {
    open: (name) => unlessMissing(folder.getFileHandle(name).then((file) => file.getFile())),
    remove: (name) => unlessMissing(folder.removeEntry(name)),
    list: async () => {
      const names: string[] = []
      for await (const name of folder.keys()) names.push(name)
      return names
    },
  }
}
