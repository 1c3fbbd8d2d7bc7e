import type { CallOptions } from '../../call/call.js'
import { promiseApi } from '../../call/define.js'
import { inBackground } from '../base/in-background.js'
import { isRecording, notStarted, systemBusy } from './failure.js'
import type { RecordingPlan } from './recorder-options.js'
import type { Recording } from './recording.js'
import { createStudio } from './studio.js'

export interface StartRecordResult {
  tempFilePath: string
}

/** WeChat names no format for it; this one plays everywhere and is small for a voice. */
const VOICE: RecordingPlan = {
  format: { name: 'mp3', sampleRate: 16_000, channels: 1, bitRate: 48_000 },
  limitMs: 60_000,
  source: 'auto',
}

interface Voice {
  recording: Recording | undefined
}
/** What `startRecord` began and `stopRecord` ends. Use through `context.shared`. */
const createVoice = (): Voice => ({ recording: undefined })

/**
 * Records up to 60 s, and succeeds when the recording **ends**: after that time, by `wx.stopRecord`, or
 * when the program goes out of sight.
 */
export const startRecord = promiseApi<
  CallOptions<StartRecordResult & { errMsg: string }>,
  StartRecordResult
>({
  name: 'startRecord',
  since: '1.0.0',
  startsAtOnce: true,
  create: (context) => () => {
    const studio = context.shared(createStudio)
    if (studio.isBusy) throw isRecording()
    if (studio.isHidden) throw inBackground('startRecord')
    if (studio.isInterrupted) throw systemBusy()
    return new Promise((resolve, reject) => {
      const voice = context.shared(createVoice)
      const stop = () => voice.recording?.stop()
      voice.recording = studio.record('startRecord', VOICE, {
        started: () => {
          if (studio.isHidden || studio.isInterrupted) stop()
        },
        paused: () => undefined,
        resumed: () => undefined,
        frame: () => undefined,
        // Its file is the answer all the same.
        lost: () => undefined,
        ended: ({ tempFilePath }) => resolve({ tempFilePath }),
        failed: reject,
        hidden: stop,
        interrupted: stop,
      })
    })
  },
})

/** Ends what `wx.startRecord` began; the file is that call's result. */
export const stopRecord = promiseApi<CallOptions<{ errMsg: string }>, object>({
  name: 'stopRecord',
  since: '1.0.0',
  startsAtOnce: true,
  create: (context) => () => {
    const { recording } = context.shared(createVoice)
    if (recording === undefined || recording.state === 'over' || recording.state === 'stopping') {
      throw notStarted()
    }
    recording.stop()
    return {}
  },
})
