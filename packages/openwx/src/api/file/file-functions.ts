import type { CallOptions } from '../../call/call.js'
import type { Promised } from '../../call/define.js'
import { promiseApi, syncApi } from '../../call/define.js'
import type { ApiDefinition } from '../../call/definition.js'
import { formatFilePath } from '../../codec/file-path.js'
import type { Nothing } from './content.js'
import type { Operation } from './operation.js'
import { createStorage, perform } from './operation.js'
import type {
  FileInfoOptions,
  FileInfoResult,
  SavedFileInfo,
  SavedFileListResult,
  SaveFileOptions,
  SaveFileResult,
} from './saved.js'
import {
  fileInfo,
  getSavedFileInfo as savedFileInfo,
  getSavedFileList as savedFileList,
  removeSavedFile as removeSaved,
  saveFile as save,
} from './saved.js'
import type { FilePathOptions } from './names.js'

type Result<R> = R & { errMsg: string }
type FileFunction<O, R> = <P extends O & CallOptions<Result<R>>>(
  options: P,
) => Promised<P, Result<R>>

/** The functions of `wx` itself, which the manager's have come after; both are the same work. */
const fileApi = <O extends object, R extends object>(
  operation: Operation<O, R>,
  since = '1.0.0',
  argumentOptional = true,
) =>
  promiseApi<O & CallOptions<never>, R>({
    name: operation.name,
    since,
    ...(operation.template && { template: operation.template }),
    argumentOptional,
    create: (context) => {
      const storage = context.shared(createStorage)
      return (options) => perform(operation, options, storage)
    },
  })

/**
 * `wx.saveFile`: moves a temp file to where it outlives this run. Failures: `invalid-argument`,
 * `file-not-found`, `storage-full`.
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/file/wx.saveFile.html
 */
export const saveFile = fileApi(
  // Where it goes is the host's to say: only the manager's function has a `filePath`.
  { ...save, start: ({ tempFilePath }, storage) => save.start({ tempFilePath }, storage) },
  '1.0.0',
  false,
) as ApiDefinition<FileFunction<Pick<SaveFileOptions, 'tempFilePath'>, SaveFileResult>>

/** `wx.getSavedFileList`: what `wx.saveFile` has kept. */
export const getSavedFileList = fileApi(savedFileList) as ApiDefinition<
  <O extends CallOptions<Result<SavedFileListResult>>>(
    options?: O,
  ) => Promised<O, SavedFileListResult>
>

/** `wx.getSavedFileInfo`: of a saved file only. Failures: `invalid-argument`, `file-not-found`. */
export const getSavedFileInfo = fileApi(savedFileInfo) as ApiDefinition<
  FileFunction<FilePathOptions, SavedFileInfo>
>

/** `wx.removeSavedFile`: of a saved file only. Failures: `invalid-argument`, `file-not-found`. */
export const removeSavedFile = fileApi(removeSaved) as ApiDefinition<
  FileFunction<FilePathOptions, Nothing>
>

/** `wx.getFileInfo`: size and digest of any file. Failures: `invalid-argument`, `file-not-found`. */
export const getFileInfo = fileApi(fileInfo(['md5', 'sha1']), '1.4.0') as ApiDefinition<
  FileFunction<FileInfoOptions, FileInfoResult>
>

/** `wx.env`: where the user's folder begins. */
export const env = syncApi<{ USER_DATA_PATH: string }>({
  name: 'env',
  since: '1.7.0',
  create: ({ app }) => ({
    USER_DATA_PATH: formatFilePath(
      { space: 'user', owner: app.appId, name: '' },
      app.profile,
    ).replace(/\/$/, ''),
  }),
})
