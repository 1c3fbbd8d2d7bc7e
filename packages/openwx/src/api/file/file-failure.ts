import { WxError } from '../../call/error.js'
import type { FileError } from '../../ports/port-error.js'

/** errno of the file functions for what has no number of its own. */
const INPUT_OUTPUT_ERROR = 1300005

/** What a file that a port could not read or write reads like to the program. */
export const fileFailure = (cause: FileError): WxError => {
  switch (cause.problem) {
    case 'not-found':
      return new WxError('file-not-found', 'file not found', { cause, errno: 1300002 })
    case 'permission':
      return new WxError('permission-denied', 'permission denied', { cause, errno: 1301000 })
    case 'full':
      return new WxError('storage-full', 'the maximum size of the file storage limit is exceeded', {
        cause,
        errno: 1300202,
      })
    case 'changed':
      return new WxError('file-changed', 'file changed while it was read', {
        cause,
        errno: INPUT_OUTPUT_ERROR,
      })
    case 'io':
      return new WxError('failed', 'input/output error', { cause, errno: INPUT_OUTPUT_ERROR })
    default:
      return new WxError('failed', cause.message, { cause, errno: INPUT_OUTPUT_ERROR })
  }
}
