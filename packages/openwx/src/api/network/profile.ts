import type { ApiContext } from '../../call/context.js'
import type { HttpTiming } from '../../ports/http.js'

/** Moments that the API layer itself sees, in milliseconds since 1970. */
export interface Marks {
  invokeStart: number
  queueStart: number
  queueEnd: number
  fetchStart?: number
  redirectStart?: number | undefined
  redirectEnd?: number
  responseStart?: number
}

/** `res.profile`: names and spelling are WeChat's, times are milliseconds since 1970. */
export interface RequestProfile {
  invokeStart: number
  queueStart: number
  queueEnd: number
  /** First and last redirect; 0 without one. */
  redirectStart: number
  redirectEnd: number
  fetchStart: number
  /** Equal to `fetchStart` for a reused connection. */
  domainLookUpStart: number
  domainLookUpEnd: number
  connectStart: number
  connectEnd: number
  /** 0 when the connection is not secure. */
  SSLconnectionStart: number
  SSLconnectionEnd: number
  requestStart: number
  requestEnd: number
  responseStart: number
  responseEnd: number
  /** Milliseconds of connecting; 0 when unknown. */
  rtt: number
  httpRttEstimate: number
  transportRttEstimate: number
  /** 0: unknown. */
  estimate_nettype: number
  downstreamThroughputKbpsEstimate: number
  throughputKbps: number
  peerIP: string
  port: number
  protocol: string
  socketReused: boolean
  sendBytesCount: number
  receivedBytedCount: number
  usingHighPerformanceMode: boolean
}

const protocolNames: Readonly<Record<string, string>> = {
  'http/1.0': 'http1.0',
  'http/1.1': 'http1.1',
  h2: 'h2',
  h3: 'quic',
}

/**
 * Moments in their order: one that nobody saw takes the value of the one before it, and so does one that
 * lies before that, as under a clock that was set back.
 */
export const rising = (start: number): ((moment: number | undefined) => number) => {
  let latest = start
  return (moment = latest) => (latest = Math.max(latest, moment))
}

/** Builds the profile; invokeStart ≤ queueStart ≤ … ≤ responseEnd always holds. */
export const createProfile = (
  marks: Marks,
  timing: HttpTiming,
  endedAt: number,
  bodyBytes: number,
): RequestProfile => {
  const next = rising(marks.invokeStart)
  const fresh = timing.reused === true ? {} : timing
  const receivedBytedCount = timing.receivedBytes ?? bodyBytes
  const moments = {
    invokeStart: marks.invokeStart,
    queueStart: next(marks.queueStart),
    queueEnd: next(marks.queueEnd),
    redirectStart: marks.redirectStart ?? 0,
    redirectEnd: marks.redirectEnd ?? 0,
    fetchStart: next(marks.fetchStart),
    domainLookUpStart: next(fresh.domainLookupStart),
    domainLookUpEnd: next(fresh.domainLookupEnd),
    connectStart: next(fresh.connectStart),
    connectEnd: next(fresh.connectEnd),
    SSLconnectionStart: fresh.secureConnectStart ?? 0,
    SSLconnectionEnd: fresh.secureConnectEnd ?? 0,
    requestStart: next(timing.requestStart),
    requestEnd: next(timing.requestEnd),
    responseStart: next(timing.responseStart ?? marks.responseStart),
    responseEnd: next(timing.responseEnd ?? endedAt),
  }
  const rtt = moments.connectEnd - moments.connectStart
  const receivingMs = moments.responseEnd - moments.responseStart
  // Not spread: so many fields of another object cost as much as a fifth of a request.
  return Object.assign(moments, {
    rtt,
    httpRttEstimate: moments.responseStart - moments.requestStart,
    transportRttEstimate: rtt,
    estimate_nettype: 0,
    downstreamThroughputKbpsEstimate: 0,
    // Bits in a millisecond are kilobits in a second.
    throughputKbps: receivingMs > 0 ? Math.round((receivedBytedCount * 8) / receivingMs) : 0,
    peerIP: timing.peerAddress ?? '',
    port: timing.peerPort ?? 0,
    protocol: protocolNames[timing.protocol ?? ''] ?? 'unknown',
    socketReused: timing.reused ?? false,
    sendBytesCount: timing.sentBytes ?? 0,
    receivedBytedCount,
    usingHighPerformanceMode: false,
  })
}

/**
 * The `profile` field of a result; no field where the program does not want it, or the emulated base library
 * does not have it.
 * @param since The first that has.
 */
export const profileField = (
  context: ApiContext,
  since: string,
  { enableProfile }: { readonly enableProfile?: boolean },
  marks: Marks,
  timing: HttpTiming,
  bodyBytes: number,
): { profile?: RequestProfile } =>
  context.since(since) && enableProfile !== false
    ? { profile: createProfile(marks, timing, context.host.clock.now(), bodyBytes) }
    : {}
