import type { ApiSchema } from '../../call/definition.js'
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
