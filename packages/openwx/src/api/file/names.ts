import type { FilePlace, FileStat } from '../../ports/files.js'
import { FileError } from '../../ports/port-error.js'
import type { Nothing } from './content.js'
import type { Operation, Storage } from './operation.js'
import { Stats } from './stats.js'

export interface PathOptions {
  path: string
}
export interface StatOptions extends PathOptions {
  /** Whether a folder is told with all that it holds. Since 2.3.0. @default false */
  recursive?: boolean
}
export interface FileStats {
  /** From the folder that was asked for, which is `/`. */
  path: string
  stats: Stats
}
export interface StatResult {
  stats: Stats | FileStats[]
}
export interface RenameOptions {
  oldPath: string
  newPath: string
}
export interface FilePathOptions {
  filePath: string
}
export interface DirPathOptions {
  dirPath: string
}
export interface FolderOptions extends DirPathOptions {
  /** Makes missing parents, or removes what is inside. Since 2.3.0. @default false */
  recursive?: boolean
}
export interface ReaddirResult {
  /** Names of files and folders, sorted. */
  files: string[]
}

const isRecursive = ({ recursive }: { recursive?: boolean }, storage: Storage): boolean =>
  recursive === true && storage.since('2.3.0')

const present = (stat: FileStat | undefined): FileStat => {
  if (stat === undefined) throw new FileError('not-found')
  return stat
}

const notThere = ({ path }: PathOptions) => ({ 'not-found': `no such file or directory ${path}` })

export const access: Operation<PathOptions, Nothing> = {
  name: 'access',
  template: { path: 'String' },
  changes: false,
  texts: notThere,
  start: ({ path }, storage) => ({
    now: () => {
      present(storage.tree.stat(storage.place(path)))
      return {}
    },
    later: async () => {
      present(await storage.files.stat(storage.place(path)))
      return {}
    },
  }),
}

const statsBelow = (storage: Storage, folder: FilePlace, path: string): FileStats[] =>
  storage.tree.list(folder).flatMap((entry): FileStats[] => {
    const place = {
      ...folder,
      name: folder.name === '' ? entry.name : `${folder.name}/${entry.name}`,
    }
    const item = { path: `${path}/${entry.name}`, stats: new Stats(entry) }
    return entry.kind === 'file' ? [item] : [item, ...statsBelow(storage, place, item.path)]
  })

export const stat: Operation<StatOptions, StatResult> = {
  name: 'stat',
  template: { path: 'String' },
  changes: false,
  texts: notThere,
  start: (options, storage) => {
    const { path } = options
    const resultOf = (place: FilePlace, found: FileStat): StatResult => ({
      stats:
        found.kind === 'folder' && isRecursive(options, storage)
          ? [{ path: '/', stats: new Stats(found) }, ...statsBelow(storage, place, '')]
          : new Stats(found),
    })
    return {
      now: () => {
        const place = storage.place(path)
        return resultOf(place, present(storage.tree.stat(place)))
      },
      later: async () => {
        const place = storage.place(path)
        return resultOf(place, present(await storage.files.stat(place)))
      },
    }
  },
}

export const rename: Operation<RenameOptions, Nothing> = {
  name: 'rename',
  template: { oldPath: 'String', newPath: 'String' },
  changes: true,
  texts: ({ oldPath, newPath }) => ({
    'not-found': `no such file or directory, rename ${oldPath} -> ${newPath}`,
    permission: `permission denied, rename ${oldPath} -> ${newPath}`,
  }),
  start: ({ oldPath, newPath }, storage) => ({
    now: () => {
      const from = storage.place(oldPath)
      const to = storage.target(newPath)
      // What was a temp file counts from now on.
      const size = from.space === 'temp' ? (storage.tree.stat(from)?.size ?? 0) : 0
      const free = storage.reserve(size, to)
      try {
        storage.tree.rename(from, to)
      } finally {
        free()
      }
      return {}
    },
  }),
}

export const unlink: Operation<FilePathOptions, Nothing> = {
  name: 'unlink',
  template: { filePath: 'String' },
  changes: true,
  texts: ({ filePath }) => ({
    'not-found': `no such file or directory ${filePath}`,
    permission: `permission denied, open ${filePath}`,
    'is-folder': [`operation not permitted, unlink ${filePath}`, 1300001],
  }),
  start: ({ filePath }, storage) => ({
    now: () => {
      storage.tree.remove(storage.place(filePath))
      return {}
    },
  }),
}

const folderTexts = ({ dirPath }: DirPathOptions) => ({
  'not-found': `no such file or directory ${dirPath}`,
  permission: `permission denied, open ${dirPath}`,
  exists: `file already exists ${dirPath}`,
  'not-folder': `not a directory ${dirPath}`,
})

export const mkdir: Operation<FolderOptions, Nothing> = {
  name: 'mkdir',
  template: { dirPath: 'String' },
  changes: true,
  texts: folderTexts,
  start: (options, storage) => ({
    now: () => {
      storage.tree.makeFolder(storage.target(options.dirPath), isRecursive(options, storage))
      return {}
    },
  }),
}

export const rmdir: Operation<FolderOptions, Nothing> = {
  name: 'rmdir',
  template: { dirPath: 'String' },
  changes: true,
  texts: folderTexts,
  start: (options, storage) => ({
    now: () => {
      storage.tree.removeFolder(storage.target(options.dirPath), isRecursive(options, storage))
      return {}
    },
  }),
}

export const readdir: Operation<DirPathOptions, ReaddirResult> = {
  name: 'readdir',
  template: { dirPath: 'String' },
  changes: false,
  texts: folderTexts,
  start: ({ dirPath }, storage) => ({
    now: () => ({
      files: storage.tree.list(storage.target(dirPath)).map(({ name }) => name),
    }),
  }),
}
