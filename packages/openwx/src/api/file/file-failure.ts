import type { WxErrorCode } from '../../call/error.js'
import { WxError } from '../../call/error.js'
import type { FileError, FileProblem } from '../../ports/port-error.js'

/** errno of the file functions for what has no number of its own. */
const INPUT_OUTPUT_ERROR = 1300005

const facts: Readonly<
  Partial<Record<FileProblem, readonly [code: WxErrorCode, reason: string, errno?: number]>>
> = {
  'not-found': ['file-not-found', 'file not found', 1300002],
  permission: ['permission-denied', 'permission denied', 1301000],
  full: ['storage-full', 'the maximum size of the file storage limit is exceeded', 1300202],
  changed: ['file-changed', 'file changed while it was read'],
  io: ['failed', 'input/output error'],
}

/** What a file that a port could not read or write reads like to the program. */
export const fileFailure = (cause: FileError): WxError => {
  const [code, reason, errno = INPUT_OUTPUT_ERROR] = facts[cause.problem] ?? [
    'failed',
    cause.message,
  ]
  return new WxError(code, reason, { cause, errno })
}
