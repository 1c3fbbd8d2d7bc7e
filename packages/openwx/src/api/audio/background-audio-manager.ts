import { failResult } from '../../call/call.js'
import type { ApiContext } from '../../call/context.js'
import { syncApi } from '../../call/define.js'
import { WxError } from '../../call/error.js'
import type { Setters } from '../../call/slots.js'
import { createSlots } from '../../call/slots.js'
import type { BackgroundEvent } from './background-audio.js'
import { createBackgroundAudio, OPERATION, textOf } from './background-audio.js'
import { backgroundAudioEvents, backgroundAudioMembers } from './background-audio-members.js'
import type { AudioErrorCode, AudioFailure } from './failure.js'
import { audioErrorCodes } from './failure.js'
import { secondsOf, toMicroseconds, within } from './numbers.js'

/** Likewise, for a track that does not begin. */
const STATE = 'setBackgroundAudioState'

export interface BackgroundAudioError {
  /** 10001 system, 10002 network, 10003 file, 10004 format, -1 anything else. */
  errCode: AudioErrorCode
  errMsg: string
}

interface BackgroundAudioEvents {
  onCanplay: undefined
  onPlay: undefined
  onPause: undefined
  onStop: undefined
  onEnded: undefined
  onTimeUpdate: undefined
  onWaiting: undefined
  onSeeking: undefined
  onSeeked: undefined
  onPrev: undefined
  onNext: undefined
  onError: BackgroundAudioError
}

/**
 * The program's one track that its user hears while he looks at something else. Methods return at once, and what
 * becomes of them its events tell; each event has one listener, and the last one given is it.
 */
export interface BackgroundAudioManager extends Setters<BackgroundAudioEvents> {
  /**
   * Path of a file, or an address. Setting it plays it, once there is a {@link title}; what plays already goes on.
   * `''` after a stop. @default ''
   */
  src: string
  /** Seconds: where the next `src` begins. @default 0 */
  startTime: number
  /** What the machine's panel says, as do the next four. Without it nothing plays. @default '' */
  title: string
  /** The album. @default '' */
  epname: string
  /** @default '' */
  singer: string
  /** Path or address of a picture. @default '' */
  coverImgUrl: string
  /** A page about it. @default '' */
  webUrl: string
  /** `'hls'` for a playlist; addresses that end in `.m3u8` need no word. Since 1.9.94. @default 'http' */
  protocol: string
  /** 0.5–2; what lies outside is brought inside. Since 2.11.0. @default 1 */
  playbackRate: number
  /** `origin` or `no-referrer`; what a page sends is its own origin. Since 2.13.0. @default 'no-referrer' */
  referrerPolicy: string
  /** `'audio'` or `'music'`: how WeChat's own panel looks. Kept without effect. Since 3.4.8. @default 'audio' */
  audioType: string
  /** The page that WeChat's own panel leads to. Kept without effect. Since 3.4.8. @default '' */
  referrerPath: string
  /** Seconds; `undefined` without a track, 0 as long as it is not known, and of what has no end. Read-only. */
  duration: number
  /** Seconds, to six decimals; `undefined` without a track. Read-only. */
  currentTime: number
  /** Whether it is paused, stopped or ended; `undefined` before the first track. Read-only. */
  paused: boolean
  /** Seconds: what is there from `currentTime` up to here; `undefined` without a track. Read-only. */
  buffered: number
  /** Goes on. */
  play(): void
  pause(): void
  /** Ends it, and forgets `src`. */
  stop(): void
  /** @param currentTime Seconds, to the millisecond; beyond the end means the end. */
  seek(currentTime: number): void
}

const TEXTS = ['title', 'epname', 'singer', 'coverImgUrl', 'webUrl'] as const

const eventNames: Readonly<Record<BackgroundEvent, keyof BackgroundAudioEvents>> = {
  canplay: 'onCanplay',
  play: 'onPlay',
  pause: 'onPause',
  stop: 'onStop',
  ended: 'onEnded',
  timeUpdate: 'onTimeUpdate',
  waiting: 'onWaiting',
  seeking: 'onSeeking',
  seeked: 'onSeeked',
  prev: 'onPrev',
  next: 'onNext',
}

