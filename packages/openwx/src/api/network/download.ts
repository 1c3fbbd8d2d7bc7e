import type { ApiContext } from '../../call/context.js'
import { WxError } from '../../call/error.js'
import type { HostBlob } from '../../ports/files.js'
import type { HttpHead } from '../../ports/http.js'
import { BodyTooLargeError } from '../../ports/port-error.js'
import type { TransferOptions } from './transfer-task.js'
import { transferFailure, transferPlan } from './transfer-task.js'
import type { TransferPlan } from './transfer.js'
import { createTransfers } from './transfer.js'

const FILE_TOO_LARGE = 603301

/** Downloads by whatever function share ten places, the domain list and the limits. Use through `context.shared`. */
export const createDownloads = (context: ApiContext): ReturnType<typeof createTransfers> =>
  createTransfers(context, 'downloadFile')

/** @throws WxError `invalid-url`, `invalid-argument` */
export const downloadPlan = (context: ApiContext, options: TransferOptions): TransferPlan =>
  transferPlan(context, 'downloadFile', options, {
    method: 'GET',
    delivery: 'file',
    maxBodyBytes: context.app.maxDownloadBytes,
  })

/** What the end of a download reads like to the program. */
export const downloadFailure = (cause: Error): WxError =>
  cause instanceof BodyTooLargeError
    ? new WxError('download-too-large', 'exceed max file size', { cause, errno: FILE_TOO_LARGE })
    : transferFailure(cause)

/** A body that the host keeps. */
export interface DownloadedFile {
  readonly head: HttpHead
  /** The receiver's, to keep or to discard. */
  readonly file: HostBlob
}

/**
 * Gets a URL's body for another function than `wx.downloadFile`, by the same rules.
 * @throws WxError as `wx.downloadFile` fails, except for `abort`
 */
export const download = (context: ApiContext, url: string): Promise<DownloadedFile> =>
  new Promise((resolve, reject) => {
    const start = context.shared(createDownloads)
    start(downloadPlan(context, { url }), {
      head: () => undefined,
      end: (head, _marks, _timing, file) => {
        if (file === undefined) reject(new WxError('failed', 'the host kept no file'))
        else resolve({ head, file })
      },
      fail: (error) => reject(downloadFailure(error)),
    })
  })
