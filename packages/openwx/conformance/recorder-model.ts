import { expect } from 'vitest'
import type { Bench } from './bench.js'
import { followModel, outsideSteps } from './follow-model.js'
import { PCM, refusals } from './recorded.js'
import type { RecorderLog } from './recorder-log.js'

/** What may happen to a recorder. */
export const recorderSteps = [
  'start',
  'start wrongly',
  'pause',
  'resume',
  'stop',
  ...outsideSteps,
] as const
export type RecorderStep = (typeof recorderSteps)[number]

type State = 'idle' | 'starting' | 'recording' | 'paused' | 'stopping'

const HIDDEN = 'onError: operateRecorder:fail (hidden)'

/**
 * The state machine of the documentation, without time: what a recorder is expected to have told once all is quiet.
 * Errors and changes of state are listed apart, for the order between the two is nobody's promise.
 */
const createModel = () => {
  let state: State = 'idle'
  let isHidden = false
  let isCalled = false
  let stopsAtOnce = false
  let hearsOfCall = false
  const changes: string[] = []
  const errors: string[] = []
  const calls: string[] = []
  const move = (next: State, event: string) => {
    state = next
    changes.push(event)
  }
  const pause = () => {
    if (state === 'recording') move('paused', 'onPause')
  }
  const unavailable = () => (isHidden ? HIDDEN : isCalled ? refusals.systemBusy : undefined)

  const steps: Record<RecorderStep, () => void> = {
    start: () => {
      const refusal = state === 'idle' ? unavailable() : refusals.busy
      if (refusal === undefined) state = 'starting'
      else errors.push(refusal)
    },
    'start wrongly': () => {
      const refusal = state === 'idle' ? unavailable() : refusals.busy
      errors.push(refusal ?? refusals.unfit)
    },
    pause: () => {
      if (state === 'recording') pause()
      else errors.push(refusals.notRecording)
    },
    resume: () => {
      const refusal = state === 'paused' ? unavailable() : refusals.notPaused
      if (refusal === undefined) move('recording', 'onResume')
      else errors.push(refusal)
    },
    stop: () => {
      if (state === 'starting' && !stopsAtOnce) stopsAtOnce = true
      else if (state === 'recording' || state === 'paused') move('stopping', 'onStop')
      else errors.push(refusals.notStarted)
    },
    background: () => {
      isHidden = true
      pause()
    },
    foreground: () => {
      isHidden = false
    },
    call: () => {
      if (isCalled) return
      isCalled = true
      hearsOfCall = state !== 'idle'
      if (hearsOfCall) calls.push('onInterruptionBegin')
      pause()
    },
    'hang up': () => {
      if (!isCalled) return
      isCalled = false
      if (hearsOfCall) calls.push('onInterruptionEnd')
      hearsOfCall = false
    },
  }
  return {
    changes,
    errors,
    calls,
    count: () => changes.length + errors.length + calls.length,
    take: (step: RecorderStep) => steps[step](),
    settle: () => {
      if (state === 'starting') {
        move('recording', 'onStart')
        if (stopsAtOnce) move('stopping', 'onStop')
        else if (isHidden || isCalled) pause()
        stopsAtOnce = false
      }
      if (state === 'stopping') state = 'idle'
    },
  }
}

const told = (log: RecorderLog, from: number) => {
  const events = log.events
    .slice(from)
    .map((event) => (event.includes('jsapi has no permission') ? HIDDEN : event))
  const isCall = (event: string) => event.startsWith('onInterruption')
  return {
    errors: events.filter((event) => event.startsWith('onError')),
    calls: events.filter(isCall),
    changes: events.filter((event) => /^on(?:Start|Pause|Resume|Stop)$/.test(event)),
  }
}

/**
 * Does what the bursts say to a recorder, and holds it to the model after each.
 * It is idle, in the foreground and free of calls afterwards.
 */
export const followRecorderModel = async (
  bench: Bench,
  log: RecorderLog,
  bursts: readonly (readonly RecorderStep[])[],
): Promise<void> => {
  const model = createModel()
  const from = log.events.length
  await followModel<RecorderStep>(bursts, {
    bench,
    model,
    steps: {
      start: () => log.manager.start({ ...PCM, frameSize: 1 }),
      'start wrongly': () => log.manager.start({ sampleRate: 1 }),
      pause: () => log.manager.pause(),
      resume: () => log.manager.resume(),
      stop: () => log.manager.stop(),
    },
    last: 'stop',
    next: log.next,
    check: () => {
      const { changes, errors, calls } = model
      expect(told(log, from)).toEqual({ errors, calls, changes })
    },
  })
  bench.takeLog()
}
