import { expect } from 'vitest'
import type { BackgroundAudioManager } from '../src/api/audio/background-audio-manager.js'
import type { AudioLog } from './audio-log.js'
import { expectTold } from './audio-model.js'
import type { Bench } from './bench.js'
import { followModel, outsideSteps } from './follow-model.js'

/** What may happen to a background track that may play unseen. */
export const backgroundAudioSteps = [
  'src',
  'another src',
  'src that is missing',
  'play',
  'pause',
  'stop',
  'next key',
  'play key',
  ...outsideSteps,
] as const
export type BackgroundAudioStep = (typeof backgroundAudioSteps)[number]

type State = 'none' | 'loading' | 'idle' | 'playing' | 'failed'
type Source = '' | 'one' | 'other' | 'missing'

const REFUSED = 'onError -1'
const CALLED = 'onError 10001'
const MISSING = 'onError 10003'

/** The rules of the documentation, without time, for tracks that are long enough not to end. */
const createModel = () => {
  let state: State = 'none'
  let src: Source = ''
  let wanted = false
  let isTold = false
  let isFollowed = false
  let isHidden = false
  let isCalled = false
  const told: string[] = []

  const isAudible = () => wanted || state === 'playing'
  const refusal = () =>
    isHidden && !isFollowed && !isAudible() ? REFUSED : isCalled ? CALLED : undefined
  const begin = () => {
    if (state === 'failed') {
      state = 'loading'
      isTold = false
    }
    if (state === 'loading') wanted = true
    else if (state === 'idle') state = 'playing'
  }
  const start = (next: Source) => {
    const refused = refusal()
    if (refused !== undefined) {
      told.push(refused)
      return
    }
    if (next !== src || state === 'failed' || state === 'none') {
      src = next
      state = 'loading'
      wanted = isTold = isFollowed = false
    }
    begin()
  }
  const pause = () => {
    isFollowed = false
    wanted = false
    if (state !== 'playing') return
    state = 'idle'
    if (isTold) told.push('onPause')
    isTold = false
  }
  const isShown = () => src !== '' && state !== 'failed'
  const steps: Record<BackgroundAudioStep, () => void> = {
    src: () => start('one'),
    'another src': () => start('other'),
    'src that is missing': () => start('missing'),
    play: () => {
      const refused = src === '' ? REFUSED : refusal()
      if (refused === undefined) begin()
      else told.push(refused)
    },
    pause,
    stop: () => {
      if (src === '') return
      if (state !== 'failed') told.push('onStop')
      src = ''
      state = 'none'
      wanted = isTold = isFollowed = false
    },
    'next key': () => {
      if (!isShown()) return
      isFollowed = true
      told.push('onNext')
    },
    'play key': () => {
      if (isShown() && !isCalled) begin()
    },
    background: () => {
      isHidden = true
    },
    foreground: () => {
      isHidden = false
    },
    call: () => {
      if (!isCalled) pause()
      isCalled = true
    },
    'hang up': () => {
      isCalled = false
    },
  }
  return {
    told,
    count: () => told.length,
    src: () => src,
    take: (step: BackgroundAudioStep) => steps[step](),
    settle: () => {
      if (state === 'loading' && src === 'missing') {
        told.push(MISSING)
        state = 'failed'
        wanted = false
        isFollowed = true
      } else if (state === 'loading') {
        told.push('onCanplay')
        state = wanted ? 'playing' : 'idle'
        wanted = false
      }
      if (state === 'playing' && !isTold) {
        told.push('onPlay')
        isTold = true
      }
    },
  }
}

/**
 * Does what the bursts say to a track, and holds it to the model after each.
 * It is stopped, in the foreground and free of calls afterwards.
 */
export const followBackgroundAudioModel = async (
  bench: Bench,
  log: AudioLog<BackgroundAudioManager>,
  bursts: readonly (readonly BackgroundAudioStep[])[],
): Promise<void> => {
  const model = createModel()
  const from = log.events.length
  const { audio } = log
  const { host, server } = bench
  const urls: Record<Source, string> = {
    '': '',
    one: server.url('/sounds/tone.wav?seconds=20'),
    other: server.url('/sounds/tone.wav?seconds=20&other'),
    missing: server.url('/sounds/missing.wav'),
  }
  await followModel<BackgroundAudioStep>(bursts, {
    bench,
    model,
    steps: {
      src: () => (audio.src = urls.one),
      'another src': () => (audio.src = urls.other),
      'src that is missing': () => (audio.src = urls.missing),
      play: () => audio.play(),
      pause: () => audio.pause(),
      stop: () => audio.stop(),
      'next key': () => host.nowPlaying.press({ name: 'next' }),
      'play key': () => host.nowPlaying.press({ name: 'play' }),
    },
    last: 'stop',
    next: log.next,
    check: () => {
      expectTold(log.events.slice(from), model.told)
      expect(audio.src).toBe(urls[model.src()])
    },
  })
}
