import type { CallOptions } from '../../call/call.js'
import type { ApiContext } from '../../call/context.js'
import type { Promised } from '../../call/define.js'
import { promiseApi } from '../../call/define.js'
import type { ApiDefinition } from '../../call/definition.js'
import { WxError } from '../../call/error.js'
import { PlayerError } from '../../ports/player.js'
import { playerFailure } from './failure.js'
import { createSound, soundDefaults } from './sound.js'
import { createStage } from './stage.js'

const DEFAULT_LIMIT_S = 60
const PLAY = 'playVoice'

export interface PlayVoiceOptions extends CallOptions<{ errMsg: string }> {
  /** Path of a file. */
  filePath: string
  /** Seconds after which it ends at the latest. Since 1.6.0. @default 60 */
  duration?: number
}

interface VoicePlayer {
  /** Resolves when it is over: at its end, after its time, or because something else took its place. */
  play(path: string, limitS: number): Promise<object>
  pause(): void
  stop(): void
}

/** What is played, and who waits for its end. */
interface Voice {
  readonly path: string
  /** Seconds from its beginning. */
  limitS: number
  readonly waiting: { resolve(result: object): void; reject(error: WxError): void }[]
}

/** One voice at a time. Use through `context.shared`. */
const createVoicePlayer = (context: ApiContext): VoicePlayer => {
  const { clock, log } = context.host
  const stage = context.shared(createStage)
  let voice: Voice | undefined
  let cancelLimit: (() => void) | undefined

  const forgetLimit = () => {
    cancelLimit?.()
    cancelLimit = undefined
  }
  /** Silence, and an answer for everybody who waits. */
  const end = (error?: WxError) => {
    const over = voice
    voice = undefined
    forgetLimit()
    sound.load('')
    for (const { resolve, reject } of over?.waiting ?? []) {
      if (error === undefined) resolve({})
      else reject(error)
    }
  }
  const watchLimit = () => {
    forgetLimit()
    if (voice === undefined) return
    const leftS = voice.limitS - sound.position
    // A sound that had to wait for its data is behind its time.
    if (leftS <= 0) end()
    else cancelLimit = clock.after(leftS * 1000, watchLimit)
  }
  const sound = createSound(context, soundDefaults, () => stage.refusal(PLAY) === undefined, {
    canplay: () => undefined,
    play: watchLimit,
    pause: forgetLimit,
    stop: () => undefined,
    ended: () => end(),
    timeUpdate: () => undefined,
    waiting: () => undefined,
    seeking: () => undefined,
    seeked: () => undefined,
    failed: ({ error }) => {
      // A page that may not play yet plays at the next tap, and the voice has its end then.
      if (sound.phase === 'failed') end(error)
      else log.warn(`${PLAY}: ${error.message}`)
    },
  })
  stage.enter({
    hush: sound.pause,
    leave: () => {
      end(new WxError('interrupted', 'interrupted'))
      sound.close()
    },
  })

  return {
    play: (path, limitS) => {
      const refusal = stage.refusal(PLAY)
      if (refusal !== undefined) throw refusal.error
      if (path === '') throw playerFailure(new PlayerError('not-found')).error
      return new Promise((resolve, reject) => {
        const isPaused = sound.isSilent && voice?.path === path
        if (voice === undefined || !isPaused) {
          end()
          voice = { path, limitS, waiting: [] }
          sound.load(path)
        }
        voice.limitS = limitS
        voice.waiting.push({ resolve, reject })
        sound.play()
      })
    },
    pause: sound.pause,
    stop: () => end(),
  }
}

const limitOf = (duration: unknown): number =>
  typeof duration === 'number' && duration > 0 ? duration : DEFAULT_LIMIT_S

/**
 * `wx.playVoice`: plays one voice, and succeeds when it is over. What was paused goes on, for both calls to end
 * together; anything else takes the place of what plays, whose call then ends, too.
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/media/audio/wx.playVoice.html
 */
export const playVoice = promiseApi<PlayVoiceOptions, object>({
  name: PLAY,
  since: '1.0.0',
  template: { filePath: 'String' },
  argumentOptional: false,
  startsAtOnce: true,
  create:
    (context) =>
    ({ filePath, duration }) =>
      context
        .shared(createVoicePlayer)
        .play(filePath, limitOf(context.since('1.6.0') ? duration : undefined)),
}) as ApiDefinition<
  <O extends PlayVoiceOptions = PlayVoiceOptions>(options: O) => Promised<O, object>
>

type PlainOptions = CallOptions<{ errMsg: string }>
type PlainFunction = <O extends PlainOptions = PlainOptions>(options?: O) => Promised<O, object>

/** `wx.pauseVoice`: `wx.playVoice` with the same file goes on from here. Success also where nothing plays. */
export const pauseVoice = promiseApi<PlainOptions, object>({
  name: 'pauseVoice',
  since: '1.0.0',
  startsAtOnce: true,
  create: (context) => () => {
    context.shared(createVoicePlayer).pause()
    return {}
  },
}) as ApiDefinition<PlainFunction>

/** `wx.stopVoice`: the call that plays ends, with success. Success also where nothing plays. */
export const stopVoice = promiseApi<PlainOptions, object>({
  name: 'stopVoice',
  since: '1.0.0',
  startsAtOnce: true,
  create: (context) => () => {
    context.shared(createVoicePlayer).stop()
    return {}
  },
}) as ApiDefinition<PlainFunction>
