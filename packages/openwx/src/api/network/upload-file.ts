import type { CallOptions } from '../../call/call.js'
import type { ApiContext } from '../../call/context.js'
import { taskApi } from '../../call/define.js'
import type { ApiDefinition } from '../../call/definition.js'
import { concatBytes } from '../../codec/bytes.js'
import { decodeText } from '../../codec/text.js'
import { headerValue, objectOption, valueText } from './header.js'
import type { RequestProfile } from './profile.js'
import { profileField } from './profile.js'
import type { Progress } from './progress.js'
import type { TransferOptions, TransferTask } from './transfer-task.js'
import {
  createTransferEvents,
  describeUpload,
  loadFiles,
  transferFailure,
  transferPlan,
} from './transfer-task.js'
import type { TransferPlan } from './transfer.js'
import { createTransfers } from './transfer.js'

/** The answer is held in memory as a whole, like that of `wx.request`. */
const MAX_ANSWER_BYTES = 256 * 1024 * 1024

/** Options of `wx.uploadFile`; names, defaults and units are WeChat's. */
export interface UploadFileOptions extends TransferOptions, CallOptions<UploadFileResult> {
  /** A temp, user or package file. */
  filePath: string
  /** The form field of the file. */
  name: string
  /** Further text fields, sent before the file. What is neither text nor number arrives as `[object …]`. */
  formData?: object
}

export interface UploadFileResult {
  /** `uploadFile:ok` */
  errMsg: string
  /** The answer as text, also when it is JSON. */
  data: string
  statusCode: number
  /** Since 3.5.0. */
  profile: RequestProfile
}

export interface UploadProgress {
  /** A whole number of percent, 0 to 100. */
  progress: number
  /** Bytes of the whole multipart body, more than the file's. */
  totalBytesSent: number
  totalBytesExpectedToSend: number
}

export type UploadTask = TransferTask<UploadProgress>

export type UploadFile = (options: UploadFileOptions) => UploadTask

/**
 * `wx.uploadFile`: POSTs one file as `multipart/form-data`. Every HTTP status reaches `success`. The file
 * is read as it is sent, never as a whole. Failures: `invalid-argument`, `invalid-url`,
 * `file-not-found`, `file-changed`, `domain-not-listed`, `interrupted`, `timeout`, `abort`,
 * `too-many-redirects`, `network`, `body-too-large`, `unsupported`.
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/network/upload/wx.uploadFile.html
 */
export const uploadFile: ApiDefinition<UploadFile> = taskApi<
  UploadFileOptions,
  Partial<UploadFileResult>,
  UploadTask
>({
  name: 'uploadFile',
  since: '1.0.0',
  taskSince: '1.4.0',
  template: { url: 'String', filePath: 'String', name: 'String' },
  create: (context) => {
    const startTransfer = createTransfers(context, 'uploadFile')

    return (options, call) => {
      const events = createTransferEvents(context, describeUpload)
      const chunks: Uint8Array<ArrayBuffer>[] = []
      let sent: ((sentBytes: number) => void) | undefined
      const prepare = async (): Promise<TransferPlan> => {
        const prepared = await createPlan(context, options, events.progressed)
        sent = prepared.sent
        return prepared.plan
      }

      const transfer = startTransfer(prepare(), {
        sent: (sentBytes) => sent?.(sentBytes),
        hearsSent: events.hearsProgress,
        head: events.headersReceived,
        data: (chunk) => chunks.push(chunk),
        end: ({ status, headers }, marks, timing) => {
          const answer = concatBytes(chunks)
          call.succeed({
            data: decodeText(answer, headerValue(headers, 'content-type')),
            statusCode: status,
            ...profileField(context, '3.5.0', options, marks, timing, answer.length),
          })
        },
        fail: (error) => call.fail(transferFailure(error)),
      })
      return events.task(transfer.abort)
    }
  },
})

/** Reads the options at once, and then looks at the file. */
const createPlan = async (
  context: ApiContext,
  options: UploadFileOptions,
  progressed: (progress: Progress) => void,
): Promise<{ plan: TransferPlan; sent: (sentBytes: number) => void }> => {
  const { name, filePath } = options
  const formData = objectOption(context, 'uploadFile', 'formData', options.formData)
  const fields = Object.keys(formData).map((key) => [key, valueText(formData[key])] as const)
  const { request, ...plan } = transferPlan(context, 'uploadFile', options, {
    method: 'POST',
    delivery: 'whole',
    maxBodyBytes: MAX_ANSWER_BYTES,
  })
  const { createProgressSteps, formRequest } = await loadFiles()
  const form = await formRequest(context, request, fields, name, filePath)
  const { report } = createProgressSteps(progressed)
  return {
    plan: { ...plan, request: form.request },
    sent: (sentBytes) => report(sentBytes, form.bodyBytes),
  }
}
