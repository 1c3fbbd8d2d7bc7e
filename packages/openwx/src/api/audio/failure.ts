import { WxError } from '../../call/error.js'
import type { PlayerError, PlayerProblem } from '../../ports/player.js'

/** Internal name of the player, which became part of what programs compare. */
export const PLAYER = 'operateAudio'

/** What `errCode` says. */
export const audioErrorCodes = {
  unknown: -1,
  system: 10001,
  network: 10002,
  file: 10003,
  format: 10004,
} as const

export type AudioErrorCode = (typeof audioErrorCodes)[keyof typeof audioErrorCodes]

/** A failure of a sound, with the number that programs ask for. */
export interface AudioFailure {
  readonly errCode: AudioErrorCode
  readonly error: WxError
}

/** There is nothing to operate. */
export const noAudio = (): AudioFailure => ({
  errCode: audioErrorCodes.unknown,
  error: new WxError('invalid-state', 'audioInstance is not set'),
})

/** The machine needs the loudspeaker itself. */
export const speakerTaken = (): AudioFailure => ({
  errCode: audioErrorCodes.system,
  error: new WxError('device', 'system busy'),
})

/** The browser waits for its user. */
export const autoplayRefused = (): AudioFailure => ({
  errCode: audioErrorCodes.system,
  error: new WxError(
    'autoplay-refused',
    'the browser lets a page play only after its user has tapped or pressed a key; it plays when he does',
  ),
})

const problems: Readonly<Record<PlayerProblem, readonly [WxError['code'], AudioErrorCode]>> = {
  network: ['network', audioErrorCodes.network],
  'not-found': ['file-not-found', audioErrorCodes.file],
  format: ['invalid-sound', audioErrorCodes.format],
  failed: ['failed', audioErrorCodes.system],
}

/** Whatever a port said. */
export const playerFailure = (cause: PlayerError): AudioFailure => {
  const [code, errCode] = problems[cause.problem]
  return { errCode, error: new WxError(code, cause.message, { cause }) }
}
