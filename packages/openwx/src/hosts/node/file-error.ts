import type { FileProblem } from '../../ports/port-error.js'
import { FileError } from '../../ports/port-error.js'

const problems: Readonly<Record<string, FileProblem>> = {
  ENOENT: 'not-found',
  ENOTDIR: 'not-found',
  EACCES: 'permission',
  EPERM: 'permission',
  EROFS: 'permission',
  EISDIR: 'permission',
  EEXIST: 'exists',
  ENOTEMPTY: 'not-empty',
  ENAMETOOLONG: 'name-too-long',
  ENOSPC: 'full',
  EDQUOT: 'full',
  // More than a process may write into one file.
  EFBIG: 'full',
}

/** Node's error in the port's vocabulary. */
export const toFileError = (error: unknown): FileError =>
  error instanceof FileError
    ? error
    : new FileError(problems[(error as NodeJS.ErrnoException).code ?? ''] ?? 'io', {
        cause: error,
      })
