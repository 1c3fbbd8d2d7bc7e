import { expect } from 'vitest'
import type {
  BackgroundAudioError,
  BackgroundAudioManager,
} from '../src/api/audio/background-audio-manager.js'
import type { InnerAudioContext } from '../src/api/audio/create-inner-audio-context.js'
import type { InnerAudioError } from '../src/api/audio/inner-audio-events.js'
import type { Until } from './call.js'
import { createEventLog } from './event-log.js'

/** A sound, with everything that it has told so far. */
export interface AudioLog<A = InnerAudioContext> {
  readonly audio: A
  /** Names of events in order, of errors with their number: `onPlay`, `onError 10002`. Progress is left out. */
  readonly events: readonly string[]
  readonly errors: readonly (InnerAudioError | BackgroundAudioError)[]
  /** `currentTime` at each progress. */
  readonly times: readonly number[]
  /** Resolves with the first event that has not been read yet. */
  next(): Promise<string>
  /** Reads as many events as are expected. */
  nextOnes(count: number): Promise<string[]>
  /** Resolves with `currentTime` at the next progress. */
  progress(): Promise<number>
  /** Sets `src` and resolves when it can play. */
  loaded(src: string): Promise<void>
  /** Sets `src` and plays it; resolves when it plays. */
  playing(src: string): Promise<void>
}

const quiet = ['Canplay', 'Play', 'Pause', 'Stop', 'Ended', 'Waiting', 'Seeking', 'Seeked'] as const

/** Listens to a sound of a program. */
export const listenToAudio = <A extends InnerAudioContext | BackgroundAudioManager>(
  audio: A,
  until: Until,
): AudioLog<A> => {
  const { events, tell, next, nextOnes, expectNext } = createEventLog(until)
  const errors: (InnerAudioError | BackgroundAudioError)[] = []
  const times: number[] = []
  let wakeProgress: (time: number) => void = () => {}
  for (const name of quiet) audio[`on${name}`](() => tell(`on${name}`))
  if ('onPrev' in audio) {
    audio.onPrev(() => tell('onPrev'))
    audio.onNext(() => tell('onNext'))
  }
  audio.onTimeUpdate(() => {
    times.push(audio.currentTime)
    wakeProgress(audio.currentTime)
  })
  audio.onError((error) => {
    errors.push(error)
    tell(`onError ${error.errCode}`)
  })
  return {
    audio,
    events,
    errors,
    times,
    next,
    nextOnes,
    progress: () => until(new Promise<number>((resolve) => (wakeProgress = resolve))),
    loaded: async (src) => {
      const ready = expectNext('onCanplay')
      audio.src = src
      await ready
    },
    playing: async (src) => {
      const ready = expectNext('onCanplay')
      audio.src = src
      audio.play()
      await ready
      await expectNext('onPlay')
    },
  }
}

/** Sets `src` of a background track, and nothing else; resolves when it plays. */
export const playTrack = async (
  { audio, nextOnes }: AudioLog<BackgroundAudioManager>,
  src: string,
): Promise<void> => {
  audio.src = src
  expect(await nextOnes(2)).toEqual(['onCanplay', 'onPlay'])
}
