import { NetworkError } from './port-error.js'

/**
 * Why no response came, in the public vocabulary of Chromium's network stack, which is also the one
 * that WeChat's clients show. Apart from the port, as a page is never told.
 * @see https://source.chromium.org/chromium/chromium/src/+/main:net/base/net_error_list.h
 */
const codes = {
  FAILED: -2,
  TIMED_OUT: -7,
  CONNECTION_CLOSED: -100,
  CONNECTION_RESET: -101,
  CONNECTION_REFUSED: -102,
  CONNECTION_ABORTED: -103,
  NAME_NOT_RESOLVED: -105,
  INTERNET_DISCONNECTED: -106,
  SSL_PROTOCOL_ERROR: -107,
  ADDRESS_UNREACHABLE: -109,
  CONNECTION_TIMED_OUT: -118,
  PROXY_CONNECTION_FAILED: -130,
  CERT_COMMON_NAME_INVALID: -200,
  CERT_DATE_INVALID: -201,
  CERT_AUTHORITY_INVALID: -202,
  INVALID_RESPONSE: -320,
  EMPTY_RESPONSE: -324,
  RESPONSE_HEADERS_TOO_BIG: -325,
  CONTENT_DECODING_FAILED: -330,
  CONTENT_LENGTH_MISMATCH: -354,
  INCOMPLETE_CHUNKED_ENCODING: -355,
} as const

export type NetErrorName = keyof typeof codes

/** A {@link NetworkError} of a known reason. */
export class NetError extends NetworkError {
  override readonly reason: NetErrorName
  override readonly code: number

  constructor(reason: NetErrorName, options?: ErrorOptions) {
    super(`net::ERR_${reason}`, options)
    this.reason = reason
    this.code = codes[reason]
  }
}