const noTitle = (): AudioFailure => ({
  errCode: audioErrorCodes.unknown,
  error: new WxError('invalid-state', 'title is nil!'),
})

interface Property {
  get(): unknown
  /** Programs may write what they can only read, and nothing happens. @default nothing */
  set?(value: unknown): void
}

const createBackgroundAudioManager = (context: ApiContext): BackgroundAudioManager => {
  const { host } = context
  const audio = context.shared(createBackgroundAudio)
  const { sound, settings, texts } = audio
  const slots = createSlots<BackgroundAudioEvents>(
    context,
    'BackgroundAudioManager',
    backgroundAudioEvents,
  )
  /** What is kept for the program and for nobody else. */
  const kept = { referrerPolicy: 'no-referrer', audioType: 'audio', referrerPath: '' }

  const emitError = (name: string, { errCode, error }: AudioFailure) => {
    const { errMsg } = failResult(context, name, error)
    if (!slots.emit('onError', { errCode, errMsg })) host.log.error(errMsg)
    return true
  }
  audio.listen({
    heard: (event) => void slots.emit(eventNames[event], undefined),
    failed: (failure) => emitError(OPERATION, failure),
  })
  /** Errors come as events, after the call that they are about. */
  const refuse = (name: string, failure: AudioFailure | undefined) => {
    if (failure !== undefined) void Promise.resolve().then(() => emitError(name, failure))
  }
  const start = (src: string) => {
    if (src === '') audio.stop()
    else if (texts.title === '') refuse(STATE, noTitle())
    else refuse(STATE, audio.start(src, STATE))
  }

  const text = <T extends object>(object: T, name: keyof T & string): [string, Property] => [
    name,
    {
      get: () => object[name],
      set: (value) => void Object.assign(object, { [name]: textOf(value) }),
    },
  ]
  const number = (
    name: 'startTime' | 'playbackRate',
    read: (value: unknown) => number | undefined,
  ): Property => ({
    get: () => settings[name],
    set: (value) => {
      settings[name] = read(value) ?? settings[name]
      audio.adjust()
    },
  })
  const ofTrack = (read: () => number): Property => ({
    get: () => (audio.src === '' ? undefined : read()),
  })
  const properties: Record<string, Property> = {
    src: { get: () => audio.src, set: (value) => start(textOf(value)) },
    startTime: number('startTime', secondsOf),
    playbackRate: number('playbackRate', (value) => within(value, 0.5, 2)),
    ...Object.fromEntries(
      TEXTS.map((name): [string, Property] => [
        name,
        {
          get: () => texts[name],
          set: (value) => audio.describe({ [name]: textOf(value) }),
        },
      ]),
    ),
    ...Object.fromEntries([
      text(settings, 'protocol'),
      text(kept, 'referrerPolicy'),
      text(kept, 'audioType'),
      text(kept, 'referrerPath'),
    ]),
    duration: ofTrack(() => sound.duration),
    currentTime: ofTrack(() => toMicroseconds(sound.position)),
    buffered: ofTrack(() => sound.buffered),
    paused: { get: () => (audio.hasBegun ? sound.isSilent : undefined) },
  }

  const manager = {
    ...slots.setters,
    play: () => refuse(OPERATION, audio.play(OPERATION)),
    pause: audio.pause,
    stop: audio.stop,
    seek: audio.seek,
  }
  for (const [name, { get, set = () => undefined }] of Object.entries(properties)) {
    Object.defineProperty(manager, name, { get, set, enumerable: true, configurable: true })
  }
  for (const [name, since] of Object.entries(backgroundAudioMembers)) {
    if (!context.since(since)) Reflect.deleteProperty(manager, name)
  }
  // The properties above are what the type says.
  return manager as unknown as BackgroundAudioManager
}

/**
 * `wx.getBackgroundAudioManager`: the one for the whole program. It goes on in the background only with
 * `requiredBackgroundModes: ['audio']`. Failures come as `onError`: see docs/errors.md, "What a sound tells".
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/media/background-audio/wx.getBackgroundAudioManager.html
 */
export const getBackgroundAudioManager = syncApi<() => BackgroundAudioManager>({
  name: 'getBackgroundAudioManager',
  since: '1.2.0',
  create: (context) => () => context.shared(createBackgroundAudioManager),
})
