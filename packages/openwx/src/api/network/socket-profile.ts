import type { SocketTiming } from '../../ports/socket.js'

/** `res.profile` of the open event: moments are milliseconds since 1970, spans are milliseconds. */
export interface SocketProfile {
  fetchStart: number
  domainLookUpStart: number
  domainLookUpEnd: number
  connectStart: number
  /** TLS included. */
  connectEnd: number
  /** From `connectStart` to `connectEnd`; 0 when unknown. */
  rtt: number
  /** From `connectEnd` to the open socket; 0 when unknown. */
  handshakeCost: number
  /** From the call to the open socket. */
  cost: number
}

/** Moments that the API layer itself sees. */
export interface SocketMarks {
  readonly invokedAt: number
  readonly dialledAt: number
  readonly openedAt: number
}

/**
 * Builds the profile. A moment that nobody saw takes the value of the one before it, so that the order
 * fetchStart ≤ … ≤ connectEnd always holds, also over a clock that was set back.
 */
export const createSocketProfile = (
  { invokedAt, dialledAt, openedAt }: SocketMarks,
  timing: SocketTiming = {},
): SocketProfile => {
  let latest = dialledAt
  const next = (moment: number | undefined): number => {
    if (moment !== undefined && moment > latest) latest = moment
    return latest
  }
  const domainLookUpStart = next(timing.domainLookupStart)
  const domainLookUpEnd = next(timing.domainLookupEnd)
  const connectStart = next(timing.connectStart)
  const connectEnd = next(timing.connectEnd)
  return {
    fetchStart: dialledAt,
    domainLookUpStart,
    domainLookUpEnd,
    connectStart,
    connectEnd,
    rtt: connectEnd - connectStart,
    handshakeCost: timing.connectEnd === undefined ? 0 : Math.max(0, openedAt - connectEnd),
    cost: Math.max(0, openedAt - invokedAt),
  }
}
