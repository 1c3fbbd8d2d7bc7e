import type { ApiContext } from '../../call/context.js'
import type { WxError } from '../../call/error.js'
import { createListeners } from '../../call/listeners.js'
import { FileError } from '../../ports/port-error.js'
import type { HttpHead } from '../../ports/http.js'
import { fileFailure } from '../file/file-failure.js'
import { exchangeFailure } from './failure.js'
import { incomingHeader, objectOption, outgoingHeaders } from './header.js'
import type { Progress } from './progress.js'
import { timeoutMs } from './timeout.js'
import type { TransferPlan } from './transfer.js'
import type { UploadProgress } from './upload-file.js'
import { parseHttpUrl } from './url.js'

/** What the options of `wx.uploadFile` and `wx.downloadFile` are alike in. */
export interface TransferOptions {
  /** Absolute `https:` URL (`http:` where domains are not checked). */
  url: string
  /** Names to values; Referer cannot be set, nor an upload's content-type. */
  header?: object
  /** Milliseconds from sending to the end. @default app.json's `networkTimeout` for the function, else 60000 */
  timeout?: number
  /** Whether the result has a `profile`. @default true */
  enableProfile?: boolean
  /** A hint. @default false */
  enableHttp2?: boolean
  /** A hint without effect here. @default false */
  enableQuic?: boolean
}

export interface TransferHeadersReceived {
  /** Names as the server sent them; several values joined by a comma. */
  header: Record<string, string>
}

/** What UploadTask and DownloadTask are alike in. */
export interface TransferTask<P> {
  /** Ends the transfer with `<api>:fail abort`; no effect once it has ended. */
  abort(): void
  onProgressUpdate(listener: (result: P) => void): void
  offProgressUpdate(listener?: (result: P) => void): void
  onHeadersReceived(listener: (result: TransferHeadersReceived) => void): void
  offHeadersReceived(listener?: (result: TransferHeadersReceived) => void): void
}

/** An upload's progress in its own words. */
export const describeUpload = ({
  progress,
  doneBytes,
  expectedBytes,
}: Progress): UploadProgress => ({
  progress,
  totalBytesSent: doneBytes,
  totalBytesExpectedToSend: expectedBytes,
})

/** The events of one transfer, and its task. */
export interface TransferEvents<P> {
  progressed(progress: Progress): void
  /** Whether anybody listens to its progress. */
  hearsProgress(): boolean
  headersReceived(head: HttpHead): void
  /** As much of a task as the emulated base library has. */
  task(abort: () => void): TransferTask<P>
}

/** @param describe Progress in the words of the function. */
export const createTransferEvents = <P>(
  context: ApiContext,
  describe: (progress: Progress) => P,
): TransferEvents<P> => {
  const progress = createListeners<P>(context, 'onProgressUpdate')
  const headers = createListeners<TransferHeadersReceived>(context, 'onHeadersReceived')
  return {
    progressed: (step) => progress.emit(describe(step)),
    hearsProgress: () => progress.size > 0,
    headersReceived: (head) => {
      if (headers.size > 0) headers.emit({ header: incomingHeader(head.headers) })
    },
    task: (abort) =>
      ({
        abort,
        onProgressUpdate: progress.add,
        ...(context.since('2.1.0') && {
          offProgressUpdate: progress.remove,
          onHeadersReceived: headers.add,
          offHeadersReceived: headers.remove,
        }),
      }) as TransferTask<P>,
  }
}

/**
 * The plan that the options make.
 * @throws WxError `invalid-url`, `invalid-argument`
 */
export const transferPlan = (
  context: ApiContext,
  api: 'uploadFile' | 'downloadFile',
  { url, header, timeout, enableHttp2 }: TransferOptions,
  request: Pick<TransferPlan['request'], 'method' | 'delivery' | 'maxBodyBytes'>,
): TransferPlan => {
  return {
    request: {
      ...request,
      headers: outgoingHeaders(context, objectOption(context, api, 'header', header)),
      url: parseHttpUrl(url),
      http2: enableHttp2 === true,
    },
    statedUrl: url,
    timeoutMs: timeoutMs(context, api, timeout),
    followRedirects: true,
  }
}

/** What comes with the first transfer of a file. */
export const loadFiles = () => import('./transfer-files.js')

/** What the end of a transfer reads like to the program, be it the network's or a file's doing. */
export const transferFailure = (error: Error): WxError =>
  error instanceof FileError ? fileFailure(error) : exchangeFailure(error)
