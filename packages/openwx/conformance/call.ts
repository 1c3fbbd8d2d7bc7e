import { expect } from 'vitest'
import type {
  ChunkReceived,
  HeadersReceived,
  RequestOptions,
  RequestResult,
  RequestTask,
} from '../src/api/network/request.js'
import type { FailResult } from '../src/call/call.js'

/** What a function of `wx` hands to `success`. */
export type SuccessOf<O> = O extends { success?: (result: infer R) => void } ? R : never
/** Any function of `wx` that takes callbacks. */
export type Api = (options: never) => unknown
export type OptionsOf<F extends Api> = Parameters<F>[0]
export type Arguments<O> = Omit<O, 'success' | 'fail' | 'complete'>

/** One call in progress, with everything that it has told so far. */
export interface Call<R, T = unknown> {
  /** What the function returned. */
  readonly task: T
  /** Names of what has run, in order: `success`, `fail`, `complete`, and events. */
  readonly order: readonly string[]
  /** Resolves when `complete` has run. */
  settled(): Promise<void>
  /** The result given to `success`; rejects when the call fails. */
  success(): Promise<R>
  /** The result given to `fail`; rejects when the call succeeds. */
  failure(): Promise<FailResult>
}

export interface RequestCall<R = RequestResult> extends Call<R, RequestTask> {
  readonly headers: readonly HeadersReceived[]
  readonly chunks: readonly ChunkReceived[]
  /** Resolves with the first event of that kind. */
  event(kind: 'headers' | 'chunk'): Promise<void>
}

/** Waits for a promise; the memory host's clock is moved meanwhile. */
export type Until = <T>(promise: Promise<T>) => Promise<T>

/** Makes calls and afterwards holds each to the promise that every one of them ends exactly once. */
export class CallLog {
  readonly #until: Until
  readonly #checks: (() => void)[] = []

  constructor(until: Until) {
    this.#until = until
  }

  start<F extends Api>(
    api: F,
    options: Arguments<OptionsOf<F>>,
  ): Call<SuccessOf<OptionsOf<F>>, ReturnType<F>> & { order: string[] } {
    const order: string[] = []
    const results: { success?: SuccessOf<OptionsOf<F>>; fail?: FailResult; complete?: unknown } = {}
    let finish: () => void
    const ended = new Promise<void>((resolve) => (finish = resolve))
    const record = (kind: keyof typeof results) => (result: never) => {
      order.push(kind)
      results[kind] = result
      if (kind === 'complete') finish()
    }
    const callbacks = {
      success: record('success'),
      fail: record('fail'),
      complete: record('complete'),
    }
    const task = api({ ...options, ...callbacks } as never) as ReturnType<F>
    const settled = () => this.#until(ended)
    this.#checks.push(() => {
      const ends = order.filter((kind) => kind in callbacks)
      expect(['success complete', 'fail complete'], 'how a call ended').toContain(ends.join(' '))
      expect(results.complete, 'one result object').toBe(results.success ?? results.fail)
    })
    return {
      task,
      order,
      settled,
      success: async () => {
        await settled()
        if (results.success === undefined) expect.fail(`it failed: ${results.fail?.errMsg}`)
        return results.success
      },
      failure: async () => {
        await settled()
        if (results.fail === undefined) expect.fail('it succeeded')
        return results.fail
      },
    }
  }

  /** `wx.request` with listeners for both events of its task. */
  request(
    api: (options: RequestOptions) => RequestTask,
    options: Arguments<RequestOptions>,
  ): RequestCall {
    const call = this.start(api, options)
    const headers: HeadersReceived[] = []
    const chunks: ChunkReceived[] = []
    const tell = { headers: () => {}, chunk: () => {} }
    const first = {
      headers: new Promise<void>((resolve) => (tell.headers = resolve)),
      chunk: new Promise<void>((resolve) => (tell.chunk = resolve)),
    }
    // A refused call has no task, an old base library no events.
    const task = call.task as Partial<RequestTask> | undefined
    task?.onHeadersReceived?.((result) => {
      call.order.push('headers')
      headers.push(result)
      tell.headers()
    })
    task?.onChunkReceived?.((result) => {
      call.order.push('chunk')
      chunks.push(result)
      tell.chunk()
    })
    return { ...call, headers, chunks, event: (kind) => this.#until(first[kind]) }
  }

  /** To be asked once the host has been disposed of, which ends whatever was still running. */
  verify(): void {
    for (const check of this.#checks) check()
  }
}
