import type { ApiContext, DomainLists } from '../../call/context.js'
import { WxError } from '../../call/error.js'
import type { HostBlob } from '../../ports/files.js'
import type { HttpExchange, HttpHead, HttpRequest, HttpTiming } from '../../ports/http.js'
import { BodyTooLargeError } from '../../ports/port-error.js'
import { domainProblem } from './domain.js'
import { headerValue } from './header.js'
import type { Marks } from './profile.js'
import { createQueue } from './queue.js'
import { createSuspension, interrupted } from './suspension.js'
import { resolvedUrl } from './url.js'

/** At most so many transfers of one function run at once; the others wait. */
const CONCURRENCY = 10
const MAX_REDIRECTS = 20

export interface TransferPlan {
  readonly request: Omit<HttpRequest, 'redirect'>
  /** The URL as the program wrote it: the domain list tells an explicit `:443` from none. */
  readonly statedUrl: string
  /** Counted from the moment the request is sent, not while it waits. */
  readonly timeoutMs: number
  readonly followRedirects: boolean
}

/** Hears of the final response; `progress` and `sent` are the port's. Exactly one of `end` and `fail` comes, never synchronously in the start. */
export interface TransferSink {
  head(head: HttpHead): void
  data?(chunk: Uint8Array<ArrayBuffer>): void
  progress?(receivedBytes: number, expectedBytes: number | undefined): void
  sent?(sentBytes: number): void
  hearsSent?(): boolean
  /** With delivery `'file'` the body is the receiver's to keep or to discard. */
  end(head: HttpHead, marks: Marks, timing: HttpTiming, file: HostBlob | undefined): void
  /** A `WxError`, or what the port said. */
  fail(error: Error): void
}

export interface Transfer {
  /** Fails with `abort` in a later task; no effect once the transfer has ended. */
  abort(): void
}

/**
 * What the three HTTP functions share: the queue, the domain list, the time-out, redirects, abort and
 * the background rule. One per function, since each has its own ten places. A plan that takes time to make
 * may fail, which fails the transfer; it can be aborted meanwhile.
 */
export const createTransfers = (
  context: ApiContext,
  kind: keyof DomainLists,
): ((plan: TransferPlan | Promise<TransferPlan>, sink: TransferSink) => Transfer) => {
  const { clock, http } = context.host
  const suspension = context.shared(createSuspension)
  const queue = createQueue(CONCURRENCY)

  return (planned, sink) => {
    const invokeStart = clock.now()
    const marks: Marks = { invokeStart, queueStart: invokeStart, queueEnd: invokeStart }
    let over = false
    let hops = 0
    let exchange: HttpExchange | undefined
    let cancelTimer: (() => void) | undefined
    let leaveQueue: (() => void) | undefined

    /** True for whoever ends the transfer; everything that it held is free afterwards. */
    const finish = (): boolean => {
      if (over) return false
      over = true
      exchange?.cancel()
      cancelTimer?.()
      stopListening()
      leaveQueue?.()
      return true
    }
    const fail = (error: Error) => {
      if (finish()) sink.fail(error)
    }
    const stopListening = suspension.onSuspend(() => fail(interrupted()))
    /** For failures that are known inside a call of the program, which must hear of them later. */
    const failLater = (error: WxError) => {
      if (finish()) queueMicrotask(() => sink.fail(error))
    }

    /** Where the next hop goes. @throws WxError for where it may not. */
    const redirected = (location: string, from: string): string => {
      hops++
      if (hops > MAX_REDIRECTS) throw new WxError('too-many-redirects', 'too many redirects')
      const url = resolvedUrl(location, from)
      const problem = domainProblem(context, kind, url)
      if (problem !== undefined) throw problem
      marks.redirectStart ??= marks.fetchStart
      marks.redirectEnd = marks.fetchStart = clock.now()
      return url
    }

    const run = ({ request, timeoutMs, followRedirects }: TransferPlan) => {
      marks.queueEnd = marks.fetchStart = clock.now()
      cancelTimer = clock.after(timeoutMs, () => fail(new WxError('timeout', 'timeout')))
      let arrived: HttpHead | undefined
      exchange = http.exchange(
        { ...request, redirect: followRedirects ? 'follow' : 'error' },
        {
          data: () => undefined,
          ...sink,
          ...(followRedirects && { redirected }),
          head: (head) => {
            if (head.url !== undefined && head.url !== request.url) {
              const problem = domainProblem(context, kind, head.url)
              if (problem !== undefined) return fail(problem)
            }
            if (isTooLong(request, head)) return fail(new BodyTooLargeError(request.maxBodyBytes))
            arrived = head
            marks.responseStart = clock.now()
            sink.head(head)
          },
          end: (timing = {}, file) => {
            // Nothing is left to cancel.
            exchange = undefined
            if (finish() && arrived !== undefined) sink.end(arrived, marks, timing, file)
          },
          fail,
        },
      )
    }

    const admit = (plan: TransferPlan) => {
      if (over) return
      const problem = domainProblem(context, kind, plan.statedUrl)
      if (problem === undefined) {
        leaveQueue = queue.enter(() => run(plan))
        // A host may know at once that nothing comes of it.
        if (over as boolean) leaveQueue()
      } else failLater(problem)
    }

    if (suspension.active) failLater(interrupted())
    if (planned instanceof Promise) planned.then(admit, fail)
    else admit(planned)
    return { abort: () => failLater(new WxError('abort', 'abort')) }
  }
}

/** Whether a body that is to be kept will be longer than it may be, by its own account. */
const isTooLong = (
  { delivery, maxBodyBytes }: TransferPlan['request'],
  { headers }: HttpHead,
): boolean =>
  delivery === 'file' && Number(headerValue(headers, 'content-length') ?? 0) > maxBodyBytes
