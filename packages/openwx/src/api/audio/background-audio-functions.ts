import type { CallOptions } from '../../call/call.js'
import type { ApiContext } from '../../call/context.js'
import type { Promised } from '../../call/define.js'
import { eventApi, promiseApi } from '../../call/define.js'
import type { ApiDefinition } from '../../call/definition.js'
import { WxError } from '../../call/error.js'
import { createSlots } from '../../call/slots.js'
import { createBackgroundAudio, textOf } from './background-audio.js'
import type { AudioFailure } from './failure.js'

/** With `status` 2 there is nothing but that. */
export interface BackgroundAudioPlayerState {
  /** 0 paused, 1 playing, 2 no music. */
  status: 0 | 1 | 2
  /** Seconds. */
  duration: number
  /** Seconds. */
  currentPosition: number
  /** 0–100, without decimals. */
  downloadPercent: number
  dataUrl: string
}

export interface PlayBackgroundAudioOptions extends CallOptions<{ errMsg: string }> {
  /** Path of a file, or an address. */
  dataUrl: string
  /** What the machine's panel says. @default '' */
  title?: string
  /** Path or address of a picture. @default '' */
  coverImgUrl?: string
}

export interface SeekBackgroundAudioOptions extends CallOptions<{ errMsg: string }> {
  /** Seconds. */
  position: number
}

type StateOptions = CallOptions<BackgroundAudioPlayerState & { errMsg: string }>
type PlainOptions = CallOptions<{ errMsg: string }>

const throwIfRefused = (failure: AudioFailure | undefined): void => {
  if (failure !== undefined) throw failure.error
}

const stateOf = (context: ApiContext): Partial<BackgroundAudioPlayerState> => {
  const { src, sound } = context.shared(createBackgroundAudio)
  if (src === '' || sound.phase === 'ended' || sound.phase === 'failed') return { status: 2 }
  const { duration, position, buffered } = sound
  return {
    status: sound.isSilent ? 0 : 1,
    duration,
    currentPosition: position,
    downloadPercent: duration > 0 ? Math.floor((100 * Math.min(buffered, duration)) / duration) : 0,
    dataUrl: src,
  }
}

/** `wx.getBackgroundAudioPlayerState`: what the program's background track does. */
export const getBackgroundAudioPlayerState = promiseApi<
  StateOptions,
  Partial<BackgroundAudioPlayerState>
>({
  name: 'getBackgroundAudioPlayerState',
  since: '1.0.0',
  create: (context) => () => stateOf(context),
}) as ApiDefinition<
  <O extends StateOptions = StateOptions>(options?: O) => Promised<O, BackgroundAudioPlayerState>
>

/**
 * `wx.playBackgroundAudio`: plays something in the background, or goes on with it if it is what was paused. Success
 * means that it will be tried; what becomes of it `wx.onBackgroundAudioPlay` tells, and failures the
 * `BackgroundAudioManager`'s `onError`.
 */
export const playBackgroundAudio = promiseApi<PlayBackgroundAudioOptions, object>({
  name: 'playBackgroundAudio',
  since: '1.0.0',
  template: { dataUrl: 'String' },
  startsAtOnce: true,
  create:
    (context) =>
    ({ dataUrl, title, coverImgUrl }) => {
      if (dataUrl === '') throw new WxError('invalid-argument', 'dataUrl is nil!')
      const audio = context.shared(createBackgroundAudio)
      const texts = {
        title: textOf(title),
        coverImgUrl: textOf(coverImgUrl),
        epname: '',
        singer: '',
        webUrl: '',
      }
      throwIfRefused(audio.start(dataUrl, 'playBackgroundAudio', texts))
      return {}
    },
}) as ApiDefinition<
  <O extends PlayBackgroundAudioOptions = PlayBackgroundAudioOptions>(
    options: O,
  ) => Promised<O, object>
>

type PlainFunction = <O extends PlainOptions = PlainOptions>(options?: O) => Promised<O, object>

const operation = (name: string, operate: (context: ApiContext) => void) =>
  promiseApi<PlainOptions, object>({
    name,
    since: '1.0.0',
    startsAtOnce: true,
    create: (context) => () => {
      operate(context)
      return {}
    },
  }) as ApiDefinition<PlainFunction>

/** `wx.pauseBackgroundAudio`: success also where nothing plays. */
export const pauseBackgroundAudio = operation('pauseBackgroundAudio', (context) =>
  context.shared(createBackgroundAudio).pause(),
)

/** `wx.stopBackgroundAudio`: success also where nothing plays. */
export const stopBackgroundAudio = operation('stopBackgroundAudio', (context) =>
  context.shared(createBackgroundAudio).stop(),
)

/** `wx.seekBackgroundAudio`: beyond the end means the end; success also where nothing plays. */
export const seekBackgroundAudio = promiseApi<SeekBackgroundAudioOptions, object>({
  name: 'seekBackgroundAudio',
  since: '1.0.0',
  template: { position: 'Number' },
  startsAtOnce: true,
  create:
    (context) =>
    ({ position }) => {
      context.shared(createBackgroundAudio).seek(position)
      return {}
    },
}) as ApiDefinition<
  <O extends SeekBackgroundAudioOptions = SeekBackgroundAudioOptions>(
    options: O,
  ) => Promised<O, object>
>

interface PlayerEvents {
  onBackgroundAudioPlay: undefined
  onBackgroundAudioPause: undefined
  onBackgroundAudioStop: undefined
}

const playerEvents: Readonly<Record<keyof PlayerEvents, string>> = {
  onBackgroundAudioPlay: '1.0.0',
  onBackgroundAudioPause: '1.0.0',
  onBackgroundAudioStop: '1.0.0',
}

/** Use through `context.shared`: one listener an event, and the last one given is it. */
const createPlayerEvents = (context: ApiContext) => {
  const slots = createSlots<PlayerEvents>(context, 'wx', playerEvents)
  context.shared(createBackgroundAudio).listen({
    heard: (event) => {
      if (event === 'play') slots.emit('onBackgroundAudioPlay', undefined)
      else if (event === 'pause') slots.emit('onBackgroundAudioPause', undefined)
      else if (event === 'stop' || event === 'ended') {
        slots.emit('onBackgroundAudioStop', undefined)
      }
    },
    failed: () => false,
  })
  return slots.setters
}

const playerEvent = (name: keyof PlayerEvents) =>
  eventApi<never>({
    name,
    since: '1.0.0',
    create: (context) => (listener) =>
      // Nothing is told but that it happened.
      context.shared(createPlayerEvents)[name](listener as () => void),
  })

/** `wx.onBackgroundAudioPlay`: it plays, for the first time or again. */
export const onBackgroundAudioPlay = playerEvent('onBackgroundAudioPlay')

/** `wx.onBackgroundAudioPause` */
export const onBackgroundAudioPause = playerEvent('onBackgroundAudioPause')

/** `wx.onBackgroundAudioStop`: it was stopped, or came to its end. */
export const onBackgroundAudioStop = playerEvent('onBackgroundAudioStop')
