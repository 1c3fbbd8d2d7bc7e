import type { RelayError } from '../codec/relay.js'
import { RELAY_ERROR_HEADER, toHeaderJson } from '../codec/relay.js'
import type { HeaderList } from '../ports/http.js'
import { NetError } from '../ports/net-error.js'

/**
 * The gateway will not do this. The message says why and what to change, and names at most a host: never a
 * path, a header value, a token or a body.
 */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly status: number

  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

const BAD_GATEWAY = 502
const GATEWAY_TIMEOUT = 504

export const relayError = (failure: Refusal | NetError): RelayError =>
  failure instanceof Refusal
    ? { kind: 'refused', message: failure.message }
    : { kind: 'network', reason: failure.reason }

/** How a failure before the head is told to the page: in a header, and as text for whoever uses curl. */
export const failureAnswer = (
  failure: Refusal | NetError,
): { status: number; headers: HeaderList; text: string } => {
  const text = toHeaderJson(relayError(failure))
  return {
    status:
      failure instanceof Refusal
        ? failure.status
        : failure.reason === 'TIMED_OUT'
          ? GATEWAY_TIMEOUT
          : BAD_GATEWAY,
    headers: [
      [RELAY_ERROR_HEADER, text],
      ['content-type', 'application/json'],
      ['x-content-type-options', 'nosniff'],
      ['cache-control', 'no-store'],
      ['content-length', String(text.length)],
    ],
    text,
  }
}
