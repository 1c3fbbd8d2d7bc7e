import type { ApiContext } from '../../call/context.js'
import { failResult } from '../../call/call.js'
import { syncApi } from '../../call/define.js'
import type { AudioFailure } from './failure.js'
import { noAudio, PLAYER } from './failure.js'
import type { InnerAudioListening } from './inner-audio-events.js'
import { createInnerAudioEvents } from './inner-audio-events.js'
import { CURRENT_TIME_WRITABLE_SINCE, innerAudioMembers } from './inner-audio-members.js'
import { secondsOf, toMicroseconds, within } from './numbers.js'
import type { SoundSettings } from './sound.js'
import { createSound, soundDefaults } from './sound.js'
import type { Performer } from './stage.js'
import { createStage } from './stage.js'

export interface InnerAudioOptions {
  /** A hint for short sounds; all of them are played the same way here. Since 2.19.0. @default false */
  useWebAudioImplement?: boolean
}

/** One sound of the program's own. Its methods return at once, and what becomes of them its events tell. */
export interface InnerAudioContext extends InnerAudioListening {
  /** Path of a file, or an address (`http:`, `https:`, `data:`). Setting it loads, also the same one again. @default '' */
  src: string
  /** Seconds: where the sound begins, once for each `src` and again after its end or `stop()`. @default 0 */
  startTime: number
  /** Whether it plays as soon as it can; read when it can. @default false */
  autoplay: boolean
  /** @default false */
  loop: boolean
  /** Without effect from 2.3.0 on: see `wx.setInnerAudioOption`. @default true */
  obeyMuteSwitch: boolean
  /** 0–1; what lies outside is brought inside. Since 1.9.90. @default 1 */
  volume: number
  /** 0.5–2; what lies outside is brought inside. Since 2.11.0. @default 1 */
  playbackRate: number
  /** `origin` or `no-referrer`; what a page sends is its own origin. Since 2.13.0. @default 'no-referrer' */
  referrerPolicy: string
  /** Seconds; 0 as long as it is not known, and of what has no end. Read-only. */
  duration: number
  /** Seconds, to six decimals. From 2.26.2 on, writing it is {@link seek}. */
  currentTime: number
  /** Whether it is paused, stopped, ended, or has never begun. Read-only. */
  paused: boolean
  /** Seconds: what is there from `currentTime` up to here. Read-only. */
  buffered: number
  play(): void
  /** The next `play()` goes on from here. */
  pause(): void
  /** The next `play()` begins at `startTime`. */
  stop(): void
  /** @param position Seconds, to the millisecond; beyond the end means the end. */
  seek(position: number): void
  /** Silence for good; nothing is told afterwards. */
  destroy(): void
}

/** Programs in JavaScript may set anything. */
const isTrue = (value: unknown): boolean => Boolean(value)

const createInnerAudio = (context: ApiContext): InnerAudioContext => {
  const { host } = context
  const stage = context.shared(createStage)
  const { methods, emit, emitError } = createInnerAudioEvents(context)
  const settings: SoundSettings & { obeyMuteSwitch: boolean; referrerPolicy: string } = {
    ...soundDefaults,
    obeyMuteSwitch: true,
    referrerPolicy: 'no-referrer',
  }
  let src = ''

  const failed = ({ errCode, error }: AudioFailure) => {
    const { errMsg } = failResult(context, PLAYER, error)
    if (!emitError({ errCode, errMsg })) host.log.error(errMsg)
  }
  const sound = createSound(context, settings, () => stage.refusal(PLAYER) === undefined, {
    canplay: () => emit('Canplay'),
    play: () => emit('Play'),
    pause: () => emit('Pause'),
    stop: () => emit('Stop'),
    ended: () => emit('Ended'),
    timeUpdate: () => emit('TimeUpdate'),
    waiting: () => emit('Waiting'),
    seeking: () => emit('Seeking'),
    seeked: () => emit('Seeked'),
    failed,
  })
  const destroy = () => {
    sound.close()
    stage.exit(performer)
  }
  const performer: Performer = { hush: sound.pause, leave: destroy }
  stage.enter(performer)

  /** Errors come as events, after the call that they are about. */
  const refuse = (failure: AudioFailure) =>
    void Promise.resolve().then(() => {
      if (sound.phase !== 'closed') failed(failure)
    })
  /** What only a sound can do. */
  const operate = (action: () => void) => {
    if (sound.phase === 'none') refuse(noAudio())
    else if (sound.phase !== 'closed') action()
  }
  const seek = (position: unknown) => {
    const seconds = secondsOf(position)
    if (seconds !== undefined) sound.seek(seconds)
  }
  const set = <K extends keyof typeof settings>(
    key: K,
    value: (typeof settings)[K] | undefined,
  ) => {
    if (value === undefined) return
    settings[key] = value
    sound.adjust()
  }

  const audio: InnerAudioContext = {
    ...methods,
    get src() {
      return src
    },
    set src(value) {
      if (sound.phase === 'closed') return
      const given: unknown = value
      src = typeof given === 'string' ? given : ''
      sound.load(src)
    },
    get startTime() {
      return settings.startTime
    },
    set startTime(value) {
      set('startTime', secondsOf(value))
    },
    get autoplay() {
      return settings.autoplay
    },
    set autoplay(value) {
      set('autoplay', isTrue(value))
    },
    get loop() {
      return settings.loop
    },
    set loop(value) {
      set('loop', isTrue(value))
    },
    get obeyMuteSwitch() {
      return settings.obeyMuteSwitch
    },
    set obeyMuteSwitch(value) {
      set('obeyMuteSwitch', isTrue(value))
    },
    get volume() {
      return settings.volume
    },
    set volume(value) {
      set('volume', within(value, 0, 1))
    },
    get playbackRate() {
      return settings.playbackRate
    },
    set playbackRate(value) {
      set('playbackRate', within(value, 0.5, 2))
    },
    get referrerPolicy() {
      return settings.referrerPolicy
    },
    set referrerPolicy(value) {
      set('referrerPolicy', value)
    },
    get duration() {
      return sound.duration
    },
    set duration(_value) {
      // Programs may write what they can only read, and nothing happens.
    },
    get currentTime() {
      return toMicroseconds(sound.position)
    },
    set currentTime(value) {
      if (context.since(CURRENT_TIME_WRITABLE_SINCE)) seek(value)
    },
    get paused() {
      return sound.isSilent
    },
    set paused(_value) {
      // As above.
    },
    get buffered() {
      return sound.buffered
    },
    set buffered(_value) {
      // As above.
    },
    play: () =>
      operate(() => {
        const refusal = stage.refusal(PLAYER)
        if (refusal === undefined) sound.play()
        else refuse(refusal)
      }),
    pause: () => operate(sound.pause),
    stop: () => operate(sound.stop),
    seek,
    destroy,
  }
  for (const [name, since] of Object.entries(innerAudioMembers)) {
    if (!context.since(since)) Reflect.deleteProperty(audio, name)
  }
  return audio
}

/**
 * `wx.createInnerAudioContext`: a sound of its own, as many as the program wants. It is freed by `destroy()`
 * only. Failures come as `onError`: see docs/errors.md, "What a sound tells".
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/media/audio/wx.createInnerAudioContext.html
 */
export const createInnerAudioContext = syncApi<(options?: InnerAudioOptions) => InnerAudioContext>({
  name: 'createInnerAudioContext',
  since: '1.6.0',
  create: (context) => () => createInnerAudio(context),
})
