import type { ApiContext } from '../../call/context.js'
import { asWxError, WxError } from '../../call/error.js'
import { FileError, UnsupportedError } from '../../ports/port-error.js'
import { MicrophoneError } from '../../ports/microphone.js'
import { fileFailure } from '../file/file-failure.js'

/** Internal name of the recorder, which became part of what programs compare. */
export const RECORDER = 'operateRecorder'

export const isRecording = (): WxError => new WxError('invalid-state', 'is recording or paused')
export const notRecording = (): WxError => new WxError('invalid-state', 'not recording')
export const notPaused = (): WxError => new WxError('invalid-state', 'not paused')
export const notStarted = (): WxError => new WxError('invalid-state', 'recorder not start')

/** The machine needs the microphone itself. */
export const systemBusy = (): WxError => new WxError('device', 'system busy')

/** The device does not do it; clients of WeChat put no space before this one. */
const startFailed = (cause?: unknown): WxError =>
  new WxError('device', ':start record fail', { cause })

/** Options that no recording can have. WeChat says no more than this, so the log says what is wrong. */
export const unfit = ({ host }: ApiContext, problem: string): WxError => {
  host.log.warn(`RecorderManager.start: ${problem}`)
  return problem.startsWith('format ')
    ? new WxError('invalid-argument', 'record format error')
    : new WxError('invalid-argument', ':start record fail')
}

/** Whatever a port threw. */
export const failureOf = (cause: unknown): WxError => {
  if (cause instanceof MicrophoneError) return microphoneFailure(cause)
  if (cause instanceof FileError) return fileFailure(cause)
  return cause instanceof UnsupportedError
    ? new WxError('unsupported', `unsupported: ${cause.message}`, { cause })
    : asWxError(cause)
}

export const microphoneFailure = (cause: MicrophoneError): WxError => {
  switch (cause.problem) {
    case 'absent':
      return new WxError('device', 'NotFoundError', { cause })
    case 'denied':
      return new WxError('system-denied', ':system permission denied', { cause })
    case 'insecure':
    case 'untouched':
      return new WxError('unsupported', `unsupported: ${cause.message}`, { cause })
    case 'unplugged':
      return new WxError('device', cause.message, { cause })
    case 'busy':
    case 'failed':
      return startFailed(cause)
  }
}
