import { WxError, asWxError } from '../../call/error.js'
import { BodyTooLargeError, NetworkError, UnsupportedError } from '../../ports/port-error.js'

/** errno of a network whose reason is known, and of one that keeps it to itself (a page's). */
const NETWORK_STACK_ERROR = 600001
const UNKNOWN_NETWORK_ERROR = 600000

/** What a failure that a port reported reads like to the program. */
export const exchangeFailure = (cause: unknown): WxError => {
  if (cause instanceof NetworkError) {
    const { reason, code } = cause
    return reason === undefined
      ? new WxError('network', '', { cause, errno: UNKNOWN_NETWORK_ERROR })
      : new WxError(
          'network',
          `errcode:${code} cronet_error_code:${code} error_msg:net::ERR_${reason}`,
          { cause, errno: NETWORK_STACK_ERROR },
        )
  }
  if (cause instanceof UnsupportedError) {
    return new WxError('unsupported', `unsupported: ${cause.message}`, { cause })
  }
  return cause instanceof BodyTooLargeError
    ? new WxError('body-too-large', cause.message, { cause })
    : asWxError(cause)
}
