import type { ApiSchema } from '../../call/definition.js'
import { backgroundAudioMembers } from './background-audio-members.js'
import { innerAudioMembers } from './inner-audio-members.js'

export const createInnerAudioContextSchema: ApiSchema = {
  object: { useWebAudioImplement: '2.19.0' },
  return: innerAudioMembers,
  returnName: 'InnerAudioContext',
}

export const setInnerAudioOptionSchema: ApiSchema = {
  object: {
    mixWithOther: '2.3.0',
    obeyMuteSwitch: '2.3.0',
    speakerOn: '2.14.0',
    success: '2.3.0',
    fail: '2.3.0',
    complete: '2.3.0',
  },
  success: { errMsg: '2.3.0' },
}

const settlers = { success: '1.0.0', fail: '1.0.0', complete: '1.0.0' } as const
const plain: ApiSchema = { object: settlers, success: { errMsg: '1.0.0' } }

/** By function. */
export const backgroundAudioSchemas: Readonly<Record<string, ApiSchema>> = {
  getBackgroundAudioManager: {
    return: backgroundAudioMembers,
    returnName: 'BackgroundAudioManager',
  },
  getBackgroundAudioPlayerState: {
    object: settlers,
    success: {
      status: { since: '1.0.0', values: ['0', '1', '2'] },
      duration: '1.0.0',
      currentPosition: '1.0.0',
      downloadPercent: '1.0.0',
      dataUrl: '1.0.0',
      errMsg: '1.0.0',
    },
  },
  playBackgroundAudio: {
    ...plain,
    object: { dataUrl: '1.0.0', title: '1.0.0', coverImgUrl: '1.0.0', ...settlers },
  },
  seekBackgroundAudio: { ...plain, object: { position: '1.0.0', ...settlers } },
  pauseBackgroundAudio: plain,
  stopBackgroundAudio: plain,
}

/** By function. */
export const voiceSchemas: Readonly<Record<string, ApiSchema>> = {
  playVoice: { ...plain, object: { filePath: '1.0.0', duration: '1.6.0', ...settlers } },
  pauseVoice: plain,
  stopVoice: plain,
}
