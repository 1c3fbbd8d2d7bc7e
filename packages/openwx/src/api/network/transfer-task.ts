import type { ApiContext } from '../../call/context.js'
import type { Listeners } from '../../call/listeners.js'
import { createListeners } from '../../call/listeners.js'
import type { HttpHead } from '../../ports/http.js'
import { incomingHeader, outgoingHeaders } from './header.js'

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

/** The events of one transfer, and its task. */
export interface TransferEvents<P> {
  readonly progress: Listeners<P>
  headersReceived(head: HttpHead): void
  /** As much of a task as the emulated base library has. */
  task(abort: () => void): TransferTask<P>
}

export const createTransferEvents = <P>(context: ApiContext): TransferEvents<P> => {
  const progress = createListeners<P>(context, 'onProgressUpdate')
  const headers = createListeners<TransferHeadersReceived>(context, 'onHeadersReceived')
  return {
    progress,
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

/** An option that should be an object: anything else is dropped with a warning, `null` without one. */
export const objectOption = (
  context: ApiContext,
  api: string,
  option: string,
  value: unknown,
): Readonly<Record<string, unknown>> => {
  if (value === undefined || value === null) return {}
  if (typeof value === 'object') return value as Record<string, unknown>
  context.host.log.warn(`${api}: ${option} must be an object`)
  return {}
}

/** {@link outgoingHeaders} of a `header` option. */
export const transferHeaders = (
  context: ApiContext,
  api: string,
  header: unknown,
): ReturnType<typeof outgoingHeaders> =>
  outgoingHeaders(context, objectOption(context, api, 'header', header))
