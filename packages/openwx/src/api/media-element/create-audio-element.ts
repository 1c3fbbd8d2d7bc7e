import type { ApiContext } from '../../call/context.js'
import { syncApi } from '../../call/define.js'
import type { AudioFailure } from '../audio/failure.js'
import { secondsOf } from '../audio/numbers.js'
import type { SoundSettings } from '../audio/sound.js'
import { createSound, soundDefaults } from '../audio/sound.js'
import type { Performer } from '../audio/stage.js'
import { createStage } from '../audio/stage.js'

/** What `binderror` says: the numbers of a browser's `MediaError`. */
export const mediaErrorCodes = { network: 2, decode: 3, source: 4 } as const

export interface AudioElementError {
  /** 2 network, 3 the sound broke off, 4 no sound that can be played; of a command that there is not, a text. */
  errMsg: number | string
}

export interface AudioElementProgress {
  /** Seconds. */
  currentTime: number
  /** Seconds; 0 as long as it is not known. */
  duration: number
}

/** What an `<audio>` tells its program: an event each, with this detail. None comes within a call. */
export interface AudioElementEvents {
  play(): void
  pause(): void
  /** Never with `loop`. */
  ended(): void
  /** Four times a second while it plays, and once after a seek and at the end. */
  timeupdate(progress: AudioElementProgress): void
  error(error: AudioElementError): void
}

/** An `<audio>` without its looks: what a framework needs to know to draw one. */
export interface AudioElement {
  /** A path of the program or an address. Setting it loads, also the same one again, and plays nothing. @default '' */
  src: string
  /** @default false */
  loop: boolean
  readonly paused: boolean
  /** Seconds. */
  readonly currentTime: number
  /** Seconds; 0 as long as it is not known. */
  readonly duration: number
  /** `setSrc`, `play`, `pause` and `seek`, as an `AudioContext` sends them. Any other is an error event. */
  command(method: string, args: readonly unknown[]): void
  /** Silence for good, and everything freed; no event follows. Harmless twice. */
  remove(): void
}

const createElement = (context: ApiContext, events: AudioElementEvents): AudioElement => {
  const { log } = context.host
  const stage = context.shared(createStage)
  const settings: SoundSettings = { ...soundDefaults }
  const mayPlay = () => stage.refusal('<audio>') === undefined
  let src = ''
  let isLoaded = false

  const progress = () =>
    events.timeupdate({ currentTime: sound.position, duration: sound.duration })
  const codeOf = ({ error }: AudioFailure) => {
    if (error.code === 'network') return mediaErrorCodes.network
    // What could be played once was a sound.
    return isLoaded ? mediaErrorCodes.decode : mediaErrorCodes.source
  }
  const sound = createSound(context, settings, mayPlay, {
    canplay: () => {
      isLoaded = true
    },
    play: events.play,
    pause: events.pause,
    stop: () => undefined,
    ended: () => {
      progress()
      // Whoever heard that may have removed it.
      if (sound.phase !== 'closed') events.ended()
    },
    timeUpdate: progress,
    waiting: () => undefined,
    seeking: () => undefined,
    seeked: progress,
    failed: (failure) => {
      // It plays when the user does something, so nothing is wrong with it.
      if (failure.error.code === 'autoplay-refused') log.warn(`<audio>: ${failure.error.message}`)
      else events.error({ errMsg: codeOf(failure) })
    },
  })
  const remove = () => {
    sound.close()
    stage.exit(performer)
  }
  const performer: Performer = { hush: sound.pause, leave: remove }
  stage.enter(performer)

  const fail = (errMsg: AudioElementError['errMsg']) =>
    void Promise.resolve().then(() => {
      if (sound.phase !== 'closed') events.error({ errMsg })
    })
  const load = (next: unknown) => {
    if (sound.phase === 'closed') return
    src = typeof next === 'string' ? next : ''
    isLoaded = false
    sound.load(src)
  }
  const commands: Readonly<Record<string, (argument: unknown) => void>> = {
    setSrc: load,
    play: () => {
      if (!mayPlay()) return
      if (sound.phase === 'none') fail(mediaErrorCodes.source)
      else sound.play()
    },
    pause: sound.pause,
    seek: (position) => {
      const seconds = secondsOf(position)
      if (seconds !== undefined) sound.seek(seconds)
    },
  }

  return {
    get src() {
      return src
    },
    set src(value) {
      load(value)
    },
    get loop() {
      return settings.loop
    },
    set loop(value) {
      settings.loop = value
      sound.adjust()
    },
    get paused() {
      return sound.isSilent
    },
    get currentTime() {
      return sound.position
    },
    get duration() {
      return sound.duration
    },
    command: (method, [argument]) => {
      const action = Object.hasOwn(commands, method) ? commands[method] : undefined
      if (action) action(argument)
      else fail(`${method} is not an action`)
    },
    remove,
  }
}

/**
 * Makes the sound of an `<audio>`, for frameworks: no function of `wx`, but composed as one. It pauses when
 * the app goes out of sight or the machine takes the speaker, and does not go on by itself.
 *
 * @example
 * import { createAudioElement } from 'openwx/elements'
 * const elements = composeWx(host, { appId }, { createAudioElement })
 * const audio = elements.createAudioElement({ play: () => emit('play'), … })
 */
export const createAudioElement = syncApi<(events: AudioElementEvents) => AudioElement>({
  name: 'createAudioElement',
  since: '1.0.0',
  create: (context) => (events) => createElement(context, events),
})
