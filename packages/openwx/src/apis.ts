/** Every definition, for `composeWx` with those that a program uses. */
export {
  offAudioInterruptionBegin,
  offAudioInterruptionEnd,
  onAudioInterruptionBegin,
  onAudioInterruptionEnd,
} from './api/audio/audio-interruption.js'
export {
  getBackgroundAudioPlayerState,
  onBackgroundAudioPause,
  onBackgroundAudioPlay,
  onBackgroundAudioStop,
  pauseBackgroundAudio,
  playBackgroundAudio,
  seekBackgroundAudio,
  stopBackgroundAudio,
} from './api/audio/background-audio-functions.js'
export { getBackgroundAudioManager } from './api/audio/background-audio-manager.js'
export { createInnerAudioContext } from './api/audio/create-inner-audio-context.js'
export { setInnerAudioOption } from './api/audio/set-inner-audio-option.js'
export { pauseVoice, playVoice, stopVoice } from './api/audio/voice.js'
export { canIUse } from './api/base/can-i-use.js'
export {
  env,
  getFileInfo,
  getSavedFileInfo,
  getSavedFileList,
  removeSavedFile,
  saveFile,
} from './api/file/file-functions.js'
export { getFileSystemManager } from './api/file/file-system-manager.js'
export { openDocument } from './api/file/open-document.js'
export { chooseImage } from './api/image/choose-image.js'
export { chooseMedia } from './api/image/choose-media.js'
export { chooseMessageFile } from './api/image/choose-message-file.js'
export { compressImage } from './api/image/compress-image.js'
export { getImageInfo } from './api/image/get-image-info.js'
export { previewImage } from './api/image/preview-image.js'
export { previewMedia } from './api/image/preview-media.js'
export { saveImageToPhotosAlbum } from './api/image/save-image-to-photos-album.js'
export { createAudioContext } from './api/media-element/create-audio-context.js'
export { createVideoContext } from './api/media-element/create-video-context.js'
export { closeSocket } from './api/network/close-socket.js'
export { connectSocket } from './api/network/connect-socket.js'
export {
  onSocketClose,
  onSocketError,
  onSocketMessage,
  onSocketOpen,
} from './api/network/on-socket.js'
export { getAvailableAudioSources } from './api/record/get-available-audio-sources.js'
export { getRecorderManager } from './api/record/get-recorder-manager.js'
export { startRecord, stopRecord } from './api/record/start-record.js'
export { authorize } from './api/setting/authorize.js'
export {
  getAppAuthorizeSetting,
  openAppAuthorizeSetting,
} from './api/setting/app-authorize-setting.js'
export { getSetting } from './api/setting/get-setting.js'
export { openSetting } from './api/setting/open-setting.js'
export {
  getPrivacySetting,
  onNeedPrivacyAuthorization,
  openPrivacyContract,
  requirePrivacyAuthorize,
} from './api/setting/privacy-apis.js'
export { downloadFile } from './api/network/download-file.js'
export { request } from './api/network/request.js'
export { sendSocketMessage } from './api/network/send-socket-message.js'
export { uploadFile } from './api/network/upload-file.js'
