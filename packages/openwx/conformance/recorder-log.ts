import type {
  RecorderFrame,
  RecorderManager,
  RecorderStop,
} from '../src/api/record/get-recorder-manager.js'
import type { RecorderStartOptions } from '../src/api/record/recorder-options.js'
import type { Until } from './call.js'
import { createEventLog } from './event-log.js'

/** A recorder, with everything that it has told so far. */
export interface RecorderLog {
  readonly manager: RecorderManager
  /** Names of events in order, with the text of errors: `onStart`, `onError: operateRecorder:fail …`. */
  readonly events: readonly string[]
  readonly frames: readonly RecorderFrame[]
  readonly stops: readonly RecorderStop[]
  start(options?: RecorderStartOptions): void
  /** Starts, and resolves when it records. */
  started(options?: RecorderStartOptions): Promise<void>
  /** Resolves with the first event that has not been read yet; frames do not count. */
  next(): Promise<string>
  /** Stops, and resolves with the file. */
  stopped(): Promise<RecorderStop>
}

/** Listens to a program's recorder. */
export const listenToRecorder = (manager: RecorderManager, until: Until): RecorderLog => {
  const { events, tell, next, expectNext } = createEventLog(until)
  const frames: RecorderFrame[] = []
  const stops: RecorderStop[] = []
  manager.onStart(() => tell('onStart'))
  manager.onPause(() => tell('onPause'))
  manager.onResume(() => tell('onResume'))
  manager.onInterruptionBegin(() => tell('onInterruptionBegin'))
  manager.onInterruptionEnd(() => tell('onInterruptionEnd'))
  manager.onStop((stop) => {
    stops.push(stop)
    tell('onStop')
  })
  manager.onFrameRecorded((frame) => {
    frames.push(frame)
    if (frame.isLastFrame) events.push('last frame')
  })
  manager.onError(({ errMsg }) => tell(`onError: ${errMsg}`))

  return {
    manager,
    events,
    frames,
    stops,
    start: (options) => manager.start(options),
    started: async (options) => {
      const began = expectNext('onStart')
      manager.start(options)
      await began
    },
    next,
    stopped: async () => {
      const ended = expectNext('onStop')
      manager.stop()
      await ended
      const stop = stops.at(-1)
      if (stop === undefined) throw new Error('it stopped without a file')
      return stop
    },
  }
}
