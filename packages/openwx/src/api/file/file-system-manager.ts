import type { CallOptions } from '../../call/call.js'
import { callbacksOf, checkedOptions, createCall, failResult } from '../../call/call.js'
import type { ApiContext } from '../../call/context.js'
import { argumentOf, syncApi } from '../../call/define.js'
import { asWxError } from '../../call/error.js'
import type { FileEncoding } from '../../codec/file-encoding.js'
import type {
  CopyFileOptions,
  Nothing,
  ReadFileOptions,
  ReadFileResult,
  TruncateOptions,
  WriteFileOptions,
} from './content.js'
import { appendFile, copyFile, readFile, truncate, writeFile } from './content.js'
import type {
  DirPathOptions,
  FilePathOptions,
  FileStats,
  FolderOptions,
  PathOptions,
  ReaddirResult,
  RenameOptions,
  StatOptions,
  StatResult,
} from './names.js'
import { access, mkdir, readdir, rename, rmdir, stat, unlink } from './names.js'
import type { Operation, Storage } from './operation.js'
import { createStorage, perform, performNow } from './operation.js'
import type {
  FileInfoOptions,
  FileInfoResult,
  SavedFileListResult,
  SaveFileOptions,
  SaveFileResult,
} from './saved.js'
import { fileInfo, getSavedFileList, removeSavedFile, saveFile } from './saved.js'
import type { Stats } from './stats.js'

type Later<O, R = Nothing> = (options: O & CallOptions<R & { errMsg: string }>) => void

/**
 * The files of a program. Functions without `Sync` end with callbacks, in the order of the calls; those
 * with it return or throw an `Error` whose `message` is the `errMsg`, at once.
 */
export interface FileSystemManager {
  access: Later<PathOptions>
  accessSync(path: string): void
  appendFile: Later<WriteFileOptions>
  appendFileSync(filePath: string, data: string | ArrayBuffer, encoding?: FileEncoding): void
  copyFile: Later<CopyFileOptions>
  copyFileSync(srcPath: string, destPath: string): void
  getFileInfo: Later<FileInfoOptions, FileInfoResult>
  getSavedFileList(options?: CallOptions<SavedFileListResult & { errMsg: string }>): void
  mkdir: Later<FolderOptions>
  mkdirSync(dirPath: string, recursive?: boolean): void
  readFile: Later<ReadFileOptions, ReadFileResult>
  readFileSync(
    filePath: string,
    encoding?: FileEncoding,
    position?: number,
    length?: number,
  ): string | ArrayBuffer
  readdir: Later<DirPathOptions, ReaddirResult>
  readdirSync(dirPath: string): string[]
  removeSavedFile: Later<FilePathOptions>
  rename: Later<RenameOptions>
  renameSync(oldPath: string, newPath: string): void
  rmdir: Later<FolderOptions>
  rmdirSync(dirPath: string, recursive?: boolean): void
  saveFile: Later<SaveFileOptions, SaveFileResult>
  saveFileSync(tempFilePath: string, filePath?: string): string
  stat: Later<StatOptions, StatResult>
  statSync(path: string, recursive?: boolean): Stats | FileStats[]
  /** Since 2.16.1, as is {@link FileSystemManager.truncateSync}. */
  truncate: Later<TruncateOptions>
  truncateSync(options: TruncateOptions): undefined
  unlink: Later<FilePathOptions>
  unlinkSync(filePath: string): void
  writeFile: Later<WriteFileOptions>
  writeFileSync(filePath: string, data: string | ArrayBuffer, encoding?: FileEncoding): void
}

const later =
  <O extends object, R extends object>(
    context: ApiContext,
    storage: Storage,
    operation: Operation<O, R>,
  ) =>
  (...args: readonly unknown[]): void => {
    const argument = argumentOf(operation, args)
    const call = createCall<R>(context, operation.name, callbacksOf(argument))
    try {
      const options = checkedOptions(argument, operation.template ?? {}) as O
      // Two arguments: an exception in `success` must not arrive at `fail`.
      void perform(operation, options, storage).then(
        (result) => call.succeed(result),
        (error: unknown) => call.fail(asWxError(error)),
      )
    } catch (error) {
      call.fail(asWxError(error))
    }
  }

