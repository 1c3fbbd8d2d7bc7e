import type { ApiContext, NetworkTimeouts } from '../../call/context.js'

/** The call's own time-out where it is a number of at least 1 ms, otherwise app.json's. */
export const timeoutMs = (
  context: ApiContext,
  kind: keyof NetworkTimeouts,
  timeout: unknown,
): number =>
  typeof timeout === 'number' && Number.isFinite(timeout) && timeout >= 1 && context.since('2.10.0')
    ? timeout
    : context.app.networkTimeout[kind]
