import type { ApiSchema } from '../../call/definition.js'
import { audioContextMembers, videoContextMembers } from './media-context-members.js'

export const createAudioContextSchema: ApiSchema = {
  return: audioContextMembers,
  returnName: 'AudioContext',
}

export const createVideoContextSchema: ApiSchema = {
  return: videoContextMembers,
  returnName: 'VideoContext',
}
