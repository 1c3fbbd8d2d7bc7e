import type { ApiContext, DomainLists } from '../../call/context.js'
import { WxError } from '../../call/error.js'
import type { HostBlob } from '../../ports/files.js'
import type {
  HeaderList,
  HttpExchange,
  HttpHead,
  HttpRequest,
  HttpSink,
  HttpTiming,
} from '../../ports/http.js'
import { BodyTooLargeError } from '../../ports/http.js'
import { domainProblem } from './domain.js'
import { headerValue } from './header.js'
import type { Marks } from './profile.js'
import { createQueue } from './queue.js'
import { createSuspension, interrupted } from './suspension.js'
import { parseHttpUrl } from './url.js'

/** At most so many transfers of one function run at once; the others wait. */
const CONCURRENCY = 10
const MAX_REDIRECTS = 20
/** A redirect's own body is read to keep its connection, up to here; past it the connection goes. */
const MAX_DRAINED_BYTES = 64 * 1024
const REDIRECT_STATUS = new Set([301, 302, 303, 307, 308])

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
  const { clock, files, http } = context.host
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

    const send = (plan: TransferPlan, request: TransferPlan['request']) => {
      let arrived: HttpHead | undefined
      let drainedBytes = 0
      let followUp: (() => void) | undefined
      const heard: HttpSink = {
        head: (head) => {
          if (over) return
          followUp = redirectOf(plan, request, head)
          if (followUp !== undefined) return
          if (head.url !== undefined && head.url !== request.url) {
            const problem = domainProblem(context, kind, head.url)
            if (problem !== undefined) return fail(problem)
          }
          if (isTooLong(request, head)) {
            return fail(new BodyTooLargeError(request.maxBodyBytes))
          }
          arrived = head
          marks.responseStart = clock.now()
          sink.head(head)
        },
        data: (chunk) => {
          if (over) return
          if (followUp === undefined) return sink.data?.(chunk)
          drainedBytes += chunk.length
          drain(followUp, drainedBytes)
        },
        progress: (receivedBytes, expectedBytes) => {
          if (over) return
          if (followUp === undefined) sink.progress?.(receivedBytes, expectedBytes)
          else drain(followUp, receivedBytes)
        },
        end: (timing = {}, file) => {
          if (over || followUp !== undefined || arrived === undefined) {
            if (file !== undefined) files.discard(file)
            if (!over) followUp?.()
            return
          }
          // Nothing is left to cancel.
          exchange = undefined
          if (finish()) sink.end(arrived, marks, timing, file)
        },
        fail,
      }
      if (sink.sent !== undefined) {
        heard.sent = (bytes) => {
          if (!over) sink.sent?.(bytes)
        }
        heard.hearsSent = () => sink.hearsSent?.() ?? true
      }
      const redirect = plan.followRedirects ? 'follow' : 'error'
      exchange = http.exchange({ ...request, redirect }, heard)
    }

    const drain = (followUp: () => void, drainedBytes: number) => {
      if (drainedBytes <= MAX_DRAINED_BYTES) return
      exchange?.cancel()
      followUp()
    }

    /** What to do after a redirect, or undefined for a response that is none. */
    const redirectOf = (
      plan: TransferPlan,
      request: TransferPlan['request'],
      head: HttpHead,
    ): (() => void) | undefined => {
      if (!plan.followRedirects || http.traits.redirects === 'hidden') return undefined
      if (!REDIRECT_STATUS.has(head.status)) return undefined
      const location = headerValue(head.headers, 'location')
      if (location === undefined) return undefined
      return () => {
        hops++
        if (hops > MAX_REDIRECTS) {
          return fail(new WxError('too-many-redirects', 'too many redirects'))
        }
        const url = resolve(location, request.url)
        if (url === undefined) {
          return fail(new WxError('invalid-url', `invalid url "${location}"`))
        }
        const problem = domainProblem(context, kind, url)
        if (problem !== undefined) return fail(problem)
        const now = clock.now()
        marks.redirectStart ??= marks.fetchStart
        marks.redirectEnd = now
        marks.fetchStart = now
        send(plan, redirected(request, url, head.status))
      }
    }

    const run = (plan: TransferPlan) => {
      marks.queueEnd = clock.now()
      marks.fetchStart = marks.queueEnd
      cancelTimer = clock.after(plan.timeoutMs, () => fail(new WxError('timeout', 'timeout')))
      send(plan, plan.request)
    }

    const admit = (plan: TransferPlan) => {
      if (over) return
      const problem = domainProblem(context, kind, plan.statedUrl)
      if (problem === undefined) leaveQueue = queue.enter(() => run(plan))
      else failLater(problem)
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

const resolve = (location: string, base: string): string | undefined => {
  try {
    return parseHttpUrl(new URL(location, base).href)
  } catch {
    return undefined
  }
}

const withoutNames = (headers: HeaderList, names: readonly string[]): HeaderList =>
  headers.filter(([name]) => !names.includes(name.toLowerCase()))

/** The request after a redirect, as clients do it: 303 always and 301/302 after POST become GET. */
const redirected = (
  request: TransferPlan['request'],
  url: string,
  status: number,
): TransferPlan['request'] => {
  // Credentials were meant for the first origin only.
  const headers =
    new URL(url).origin === new URL(request.url).origin
      ? request.headers
      : withoutNames(request.headers, ['authorization', 'cookie'])
  const becomesGet =
    request.method !== 'HEAD' &&
    (status === 303 || ((status === 301 || status === 302) && request.method === 'POST'))
  if (!becomesGet) return { ...request, url, headers }
  const { body, ...rest } = request
  return { ...rest, url, method: 'GET', headers: withoutNames(headers, ['content-type']) }
}
