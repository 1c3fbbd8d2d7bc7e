import { failResult } from '../../call/call.js'
import type { ApiContext } from '../../call/context.js'
import type { NowPlayingHolder, NowPlayingPlace } from '../../ports/now-playing.js'
import type { AudioFailure } from './failure.js'
import { noAudio } from './failure.js'
import { secondsOf } from './numbers.js'
import type { Sound, SoundEvents, SoundSettings } from './sound.js'
import { createSound, soundDefaults } from './sound.js'
import { createStage } from './stage.js'

/** The name of WeChat's own for what goes wrong, which became part of what programs compare. */
export const OPERATION = 'operateBackgroundAudio'

/** What becomes of the track, and the two keys that only a program can answer. */
export type BackgroundEvent = Exclude<keyof SoundEvents, 'failed'> | 'prev' | 'next'

/** What the machine tells its user of the track; `''` for nothing. */
export interface TrackTexts {
  title: string
  epname: string
  singer: string
  coverImgUrl: string
  webUrl: string
}

/** Programs in JavaScript may pass anything. */
export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

export interface BackgroundListener {
  heard(event: BackgroundEvent): void
  /** Whether anybody has heard of it. */
  failed(failure: AudioFailure): boolean
}

/** The one track of a program that may play on while it is not seen; both families of functions play on it. */
export interface BackgroundAudio {
  /** `''` for none. */
  readonly src: string
  /** Whether there has ever been a track. */
  readonly hasBegun: boolean
  readonly sound: Pick<Sound, 'phase' | 'isSilent' | 'position' | 'duration' | 'buffered'>
  readonly settings: SoundSettings
  readonly texts: Readonly<TrackTexts>
  /** To be called when {@link settings} have changed. */
  adjust(): void
  describe(texts: Partial<TrackTexts>): void
  /**
   * Plays something else; what plays already goes on, what is paused goes on again. The result says why not.
   * @param name Who is refused, in the text.
   * @param texts What there is to say of it. @default what was said already
   */
  start(src: string, name: string, texts?: TrackTexts): AudioFailure | undefined
  play(name: string): AudioFailure | undefined
  pause(): void
  /** What is no position, and where there is nothing to go to, changes nothing. @param position Seconds. */
  seek(position: unknown): void
  /** The track is forgotten. */
  stop(): void
  listen(listener: BackgroundListener): void
}

/** Use through `context.shared`. */
export const createBackgroundAudio = (context: ApiContext): BackgroundAudio => {
  const { host, app } = context
  const { lifeCycle } = host
  const stage = context.shared(createStage)
  const playsUnseen = app.requiredBackgroundModes.includes('audio')
  const settings: SoundSettings = { ...soundDefaults, protocol: 'http' }
  const texts: TrackTexts = { title: '', epname: '', singer: '', coverImgUrl: '', webUrl: '' }
  const listeners: BackgroundListener[] = []
  let src = ''
  let hasBegun = false
  let place: NowPlayingPlace | undefined
  /** Whether something may follow although nothing sounds: a track came to its end, or the user asked for another. */
  let isFollowed = false

  const emit = (event: BackgroundEvent) => {
    for (const { heard } of listeners) heard(event)
  }
  const show = () =>
    place?.show({
      title: texts.title,
      album: texts.epname,
      artist: texts.singer,
      artwork: texts.coverImgUrl,
      webUrl: texts.webUrl,
      paused: sound.isSilent,
      position: sound.position,
      duration: sound.duration,
      rate: settings.playbackRate,
    })
  const shown = (event: BackgroundEvent) => () => {
    show()
    emit(event)
  }
  const sound = createSound(context, settings, () => stage.refusal('', playsUnseen) === undefined, {
    canplay: shown('canplay'),
    play: shown('play'),
    pause: shown('pause'),
    // Stopping forgets the track, which is told below.
    stop: () => undefined,
    ended: () => {
      isFollowed = true
      shown('ended')()
    },
    timeUpdate: () => {
      if (lifeCycle.state === 'foreground') emit('timeUpdate')
    },
    waiting: () => emit('waiting'),
    seeking: () => emit('seeking'),
    seeked: shown('seeked'),
    failed: (failure) => {
      isFollowed = true
      if (sound.phase === 'failed') place?.leave()
      else show()
      const isHeard = listeners.map(({ failed }) => failed(failure)).includes(true)
      if (!isHeard) host.log.error(failResult(context, OPERATION, failure.error).errMsg)
    },
  })
  const isOn = () =>
    sound.phase === 'loading' || sound.phase === 'idle' || sound.phase === 'playing'

  const refusal = (name: string) =>
    stage.refusal(name, playsUnseen && (isFollowed || !sound.isSilent))
  const pause = () => {
    isFollowed = false
    sound.pause()
    // While it loads, there is no event to come.
    show()
  }
  const seek = (position: unknown) => {
    const seconds = secondsOf(position)
    // What is live has no other place to go to.
    const isLive = sound.duration === 0 && (sound.phase === 'playing' || sound.phase === 'idle')
    if (src !== '' && seconds !== undefined && !isLive) sound.seek(seconds)
  }
  const stop = () => {
    if (src === '') return
    const isTold = isOn()
    src = ''
    isFollowed = false
    sound.load('')
    place?.leave()
    if (isTold) {
      void Promise.resolve().then(() => {
        if (sound.phase !== 'closed') emit('stop')
      })
    }
  }
  const holder: NowPlayingHolder = {
    lost: stop,
    pressed: (key) => {
      if (key.name === 'play') {
        // The user may, wherever he is.
        if (stage.refusal('', playsUnseen) !== undefined) return
        sound.play()
        // Before it sounds: who presses again means to pause it.
        show()
      } else if (key.name === 'pause') pause()
      else if (key.name === 'stop') stop()
      else if (key.name === 'seek') seek(key.position)
      else {
        isFollowed = true
        emit(key.name === 'next' ? 'next' : 'prev')
      }
    },
  }
  const claim = () => {
    place = host.nowPlaying.claim(holder)
  }
  stage.enter({
    hush: (why) => {
      if (why === 'interruption' || !playsUnseen) pause()
    },
    leave: () => {
      src = ''
      sound.close()
      place?.leave()
    },
  })

  return {
    get src() {
      return src
    },
    get hasBegun() {
      return hasBegun
    },
    sound,
    settings,
    texts,
    adjust: () => {
      sound.adjust()
      show()
    },
    describe: (changes) => {
      Object.assign(texts, changes)
      show()
    },
    start: (next, name, description) => {
      const refused = refusal(name)
      if (refused !== undefined) return refused
      Object.assign(texts, description)
      if (next !== src || !isOn()) {
        src = next
        hasBegun = true
        isFollowed = false
        claim()
        sound.load(next)
      }
      sound.play()
      show()
      return undefined
    },
    play: (name) => {
      if (src === '') return noAudio()
      const refused = refusal(name)
      if (refused !== undefined) return refused
      // What failed has left its place.
      claim()
      sound.play()
      show()
      return undefined
    },
    pause,
    seek,
    stop,
    listen: (listener) => void listeners.push(listener),
  }
}