/** @param names Of the options that the arguments are, in order; undefined where there is one argument, the options. */
const atOnce =
  <O extends object, R extends object, V>(
    context: ApiContext,
    storage: Storage,
    operation: Operation<O, R>,
    names: readonly (keyof O & string)[] | undefined,
    valueOf: (result: R) => V,
  ) =>
  (...args: readonly unknown[]): V => {
    try {
      const stated = names ? Object.fromEntries(names.map((name, i) => [name, args[i]])) : args[0]
      const options = checkedOptions(stated, operation.template ?? {}) as O
      return valueOf(performNow(operation, options, storage))
    } catch (error) {
      const result = failResult(context, `${operation.name}Sync`, asWxError(error))
      throw Object.assign(new Error(result.errMsg, { cause: error }), result)
    }
  }

const createManager = (context: ApiContext): FileSystemManager => {
  const storage = context.shared(createStorage)
  const done = () => undefined
  const methods = <O extends object, R extends object>(operation: Operation<O, R>) =>
    later(context, storage, operation)
  const sync = <O extends object, R extends object, V>(
    operation: Operation<O, R>,
    names: readonly (keyof O & string)[] | undefined,
    valueOf: (result: R) => V,
  ) => atOnce(context, storage, operation, names, valueOf)

  return {
    access: methods(access),
    accessSync: sync(access, ['path'], done),
    copyFile: methods(copyFile),
    copyFileSync: sync(copyFile, ['srcPath', 'destPath'], done),
    getFileInfo: methods(fileInfo(['md5', 'sha1', 'sha256'])),
    getSavedFileList: methods(getSavedFileList),
    mkdir: methods(mkdir),
    mkdirSync: sync(mkdir, ['dirPath', 'recursive'], done),
    readFile: methods(readFile),
    readFileSync: sync(
      readFile,
      ['filePath', 'encoding', 'position', 'length'],
      ({ data }) => data,
    ),
    readdir: methods(readdir),
    readdirSync: sync(readdir, ['dirPath'], ({ files }) => files),
    removeSavedFile: methods(removeSavedFile),
    rename: methods(rename),
    renameSync: sync(rename, ['oldPath', 'newPath'], done),
    rmdir: methods(rmdir),
    rmdirSync: sync(rmdir, ['dirPath', 'recursive'], done),
    saveFile: methods(saveFile),
    saveFileSync: sync(
      saveFile,
      ['tempFilePath', 'filePath'],
      ({ savedFilePath }) => savedFilePath,
    ),
    stat: methods(stat),
    statSync: sync(stat, ['path', 'recursive'], ({ stats }) => stats),
    unlink: methods(unlink),
    unlinkSync: sync(unlink, ['filePath'], done),
    writeFile: methods(writeFile),
    writeFileSync: sync(writeFile, ['filePath', 'data', 'encoding'], done),
    ...(context.since('2.1.0') && {
      appendFile: methods(appendFile),
      appendFileSync: sync(appendFile, ['filePath', 'data', 'encoding'], done),
    }),
    ...(context.since('2.16.1') && {
      truncate: methods(truncate),
      truncateSync: sync(truncate, undefined, done),
    }),
    // What the emulated base library does not have is missing, whatever the type says.
  } as FileSystemManager
}

/**
 * `wx.getFileSystemManager`: the one manager of the program's files. Functions of file descriptors and
 * archives are not there.
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/file/wx.getFileSystemManager.html
 */
export const getFileSystemManager = syncApi<() => FileSystemManager>({
  name: 'getFileSystemManager',
  since: '1.9.9',
  create: (context) => () => context.shared(createManager),
})
