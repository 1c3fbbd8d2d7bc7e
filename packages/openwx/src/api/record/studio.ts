import type { ApiContext } from '../../call/context.js'
import { WxError } from '../../call/error.js'
import type { RecordingPlan } from './recorder-options.js'
import type { Recording, RecordingEvents } from './recording.js'
import { createRecording } from './recording.js'

/** What a recording is told of the world around it. */
export interface StudioEvents extends RecordingEvents {
  /** The app went out of sight. */
  hidden(): void
  /** The machine took the microphone for a call of its own, or gave it back. */
  interrupted(active: boolean): void
}

/** The one microphone that all recording functions of a `wx` object share. */
export interface Studio {
  readonly isBusy: boolean
  /** Whether nothing can be recorded now, for the app is out of sight. */
  readonly isHidden: boolean
  /** Whether the machine keeps the microphone for itself. */
  readonly isInterrupted: boolean
  /** Must not be busy. @param asker The function that the user is asked for. */
  record(asker: string, plan: RecordingPlan, events: StudioEvents): Recording
}

/** Use through `context.shared`. */
export const createStudio = (context: ApiContext): Studio => {
  const { lifeCycle } = context.host
  let recording: Recording | undefined
  let events: StudioEvents | undefined
  const isBusy = () => recording !== undefined && recording.state !== 'over'

  lifeCycle.onChange((state) => {
    if (!isBusy()) return
    if (state === 'background') events?.hidden()
    if (state === 'disposed') recording?.fail(new WxError('interrupted', 'interrupted'))
  })
  /** Whoever heard of the beginning hears of the end, though it has stopped meanwhile. */
  let toldOfInterruption = false
  lifeCycle.onInterruption((active) => {
    if (active ? !isBusy() : !toldOfInterruption) return
    toldOfInterruption = active
    events?.interrupted(active)
  })
  return {
    get isBusy() {
      return isBusy()
    },
    get isHidden() {
      return lifeCycle.state !== 'foreground'
    },
    get isInterrupted() {
      return lifeCycle.interrupted
    },
    record: (asker, plan, heard) => {
      events = heard
      recording = createRecording(context, asker, plan, heard)
      return recording
    },
  }
}
