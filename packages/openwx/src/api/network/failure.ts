import { WxError, asWxError } from '../../call/error.js'
import { BodyTooLargeError, NetError, UnsupportedError, netErrorCodes } from '../../ports/http.js'

/** errno of a network whose reason is known, and of one that keeps it to itself (a page's). */
const NETWORK_STACK_ERROR = 600001
const UNKNOWN_NETWORK_ERROR = 600000

/** What an exchange that a port reported as failed reads like to the program. */
export const exchangeFailure = (error: Error): WxError => {
  if (error instanceof NetError) {
    if (error.reason === undefined) {
      return new WxError('network', '', { cause: error, errno: UNKNOWN_NETWORK_ERROR })
    }
    const code = netErrorCodes[error.reason]
    return new WxError(
      'network',
      `errcode:${code} cronet_error_code:${code} error_msg:net::ERR_${error.reason}`,
      { cause: error, errno: NETWORK_STACK_ERROR },
    )
  }
  if (error instanceof UnsupportedError) {
    return new WxError('unsupported', `unsupported: ${error.message}`, { cause: error })
  }
  if (error instanceof BodyTooLargeError) {
    return new WxError('body-too-large', error.message, { cause: error })
  }
  return asWxError(error)
}
