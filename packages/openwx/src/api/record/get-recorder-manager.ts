import type { ApiContext } from '../../call/context.js'
import { syncApi } from '../../call/define.js'
import type { WxError } from '../../call/error.js'
import { failResult } from '../../call/call.js'
import type { Setters } from '../../call/slots.js'
import { createSlots } from '../../call/slots.js'
import { inBackground } from '../base/in-background.js'
import {
  isRecording,
  notPaused,
  notRecording,
  notStarted,
  RECORDER,
  systemBusy,
  unfit,
} from './failure.js'
import type { RecorderStartOptions } from './recorder-options.js'
import { planRecording } from './recorder-options.js'
import type { Recording } from './recording.js'
import { createStudio } from './studio.js'

export interface RecorderFrame {
  /** The next bytes of the file. */
  frameBuffer: ArrayBuffer
  /** Whether the recording has come to its end with it. */
  isLastFrame: boolean
}

export interface RecorderError {
  errMsg: string
  errno?: number
}

export interface RecorderStop {
  tempFilePath: string
  /** Milliseconds of sound, without pauses; absent before base library 2.7.7. */
  duration: number
  /** Bytes; absent before base library 2.7.7. */
  fileSize: number
}

interface RecorderEvents {
  onStart: undefined
  onPause: undefined
  onResume: undefined
  onStop: RecorderStop
  onFrameRecorded: RecorderFrame
  onError: RecorderError
  onInterruptionBegin: undefined
  onInterruptionEnd: undefined
}

const eventsSince: Readonly<Record<keyof RecorderEvents, string>> = {
  onStart: '1.6.0',
  onPause: '1.6.0',
  onResume: '1.6.0',
  onStop: '1.6.0',
  onFrameRecorded: '1.6.0',
  onError: '1.6.0',
  onInterruptionBegin: '2.3.0',
  onInterruptionEnd: '2.3.0',
}

/**
 * Records sound. Its methods return at once, and what becomes of them its events tell; each event has
 * one listener, and the last one given is it.
 */
export interface RecorderManager extends Setters<RecorderEvents> {
  start(options?: RecorderStartOptions): void
  pause(): void
  resume(): void
  stop(): void
}

const createRecorderManager = (context: ApiContext): RecorderManager => {
  const studio = context.shared(createStudio)
  const slots = createSlots<RecorderEvents>(context, 'RecorderManager', eventsSince)
  const knowsLength = context.since('2.7.7')
  /** The recording of this manager, if it is the one that runs. */
  let recording: Recording | undefined
  const stateOf = () => recording?.state ?? 'over'

  const tell = (error: WxError) => {
    if (!slots.emit('onError', failResult(context, RECORDER, error))) {
      context.host.log.error(failResult(context, RECORDER, error).errMsg)
    }
  }
  /** Errors come as events, after the call that they are about. */
  const refuse = (error: WxError) => void Promise.resolve().then(() => tell(error))
  const pauseIfRunning = () => recording?.pause()

  const start = (options?: RecorderStartOptions | null) => {
    if (studio.isBusy) {
      refuse(isRecording())
      return
    }
    if (studio.isHidden) {
      refuse(inBackground(RECORDER))
      return
    }
    if (studio.isInterrupted) {
      refuse(systemBusy())
      return
    }
    const plan = planRecording(options ?? {})
    if (typeof plan === 'string') {
      refuse(unfit(context, plan))
      return
    }
    recording = studio.record('RecorderManager.start', plan, {
      started: () => {
        slots.emit('onStart', undefined)
        // It may have gone out of sight while it waited for the user.
        if (studio.isHidden || studio.isInterrupted) pauseIfRunning()
      },
      paused: () => slots.emit('onPause', undefined),
      resumed: () => slots.emit('onResume', undefined),
      frame: (frameBuffer, isLastFrame) =>
        slots.emit('onFrameRecorded', { frameBuffer, isLastFrame }),
      lost: tell,
      ended: ({ tempFilePath, duration, fileSize }) =>
        slots.emit('onStop', {
          tempFilePath,
          ...(knowsLength && { duration, fileSize }),
        } as RecorderStop),
      failed: tell,
      hidden: pauseIfRunning,
      interrupted: (active) => {
        slots.emit(active ? 'onInterruptionBegin' : 'onInterruptionEnd', undefined)
        if (active) pauseIfRunning()
      },
    })
  }

  return {
    ...slots.setters,
    start,
    pause: () => {
      if (stateOf() !== 'recording') {
        refuse(notRecording())
        return
      }
      recording?.pause()
    },
    resume: () => {
      if (stateOf() !== 'paused') {
        refuse(notPaused())
        return
      }
      if (studio.isHidden) {
        refuse(inBackground(RECORDER))
        return
      }
      if (studio.isInterrupted) {
        refuse(systemBusy())
        return
      }
      recording?.resume()
    },
    stop: () => {
      const state = stateOf()
      if (state === 'over' || state === 'stopping') {
        refuse(notStarted())
        return
      }
      recording?.stop()
    },
  }
}

/** The one recorder of the program; every call gives the same object. */
export const getRecorderManager = syncApi<() => RecorderManager>({
  name: 'getRecorderManager',
  since: '1.6.0',
  create: (context) => () => context.shared(createRecorderManager),
})
