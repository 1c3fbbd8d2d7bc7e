import { expect } from 'vitest'
import type { AudioLog } from './audio-log.js'
import type { Bench } from './bench.js'
import { followModel, outsideSteps } from './follow-model.js'

/** What may happen to a sound. */
export const audioSteps = [
  'src',
  'src that is missing',
  'no src',
  'play',
  'pause',
  'stop',
  'seek',
  ...outsideSteps,
] as const
export type AudioStep = (typeof audioSteps)[number]

type State = 'none' | 'loading' | 'idle' | 'playing' | 'failed'

const NOT_SET = 'onError -1'
const HIDDEN = 'onError -1'
const CALLED = 'onError 10001'
const MISSING = 'onError 10003'

/**
 * The state machine of the documentation, without time: what a sound, long enough not to end, is expected to have told
 * once all is quiet.
 */
const createModel = () => {
  let state: State = 'none'
  let isMissing = false
  let wanted = false
  let isTold = false
  let isSeeking = false
  let isHidden = false
  let isCalled = false
  const told: string[] = []

  const load = () => {
    state = 'loading'
    wanted = isTold = isSeeking = false
  }
  const pause = () => {
    wanted = false
    if (state !== 'playing') return
    state = 'idle'
    if (isTold) told.push('onPause')
    isTold = false
  }
  /** What needs a sound to be set. */
  const operate = (action: () => void) => {
    if (state === 'none') told.push(NOT_SET)
    else action()
  }
  const steps: Record<AudioStep, () => void> = {
    src: () => {
      load()
      isMissing = false
    },
    'src that is missing': () => {
      load()
      isMissing = true
    },
    'no src': () => {
      load()
      state = 'none'
    },
    play: () =>
      operate(() => {
        if (isHidden) told.push(HIDDEN)
        else if (isCalled) told.push(CALLED)
        else {
          if (state === 'failed') load()
          if (state === 'loading') wanted = true
          else state = 'playing'
        }
      }),
    pause: () => operate(pause),
    stop: () =>
      operate(() => {
        wanted = false
        if (state === 'loading') isSeeking = false
        if (isStopped || (state !== 'playing' && state !== 'idle')) return
        told.push('onStop')
        state = 'idle'
        isStopped = true
        isTold = isSeeking = false
      }),
    seek: () => {
      if (state === 'none' || state === 'failed') return
      told.push('onSeeking')
      isSeeking = true
      isStopped = false
    },
    background: () => {
      if (!isHidden) pause()
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
  let isStopped = false
  return {
    told,
    count: () => told.length,
    take: (step: AudioStep) => {
      steps[step]()
      if (state !== 'idle') isStopped = false
    },
    settle: () => {
      if (state === 'loading' && isMissing) {
        told.push(MISSING)
        state = 'failed'
        wanted = isSeeking = false
      } else if (state === 'loading') {
        told.push('onCanplay')
        state = wanted ? 'playing' : 'idle'
        wanted = false
      }
      if (isSeeking) told.push('onSeeked')
      isSeeking = false
      if (state === 'playing' && !isTold) {
        told.push('onPlay')
        isTold = true
      }
    },
  }
}

/**
 * Holds what a sound has told to what it should have: what begins and ends in its order; how that mixes with loading and
 * seeking is nobody's promise.
 */
export const expectTold = (events: readonly string[], expected: readonly string[]): void => {
  const inOrder = (all: readonly string[]) =>
    all.filter((event) => /^on(?:Play|Pause|Stop)$/.test(event))
  expect(events.toSorted()).toEqual(expected.toSorted())
  expect(inOrder(events)).toEqual(inOrder(expected))
}

/**
 * Does what the bursts say to a sound, and holds it to the model after each.
 * It has no source, is in the foreground and free of calls afterwards.
 */
export const followAudioModel = async (
  bench: Bench,
  log: AudioLog,
  bursts: readonly (readonly AudioStep[])[],
): Promise<void> => {
  const model = createModel()
  const from = log.events.length
  const { audio } = log
  await followModel<AudioStep>(bursts, {
    bench,
    model,
    steps: {
      src: () => (audio.src = bench.server.url('/sounds/tone.wav?seconds=20')),
      'src that is missing': () => (audio.src = bench.server.url('/sounds/missing.wav')),
      'no src': () => (audio.src = ''),
      play: () => audio.play(),
      pause: () => audio.pause(),
      stop: () => audio.stop(),
      seek: () => audio.seek(1),
    },
    last: 'no src',
    next: log.next,
    check: () => expectTold(log.events.slice(from), model.told),
  })
}
