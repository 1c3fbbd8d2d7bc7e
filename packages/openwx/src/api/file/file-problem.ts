import type { WxErrorCode } from '../../call/error.js'
import { WxError, asWxError } from '../../call/error.js'
import type { FileProblem } from '../../ports/port-error.js'
import { FileError } from '../../ports/port-error.js'

interface ProblemFacts {
  readonly code: WxErrorCode
  readonly errno: number
  /** Where the function has no text of its own. */
  readonly reason: string
}

export const STORAGE_FULL = 'the maximum size of the file storage limit is exceeded'

const facts: Readonly<Record<FileProblem, ProblemFacts>> = {
  'not-found': { code: 'file-not-found', errno: 1300002, reason: 'no such file or directory' },
  permission: { code: 'permission-denied', errno: 1300013, reason: 'permission denied' },
  full: { code: 'storage-full', errno: 1300202, reason: STORAGE_FULL },
  changed: { code: 'file-changed', errno: 1300005, reason: 'file changed while it was read' },
  exists: { code: 'file-exists', errno: 1301005, reason: 'file already exists' },
  'not-empty': { code: 'folder-not-empty', errno: 1300066, reason: 'directory not empty' },
  'is-folder': { code: 'wrong-file-kind', errno: 1300021, reason: 'is a directory' },
  'not-folder': { code: 'wrong-file-kind', errno: 1300020, reason: 'not a directory' },
  'name-too-long': { code: 'invalid-path', errno: 1300036, reason: 'file name too long' },
  'not-ready': {
    code: 'unsupported',
    errno: 100,
    reason: 'unsupported: the files of this page are not loaded yet; await host.ready()',
  },
  io: { code: 'failed', errno: 1300005, reason: 'input/output error' },
}

/** A function's own words for a problem, with the number where that differs too. */
export type ProblemTexts = Partial<Record<FileProblem, string | readonly [string, number]>>

/** What went wrong with a file, as the function that was called tells it. */
export const fileProblem = (cause: unknown, texts: ProblemTexts): WxError => {
  if (!(cause instanceof FileError)) return asWxError(cause)
  const { code, errno, reason } = facts[cause.problem]
  const own = texts[cause.problem]
  const [text, number] = own === undefined || typeof own === 'string' ? [own, errno] : own
  return new WxError(code, text ?? reason, { cause, errno: number })
}
