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
 * Builds the profile. A moment that nobody saw takes the value of the one before it, so that the order
 * invokeStart ≤ queueStart ≤ … ≤ responseEnd always holds, also over a clock that was set back.
 */
export const createProfile = (
  marks: Marks,
  timing: HttpTiming,
  endedAt: number,
  bodyBytes: number,
): RequestProfile => {
  let latest = marks.invokeStart
  const next = (moment: number | undefined): number => {
    if (moment !== undefined && moment > latest) latest = moment
    return latest
  }
  const queueStart = next(marks.queueStart)
  const queueEnd = next(marks.queueEnd)
  const fetchStart = next(marks.fetchStart)
  const fresh = timing.reused === true ? {} : timing
  const domainLookUpStart = next(fresh.domainLookupStart)
  const domainLookUpEnd = next(fresh.domainLookupEnd)
  const connectStart = next(fresh.connectStart)
  const secureStart = fresh.secureConnectStart ?? 0
  const secureEnd = fresh.secureConnectEnd ?? 0
  const connectEnd = next(fresh.connectEnd)
  const requestStart = next(timing.requestStart)
  const requestEnd = next(timing.requestEnd)
  const responseStart = next(timing.responseStart ?? marks.responseStart)
  const responseEnd = next(timing.responseEnd ?? endedAt)
  const receivedBytedCount = timing.receivedBytes ?? bodyBytes
  const receivingMs = responseEnd - responseStart
  return {
    invokeStart: marks.invokeStart,
    queueStart,
    queueEnd,
    redirectStart: marks.redirectStart ?? 0,
    redirectEnd: marks.redirectEnd ?? 0,
    fetchStart,
    domainLookUpStart,
    domainLookUpEnd,
    connectStart,
    connectEnd,
    SSLconnectionStart: secureStart,
    SSLconnectionEnd: secureEnd,
    requestStart,
    requestEnd,
    responseStart,
    responseEnd,
    rtt: connectEnd - connectStart,
    httpRttEstimate: responseStart - requestStart,
    transportRttEstimate: connectEnd - connectStart,
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
  }
}

/**
 * Makes the `profile` field of a result; no field where the program does not want it, or the emulated base
 * library does not have it.
 * @param since The first that has.
 */
export const createProfiles = (
  context: ApiContext,
  since: string,
): ((
  options: { readonly enableProfile?: boolean },
  marks: Marks,
  timing: HttpTiming,
  bodyBytes: number,
) => { profile?: RequestProfile }) => {
  const isKnown = context.since(since)
  return ({ enableProfile }, marks, timing, bodyBytes) =>
    isKnown && enableProfile !== false
      ? { profile: createProfile(marks, timing, context.host.clock.now(), bodyBytes) }
      : {}
}
