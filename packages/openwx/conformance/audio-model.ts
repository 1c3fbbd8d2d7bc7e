import { expect } from 'vitest'
import type { AudioLog } from './audio-log.js'
import type { Bench } from './bench.js'

/** What may happen to a sound. */
export const audioSteps = [
  'src',
  'src that is missing',
  'no src',
  'play',
  'pause',
  'stop',
  'seek',
  'background',
  'foreground',
  'call',
  'hang up',
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
    take: (step: AudioStep) => {
      steps[step]()
      if (state !== 'idle') isStopped = false
    },
    /** Whatever was on its way has come. */
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

/** What begins and ends is told in its order; how that mixes with loading and seeking is nobody's promise. */
const inOrder = (events: readonly string[]) =>
  events.filter((event) => /^on(?:Play|Pause|Stop)$/.test(event))
const counted = (events: readonly string[]) => [...events].sort()

/**
 * Does what the bursts say, the steps of each in one turn, and holds a sound to the model after each.
 * It has no source, is in the foreground and free of calls afterwards.
 */
export const followAudioModel = async (
  { host, server }: Bench,
  log: AudioLog,
  bursts: readonly (readonly AudioStep[])[],
): Promise<void> => {
  const model = createModel()
  const from = log.events.length
  let hangUp: (() => void) | undefined
  const { audio } = log
  const steps: Record<AudioStep, () => void> = {
    src: () => (audio.src = server.url('/sounds/tone.wav?seconds=20')),
    'src that is missing': () => (audio.src = server.url('/sounds/missing.wav')),
    'no src': () => (audio.src = ''),
    play: () => audio.play(),
    pause: () => audio.pause(),
    stop: () => audio.stop(),
    seek: () => audio.seek(1),
    background: () => host.enterBackground(),
    foreground: () => host.enterForeground(),
    call: () => {
      hangUp ??= host.interrupt()
    },
    'hang up': () => {
      hangUp?.()
      hangUp = undefined
    },
  }
  let read = 0
  for (const burst of [...bursts, ['hang up', 'foreground', 'no src']] as const) {
    for (const step of burst) {
      model.take(step)
      steps[step]()
    }
    model.settle()
    for (; read < model.told.length; read += 1) await log.next()
    const events = log.events.slice(from)
    expect(counted(events)).toEqual(counted(model.told))
    expect(inOrder(events)).toEqual(inOrder(model.told))
  }
}
