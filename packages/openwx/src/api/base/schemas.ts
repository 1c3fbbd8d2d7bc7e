import type { ApiSchema } from '../../call/definition.js'
import {
  backgroundAudioSchemas,
  createInnerAudioContextSchema,
  setInnerAudioOptionSchema,
  voiceSchemas,
} from '../audio/audio-schema.js'
import {
  chooseImageSchema,
  chooseMediaSchema,
  chooseMessageFileSchema,
  compressImageSchema,
  getImageInfoSchema,
  previewImageSchema,
  previewMediaSchema,
  saveImageToPhotosAlbumSchema,
} from '../image/image-schema.js'
import { fileSchemas } from '../file/file-schema.js'
import {
  createAudioContextSchema,
  createVideoContextSchema,
} from '../media-element/media-context-schema.js'
import { downloadSchema } from '../network/download-schema.js'
import { requestSchema } from '../network/request-schema.js'
import {
  closeSocketSchema,
  connectSocketSchema,
  sendSocketMessageSchema,
} from '../network/socket-schema.js'
import {
  getAvailableAudioSourcesSchema,
  getRecorderManagerSchema,
  startRecordSchema,
  stopRecordSchema,
} from '../record/record-schema.js'
import {
  authorizeSchema,
  getAppAuthorizeSettingSchema,
  getPrivacySettingSchema,
  getSettingSchema,
  openSettingSchema,
} from '../setting/setting-schema.js'
import { uploadSchema } from '../network/upload-schema.js'

/**
 * Schemas by function. Only `wx.canIUse` reads them, so they are named here and not in the definitions: a
 * bundle without `canIUse` leaves them out.
 */
export const schemas: Readonly<Record<string, ApiSchema>> = {
  ...backgroundAudioSchemas,
  ...fileSchemas,
  ...voiceSchemas,
  request: requestSchema,
  uploadFile: uploadSchema,
  downloadFile: downloadSchema,
  connectSocket: connectSocketSchema,
  sendSocketMessage: sendSocketMessageSchema,
  closeSocket: closeSocketSchema,
  chooseImage: chooseImageSchema,
  chooseMedia: chooseMediaSchema,
  chooseMessageFile: chooseMessageFileSchema,
  previewImage: previewImageSchema,
  previewMedia: previewMediaSchema,
  getImageInfo: getImageInfoSchema,
  saveImageToPhotosAlbum: saveImageToPhotosAlbumSchema,
  compressImage: compressImageSchema,
  getRecorderManager: getRecorderManagerSchema,
  startRecord: startRecordSchema,
  stopRecord: stopRecordSchema,
  getAvailableAudioSources: getAvailableAudioSourcesSchema,
  createInnerAudioContext: createInnerAudioContextSchema,
  setInnerAudioOption: setInnerAudioOptionSchema,
  createAudioContext: createAudioContextSchema,
  createVideoContext: createVideoContextSchema,
  authorize: authorizeSchema,
  getSetting: getSettingSchema,
  openSetting: openSettingSchema,
  getAppAuthorizeSetting: getAppAuthorizeSettingSchema,
  getPrivacySetting: getPrivacySettingSchema,
}
