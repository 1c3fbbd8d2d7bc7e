import type { ApiContext } from '../../call/context.js'
import { WxError, asWxError } from '../../call/error.js'
import { FileError, UnsupportedError } from '../../ports/port-error.js'
import { PictureError, SystemDenied } from '../../ports/pictures.js'
import { UserCancelled } from '../../ports/user.js'
import { fileFailure } from '../file/file-failure.js'
import { interrupted } from '../network/suspension.js'
import { notAPicture } from './failure.js'

const SYSTEM_PERMISSION_DENIED = 3
const NAME_TOO_LONG = 1_300_036

/** What a failure of something that the user was shown reads like to the program. */
const attendedFailure = (error: unknown): WxError => {
  if (error instanceof UserCancelled) return new WxError('cancelled', 'cancel', { cause: error })
  if (error instanceof SystemDenied) {
    return new WxError('system-denied', ':system permission denied', {
      cause: error,
      errno: SYSTEM_PERMISSION_DENIED,
    })
  }
  if (error instanceof UnsupportedError) {
    return new WxError('unsupported', `unsupported: ${error.message}`, { cause: error })
  }
  if (error instanceof PictureError) {
    return error.problem === 'too-large'
      ? new WxError('picture-too-large', `image is too large, ${error.message}`, { cause: error })
      : notAPicture({ cause: error })
  }
  if (!(error instanceof FileError)) return asWxError(error)
  // Temp files have short names, and those of an album are the program's.
  if (error.problem !== 'name-too-long') return fileFailure(error)
  return new WxError('invalid-path', 'file name too long', { cause: error, errno: NAME_TOO_LONG })
}

/**
 * Does something that takes as long as the user does. It fails with `interrupted` once the host has been
 * disposed of, whatever the host then makes of what it had shown.
 */
export const attended = async <T>(
  { host: { lifeCycle } }: ApiContext,
  work: () => Promise<T>,
): Promise<T> => {
  if (lifeCycle.state === 'disposed') throw interrupted()
  let stopListening: (() => void) | undefined
  const disposed = new Promise<never>((_, reject) => {
    stopListening = lifeCycle.onChange((state) => {
      if (state === 'disposed') reject(interrupted())
    })
  })
  try {
    return await Promise.race([work(), disposed])
  } catch (error) {
    throw attendedFailure(error)
  } finally {
    stopListening?.()
  }
}
