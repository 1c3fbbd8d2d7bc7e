import { WxError, asWxError } from '../../call/error.js'
import { FileError } from '../../ports/files.js'
import { BodyTooLargeError, NetError, UnsupportedError, netErrorCodes } from '../../ports/http.js'

/** errno of a network whose reason is known, and of one that keeps it to itself (a page's). */
const NETWORK_STACK_ERROR = 600001
const UNKNOWN_NETWORK_ERROR = 600000
/** errno of the file functions for what has no number of its own. */
const INPUT_OUTPUT_ERROR = 1300005

/** What a failure that a port reported reads like to the program. */
export const exchangeFailure = (error: unknown): WxError => {
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
  return error instanceof FileError ? fileFailure(error) : asWxError(error)
}

/** What a file that a port could not read or write reads like to the program. */
export const fileFailure = (error: FileError): WxError => {
  switch (error.problem) {
    case 'not-found':
      return new WxError('file-not-found', 'file not found', { cause: error })
    case 'permission':
      return new WxError('permission-denied', 'permission denied', { cause: error })
    case 'full':
      return new WxError('storage-full', 'the maximum size of the file storage limit is exceeded', {
        cause: error,
      })
    case 'changed':
      return new WxError('file-changed', 'file changed while it was read', { cause: error })
    case 'io':
      return new WxError('failed', error.message, { cause: error, errno: INPUT_OUTPUT_ERROR })
  }
}
