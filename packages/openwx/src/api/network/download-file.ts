import type { CallOptions } from '../../call/call.js'
import type { ApiContext } from '../../call/context.js'
import { taskApi } from '../../call/define.js'
import type { ApiDefinition } from '../../call/definition.js'
import { WxError } from '../../call/error.js'
import { FileError } from '../../ports/port-error.js'
import { createDownloads, downloadFailure, downloadPlan } from './download.js'
import { headerValue } from './header.js'
import type { RequestProfile } from './profile.js'
import { profileField } from './profile.js'
import type { Progress, ProgressSteps } from './progress.js'
import type { TransferOptions, TransferTask } from './transfer-task.js'
import { createTransferEvents, describeUpload, loadFiles } from './transfer-task.js'
import type { TransferPlan } from './transfer.js'
import type { UploadProgress } from './upload-file.js'

const TARGET_FORBIDDEN = 603303
const aborted = () => new WxError('abort', 'abort')

/** Options of `wx.downloadFile`; names, defaults and units are WeChat's. */
export interface DownloadFileOptions extends TransferOptions, CallOptions<DownloadFileResult> {
  /** A path in the user's folder, overwritten if it exists; its own folder must. @default a new temp file */
  filePath?: string
}

export interface DownloadFileResult {
  /** `downloadFile:ok` */
  errMsg: string
  statusCode: number
  /** Only without a `filePath`; its extension is that of the response's Content-Type. */
  tempFilePath: string
  /** Only with a `filePath`, exactly as it was given. Since 1.8.0. */
  filePath: string
  /** Since 2.10.4. */
  profile: RequestProfile
}

/** While the length is not known, `progress` and the expected total are 0. */
export interface DownloadProgress {
  /** A whole number of percent, 0 to 100. */
  progress: number
  totalBytesWritten: number
  totalBytesExpectedToWrite: number
}

export type DownloadTask = TransferTask<DownloadProgress>

export type DownloadFile = (options: DownloadFileOptions) => DownloadTask

/**
 * `wx.downloadFile`: GETs a URL into a file. Every HTTP status reaches `success`, and its body is kept; a
 * download that fails leaves nothing behind. Failures: `invalid-argument`, `invalid-url`,
 * `permission-denied`, `domain-not-listed`, `interrupted`, `timeout`, `abort`, `too-many-redirects`,
 * `network`, `download-too-large`, `storage-full`, `unsupported`.
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/network/download/wx.downloadFile.html
 */
export const downloadFile: ApiDefinition<DownloadFile> = taskApi<
  DownloadFileOptions,
  Partial<DownloadFileResult>,
  DownloadTask
>({
  name: 'downloadFile',
  since: '1.0.0',
  taskSince: '1.4.0',
  template: { url: 'String' },
  create: (context) => {
    const { files } = context.host
    const startTransfer = context.shared(createDownloads)

    return (options, call) => {
      const target = targetOf(context, options)
      const events = createTransferEvents(context, describeProgress)
      let steps: ProgressSteps | undefined
      let abandoned = false

      const prepare = async (): Promise<TransferPlan> => {
        const plan = downloadPlan(context, options)
        // Before a body comes that nobody could keep.
        const { createProgressSteps, targetPlace } = await loadFiles()
        steps = createProgressSteps(events.progressed)
        if (target !== undefined) await targetPlace(context, target)
        return plan
      }

      const transfer = startTransfer(prepare(), {
        progress: (...bytes) => steps?.report(...bytes),
        head: events.headersReceived,
        end: (head, marks, timing, file) => {
          if (file === undefined) return call.fail(new WxError('failed', 'the host kept no file'))
          steps?.finish(file.size)
          const profile = profileField(context, '2.10.4', options, marks, timing, file.size)
          const statusCode = head.status
          const type = headerValue(head.headers, 'content-type')
          void loadFiles()
            .then(({ keepDownload }) => {
              if (!abandoned) return keepDownload(context, file, { statusCode, type }, target)
              // What stands at its place stays there.
              files.discard(file)
              throw aborted()
            })
            .then(async ({ fields, place }) => {
              if (abandoned) {
                if (place !== undefined) await files.remove(place).catch(() => false)
                throw aborted()
              }
              call.succeed({ statusCode, ...fields, ...profile })
            })
            .catch((error: unknown) => call.fail(targetedFailure(error as Error, target)))
        },
        fail: (error) => call.fail(targetedFailure(error, target)),
      })
      return events.task(() => {
        abandoned = true
        transfer.abort()
      })
    }
  },
})

/** The older documents give a download's progress an upload's names; programs of that time read them. */
const describeProgress = (progress: Progress): DownloadProgress & UploadProgress => ({
  ...describeUpload(progress),
  totalBytesWritten: progress.doneBytes,
  totalBytesExpectedToWrite: progress.expectedBytes,
})

const targetOf = (context: ApiContext, { filePath }: DownloadFileOptions): string | undefined =>
  typeof filePath === 'string' && filePath !== '' && context.since('1.8.0') ? filePath : undefined

const targetedFailure = (cause: Error, target: string | undefined): WxError => {
  const isForbidden =
    cause instanceof FileError && ['permission', 'not-found'].includes(cause.problem)
  return isForbidden && target !== undefined
    ? new WxError('permission-denied', `permission denied, open ${target}`, {
        cause,
        errno: TARGET_FORBIDDEN,
      })
    : downloadFailure(cause)
}
