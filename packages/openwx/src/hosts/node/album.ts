import { constants } from 'node:fs'
import { copyFile, mkdir, readdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { kindOfType } from '../../codec/file-kind.js'
import { extensionOf } from '../../codec/file-path.js'
import { typeOfExtension } from '../../codec/media-type.js'
import { UnsupportedError } from '../../ports/port-error.js'
import type { VirtualAlbum, VirtualFile } from '../shared/virtual-pictures.js'
import type { NodeBlob } from './blob.js'
import { toFileError } from './file-error.js'
import type { NodeFiles } from './files.js'

/** Names in use before a new one is looked for no more. */
const MAX_SAME_NAMES = 10_000

/**
 * A folder, or single files, as the user's album; a folder is made when something is saved in it.
 * @param source A folder's path, or those of files.
 */
export const createNodeAlbum = (
  source: string | readonly string[],
  files: NodeFiles,
): VirtualAlbum => ({
  list: async () => {
    try {
      const paths = typeof source === 'string' ? await filesIn(source) : source
      return await Promise.all(paths.map((file) => describe(file, files)))
    } catch (error) {
      throw toFileError(error)
    }
  },
  save: async (blob, name) => {
    if (typeof source !== 'string') {
      throw new UnsupportedError('an album of single files takes no more; give the host a folder')
    }
    try {
      await mkdir(source, { recursive: true })
      await copyToNewName((blob as NodeBlob).path, source, name)
    } catch (error) {
      throw toFileError(error)
    }
  },
})

/** In alphabetical order, without hidden files and folders. */
const filesIn = async (folder: string): Promise<string[]> => {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    if (toFileError(error).problem === 'not-found') return []
    throw error
  })
  return entries
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map(({ name }) => path.join(folder, name))
    .sort()
}

const describe = async (file: string, files: NodeFiles): Promise<VirtualFile> => {
  const { mtimeMs } = await stat(file)
  const name = path.basename(file)
  const type = typeOfExtension(extensionOf(name))
  return {
    name,
    type,
    kind: kindOfType(type),
    modifiedMs: mtimeMs,
    copy: () => files.copyIn(file),
  }
}

/** `a.jpg`, `a (1).jpg` …: nothing in an album is written over. */
const copyToNewName = async (from: string, folder: string, name: string): Promise<void> => {
  const { name: stem, ext } = path.parse(path.basename(name))
  for (let i = 0; i < MAX_SAME_NAMES; i += 1) {
    const to = path.join(folder, i === 0 ? stem + ext : `${stem} (${i})${ext}`)
    try {
      await copyFile(from, to, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE)
      return
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
  }
  throw new Error(`the album has too many files called ${name}`)
}
