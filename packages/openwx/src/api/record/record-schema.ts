import type { ApiSchema } from '../../call/definition.js'

export const startRecordSchema: ApiSchema = {
  object: { success: '1.0.0', fail: '1.0.0', complete: '1.0.0' },
  success: { tempFilePath: '1.0.0', errMsg: '1.0.0' },
}

export const stopRecordSchema: ApiSchema = {
  object: { success: '1.0.0', fail: '1.0.0', complete: '1.0.0' },
  success: { errMsg: '1.0.0' },
}

export const getAvailableAudioSourcesSchema: ApiSchema = {
  object: { success: '2.1.0', fail: '2.1.0', complete: '2.1.0' },
  success: { audioSources: '2.1.0', errMsg: '2.1.0' },
}

export const getRecorderManagerSchema: ApiSchema = {
  returnName: 'RecorderManager',
  return: {
    start: '1.6.0',
    pause: '1.6.0',
    resume: '1.6.0',
    stop: '1.6.0',
    onStart: '1.6.0',
    onPause: '1.6.0',
    onResume: '1.6.0',
    onStop: '1.6.0',
    onFrameRecorded: '1.6.0',
    onError: '1.6.0',
    onInterruptionBegin: '2.3.0',
    onInterruptionEnd: '2.3.0',
  },
}
