import { WxError } from '../../call/error.js'
import { isArrayBuffer } from '../../call/template.js'
import { HandshakeError, NetworkError, UnsupportedError } from '../../ports/port-error.js'
import { TOKEN } from './header.js'

const MAX_REASON_BYTES = 123

/** @throws WxError `invalid-argument` for what is no list of tokens, each once. */
export const checkedProtocols = (protocols: unknown): readonly string[] => {
  if (protocols === undefined || protocols === null) return []
  if (!Array.isArray(protocols)) {
    throw new WxError('invalid-argument', 'protocols must be an array')
  }
  const tokens: unknown[] = protocols
  const isToken = (token: unknown): token is string =>
    typeof token === 'string' && TOKEN.test(token)
  if (!tokens.every(isToken) || new Set(tokens).size < tokens.length) {
    throw new WxError('invalid-argument', 'invalid protocol')
  }
  return [...tokens]
}

/** A WebSocket takes text and an ArrayBuffer, and no view of one. */
export const isMessage = (data: unknown): data is string | ArrayBuffer =>
  typeof data === 'string' || isArrayBuffer(data)

export interface CloseCause {
  readonly code: number
  readonly reason: string
}

/** What is no finite number counts as 1000. @throws WxError `invalid-argument` for a code or reason beyond the rules. */
export const checkedClose = (options: {
  readonly code?: unknown
  readonly reason?: unknown
}): CloseCause => {
  const { code: given, reason = null } = options
  const code = typeof given === 'number' && Number.isFinite(given) ? given : 1000
  if (code !== 1000 && !(Number.isInteger(code) && code >= 3000 && code <= 4999)) {
    throw new WxError(
      'invalid-argument',
      'wcwss invalid code, the code must be either 1000, or between 3000 and 4999',
    )
  }
  if (reason === null) return { code, reason: '' }
  if (typeof reason !== 'string') {
    throw new WxError('invalid-argument', 'reason must be a string')
  }
  if (new TextEncoder().encode(reason).length > MAX_REASON_BYTES) {
    throw new WxError('invalid-argument', `reason must not exceed ${MAX_REASON_BYTES} UTF-8 bytes`)
  }
  return { code, reason }
}

/** What the error event says of a connection that a port reported as failed. */
export const openingFailure = (error: Error): string => {
  if (error instanceof UnsupportedError)
    return `createSocketTask:fail unsupported: ${error.message}`
  if (error instanceof HandshakeError) {
    return error.status === undefined ? 'Invalid handshake' : 'Invalid HTTP status'
  }
  return error instanceof NetworkError && /^(?:CERT|SSL)_/.test(error.reason ?? '')
    ? 'TLS handshake failed'
    : 'Underlying Transport Error'
}
