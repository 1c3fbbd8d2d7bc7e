import { WxError } from '../../call/error.js'
import { typeName } from '../../call/template.js'
import type { DigestAlgorithm, FilePlace, FileStat } from '../../ports/files.js'
import { FileError } from '../../ports/port-error.js'
import type { Nothing } from './content.js'
import type { FilePathOptions } from './names.js'
import type { Operation, Storage } from './operation.js'
import { toSeconds } from './stats.js'

export interface SaveFileOptions {
  tempFilePath: string
  /** In the user's folder; its own folder must exist. @default a new saved file */
  filePath?: string
}
export interface SaveFileResult {
  savedFilePath: string
}
export interface SavedFileInfo {
  /** Bytes. */
  size: number
  /** When it was saved, in seconds since 1970. */
  createTime: number
}
export interface SavedFile extends SavedFileInfo {
  filePath: string
}
export interface SavedFileListResult {
  /** In the order in which they were saved. */
  fileList: SavedFile[]
}
export interface FileInfoOptions {
  filePath: string
  /** `sha256` only in FileSystemManager. @default 'md5' */
  digestAlgorithm?: DigestAlgorithm
}
export interface FileInfoResult {
  /** Bytes. */
  size: number
  /** Lower-case hex. */
  digest: string
}

const TEMP_FILE_MISSING = 1301112

const tempFile = (storage: Storage, path: string): { place: FilePlace; size: number } => {
  const missing = () =>
    new WxError('file-not-found', 'tempFilePath file not exist', { errno: TEMP_FILE_MISSING })
  let place: FilePlace
  try {
    place = storage.place(path)
  } catch {
    throw missing()
  }
  const found = place.space === 'temp' ? storage.tree.stat(place) : undefined
  if (found === undefined) throw missing()
  return { place, size: found.size }
}

/** `''` for a saved file, as for whatever is no path. */
const targetOf = ({ filePath }: { filePath?: unknown }): string =>
  typeof filePath === 'string' ? filePath : ''

export const saveFile: Operation<SaveFileOptions, SaveFileResult> = {
  name: 'saveFile',
  template: { tempFilePath: 'String' },
  changes: true,
  texts: (options) => ({
    'not-found': `no such file or directory "${targetOf(options).replace(/\/+[^/]*\/*$/, '')}"`,
    permission: `permission denied, open "${targetOf(options)}"`,
  }),
  start: ({ tempFilePath, ...options }, storage) => ({
    now: () => {
      const { place, size } = tempFile(storage, tempFilePath)
      const filePath = targetOf(options)
      if (filePath === '') {
        const free = storage.reserve(size)
        try {
          return { savedFilePath: storage.format(storage.tree.save(place, storage.owner)) }
        } finally {
          free()
        }
      }
      const target = storage.target(filePath)
      const free = storage.reserve(size, target)
      try {
        storage.tree.rename(place, target)
      } finally {
        free()
      }
      return { savedFilePath: filePath }
    },
  }),
}

const infoOf = ({ size, createdMs }: FileStat): SavedFileInfo => ({
  size,
  createTime: toSeconds(createdMs),
})

export const getSavedFileList: Operation<object, SavedFileListResult> = {
  name: 'getSavedFileList',
  changes: false,
  texts: () => ({}),
  start: (_options, storage) => ({
    now: () => {
      const store = { space: 'saved', owner: storage.owner, name: '' } as const
      return {
        fileList: storage.tree.list(store).map((entry) => ({
          filePath: storage.format({ ...store, name: entry.name }),
          ...infoOf(entry),
        })),
      }
    },
  }),
}

const missingTexts = () => ({ 'not-found': 'file not exist' })

/** A saved file, and nothing else. */
const savedPlace = (storage: Storage, path: string): FilePlace => {
  const place = storage.place(path)
  if (place.space !== 'saved') throw new FileError('not-found')
  return place
}

export const getSavedFileInfo: Operation<FilePathOptions, SavedFileInfo> = {
  name: 'getSavedFileInfo',
  template: { filePath: 'String' },
  changes: false,
  texts: missingTexts,
  start: ({ filePath }, storage) => ({
    now: () => {
      const found = storage.tree.stat(savedPlace(storage, filePath))
      if (found === undefined) throw new FileError('not-found')
      return infoOf(found)
    },
  }),
}

export const removeSavedFile: Operation<FilePathOptions, Nothing> = {
  name: 'removeSavedFile',
  template: { filePath: 'String' },
  changes: true,
  texts: missingTexts,
  start: ({ filePath }, storage) => ({
    now: () => {
      storage.tree.remove(savedPlace(storage, filePath))
      return {}
    },
  }),
}

/** @param algorithms That the function knows. */
export const fileInfo = (
  algorithms: readonly DigestAlgorithm[],
): Operation<FileInfoOptions, FileInfoResult> => ({
  name: 'getFileInfo',
  template: { filePath: 'String' },
  changes: false,
  texts: missingTexts,
  start: ({ filePath, digestAlgorithm = 'md5' }, storage) => {
    if (typeof digestAlgorithm !== 'string') {
      const message = `parameter.digestAlgorithm should be String instead of ${typeName(digestAlgorithm)};`
      throw new WxError('invalid-argument', `parameter error: ${message}`)
    }
    if (!algorithms.includes(digestAlgorithm)) {
      const message = `invalid digestAlgorithm "${digestAlgorithm as string}"`
      throw new WxError('invalid-argument', `parameter error: ${message}`)
    }
    return {
      later: async () => {
        const { files } = storage
        const blob = await files.open(storage.place(filePath))
        if (blob === undefined) throw new FileError('not-found')
        return { size: blob.size, digest: await files.digest(blob, digestAlgorithm) }
      },
    }
  },
})
