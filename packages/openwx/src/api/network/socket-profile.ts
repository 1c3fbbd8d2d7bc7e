import type { SocketTiming } from '../../ports/socket.js'
import { rising } from './profile.js'

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

/** Builds the profile; fetchStart ≤ … ≤ connectEnd always holds. */
export const createSocketProfile = (
  { invokedAt, dialledAt, openedAt }: SocketMarks,
  timing: SocketTiming = {},
): SocketProfile => {
  const next = rising(dialledAt)
  const moments = {
    fetchStart: dialledAt,
    domainLookUpStart: next(timing.domainLookupStart),
    domainLookUpEnd: next(timing.domainLookupEnd),
    connectStart: next(timing.connectStart),
    connectEnd: next(timing.connectEnd),
  }
  const { connectStart, connectEnd } = moments
  return {
    ...moments,
    rtt: connectEnd - connectStart,
    handshakeCost: timing.connectEnd === undefined ? 0 : Math.max(0, openedAt - connectEnd),
    cost: Math.max(0, openedAt - invokedAt),
  }
}
