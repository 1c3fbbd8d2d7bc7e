import { expect } from 'vitest'
import type { TransferHeadersReceived, TransferTask } from '../src/api/network/transfer-task.js'
import type { Arguments, Call, CallLog, SuccessOf, Until } from './call.js'

/** An upload or a download in progress, with all its events. */
export interface TransferCall<R, P> extends Call<R, TransferTask<P>> {
  readonly headers: readonly TransferHeadersReceived[]
  readonly progress: readonly P[]
  /** Resolves with the first event of that kind. */
  event(kind: 'headers' | 'progress'): Promise<void>
}

/** Calls `wx.uploadFile` or `wx.downloadFile` with listeners for both events of its task. */
export const startTransfer = <O, P>(
  calls: CallLog,
  until: Until,
  api: (options: O) => TransferTask<P>,
  options: Arguments<O>,
): TransferCall<SuccessOf<O>, P> => {
  const call = calls.start(api, options)
  const headers: TransferHeadersReceived[] = []
  const progress: P[] = []
  const tell = { headers: () => {}, progress: () => {} }
  const first = {
    headers: new Promise<void>((resolve) => (tell.headers = resolve)),
    progress: new Promise<void>((resolve) => (tell.progress = resolve)),
  }
  // A refused call has no task, an old base library no events.
  const task = call.task as Partial<TransferTask<P>> | undefined
  task?.onHeadersReceived?.((result) => {
    call.order.push('headers')
    headers.push(result)
    tell.headers()
  })
  task?.onProgressUpdate?.((result) => {
    call.order.push('progress')
    progress.push(result)
    tell.progress()
  })
  return {
    ...call,
    headers,
    progress,
    event: (kind) => until(first[kind]),
  }
}

/** @param taskOf The task of a call to `wx.uploadFile` or `wx.downloadFile` of that library, if there is one. */
export const expectTaskAsOldAsLibrary = (taskOf: (libVersion: string) => object | undefined) => {
  const methods = (libVersion: string) => Object.keys({ ...taskOf(libVersion) })
  expect(methods('3.15.2')).toEqual([
    'abort',
    'onProgressUpdate',
    'offProgressUpdate',
    'onHeadersReceived',
    'offHeadersReceived',
  ])
  expect(methods('1.4.0')).toEqual(['abort', 'onProgressUpdate'])
  expect(methods('1.3.0')).toEqual([])
}
