import type { NetErrorName } from '../../ports/net-error.js'
import { NetError } from '../../ports/net-error.js'
import { PortError } from '../../ports/port-error.js'

const names: Readonly<Record<string, NetErrorName>> = {
  ECONNREFUSED: 'CONNECTION_REFUSED',
  ECONNRESET: 'CONNECTION_RESET',
  ECONNABORTED: 'CONNECTION_ABORTED',
  EPIPE: 'CONNECTION_ABORTED',
  ENOTFOUND: 'NAME_NOT_RESOLVED',
  EAI_AGAIN: 'NAME_NOT_RESOLVED',
  EHOSTUNREACH: 'ADDRESS_UNREACHABLE',
  ENETUNREACH: 'ADDRESS_UNREACHABLE',
  ENETDOWN: 'INTERNET_DISCONNECTED',
  ETIMEDOUT: 'CONNECTION_TIMED_OUT',
  UND_ERR_CONNECT_TIMEOUT: 'CONNECTION_TIMED_OUT',
  UND_ERR_HEADERS_OVERFLOW: 'RESPONSE_HEADERS_TOO_BIG',
  HPE_HEADER_OVERFLOW: 'RESPONSE_HEADERS_TOO_BIG',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'CONTENT_LENGTH_MISMATCH',
  ERR_TLS_CERT_ALTNAME_INVALID: 'CERT_COMMON_NAME_INVALID',
  CERT_HAS_EXPIRED: 'CERT_DATE_INVALID',
  CERT_NOT_YET_VALID: 'CERT_DATE_INVALID',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'CERT_AUTHORITY_INVALID',
  SELF_SIGNED_CERT_IN_CHAIN: 'CERT_AUTHORITY_INVALID',
  UNABLE_TO_GET_ISSUER_CERT: 'CERT_AUTHORITY_INVALID',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'CERT_AUTHORITY_INVALID',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'CERT_AUTHORITY_INVALID',
  EPROTO: 'SSL_PROTOCOL_ERROR',
}

/** A Node or undici error in the port's vocabulary. Errors that are already in it pass. */
export const toPortError = (error: Error, headArrived: boolean): Error => {
  if (error instanceof PortError) return error
  const { code = '' } = error as NodeJS.ErrnoException
  const known = names[code]
  if (known !== undefined) return new NetError(known, { cause: error })
  // "other side closed": whether anything had come makes the difference.
  if (code === 'UND_ERR_SOCKET') {
    return new NetError(headArrived ? 'CONNECTION_CLOSED' : 'EMPTY_RESPONSE', { cause: error })
  }
  // undici leaves its parser's code out for some reasons.
  if (error.name === 'HTTPParserError') {
    return new NetError(headArrived ? 'INCOMPLETE_CHUNKED_ENCODING' : 'INVALID_RESPONSE', {
      cause: error,
    })
  }
  if (code.startsWith('ERR_SSL') || code.startsWith('ERR_TLS')) {
    return new NetError('SSL_PROTOCOL_ERROR', { cause: error })
  }
  return new NetError('FAILED', { cause: error })
}
