/** Types that every entry shows. */
export type { CallOptions, FailResult } from './call/call.js'
export type {
  AppConfig,
  DomainLists,
  NetworkTimeouts,
  PrivacyConfig,
  PrivacyKind,
} from './call/context.js'
export type { ApiDefinition, ApiSchema } from './call/definition.js'
export type { MediaElement, MediaElements, MediaTag, MediaTarget } from './call/media-elements.js'
export type {
  BackgroundAudioPlayerState,
  PlayBackgroundAudioOptions,
  SeekBackgroundAudioOptions,
} from './api/audio/background-audio-functions.js'
export type {
  BackgroundAudioError,
  BackgroundAudioManager,
} from './api/audio/background-audio-manager.js'
export type {
  InnerAudioContext,
  InnerAudioOptions,
} from './api/audio/create-inner-audio-context.js'
export type { InnerAudioError } from './api/audio/inner-audio-events.js'
export type { PlayVoiceOptions } from './api/audio/voice.js'
export type { InnerAudioPreferences } from './api/audio/set-inner-audio-option.js'
export type {
  ChooseImageOptions,
  ChooseImageResult,
  ChosenImage,
} from './api/image/choose-image.js'
export type {
  ChooseMediaOptions,
  ChooseMediaResult,
  ChosenMedia,
} from './api/image/choose-media.js'
export type {
  ChooseMessageFileOptions,
  ChooseMessageFileResult,
  ChosenMessageFile,
} from './api/image/choose-message-file.js'
export type { CompressImageOptions, CompressImageResult } from './api/image/compress-image.js'
export type { GetImageInfoOptions, GetImageInfoResult } from './api/image/get-image-info.js'
export type { PreviewImageOptions } from './api/image/preview-image.js'
export type { PreviewMediaOptions, PreviewedMedia } from './api/image/preview-media.js'
export type { SaveImageToPhotosAlbumOptions } from './api/image/save-image-to-photos-album.js'
export type {
  CopyFileOptions,
  ReadFileOptions,
  ReadFileResult,
  TruncateOptions,
  WriteFileOptions,
} from './api/file/content.js'
export type { FileSystemManager } from './api/file/file-system-manager.js'
export type { OpenDocumentOptions } from './api/file/open-document.js'
export type {
  DirPathOptions,
  FilePathOptions,
  FileStats,
  FolderOptions,
  PathOptions,
  ReaddirResult,
  RenameOptions,
  StatOptions,
  StatResult,
} from './api/file/names.js'
export type {
  FileInfoOptions,
  FileInfoResult,
  SavedFile,
  SavedFileInfo,
  SavedFileListResult,
  SaveFileOptions,
  SaveFileResult,
} from './api/file/saved.js'
export type { Stats } from './api/file/stats.js'
export type { AudioContext } from './api/media-element/create-audio-context.js'
export type {
  RequestFullScreenOptions,
  VideoContext,
} from './api/media-element/create-video-context.js'
export type { CloseSocketOptions } from './api/network/close-socket.js'
export type {
  ConnectSocketOptions,
  ConnectSocketResult,
  SocketTask,
} from './api/network/connect-socket.js'
export type {
  DownloadFileOptions,
  DownloadFileResult,
  DownloadProgress,
  DownloadTask,
} from './api/network/download-file.js'
export type { RequestProfile } from './api/network/profile.js'
export type {
  ChunkReceived,
  HeadersReceived,
  RequestOptions,
  RequestResult,
  RequestTask,
} from './api/network/request.js'
export type { SendSocketMessageOptions } from './api/network/send-socket-message.js'
export type { SocketEvents } from './api/network/socket.js'
export type { SocketProfile } from './api/network/socket-profile.js'
export type { TransferHeadersReceived } from './api/network/transfer-task.js'
export type {
  UploadFileOptions,
  UploadFileResult,
  UploadProgress,
  UploadTask,
} from './api/network/upload-file.js'
export type { AudioSourcesResult } from './api/record/get-available-audio-sources.js'
export type {
  RecorderError,
  RecorderFrame,
  RecorderManager,
  RecorderStop,
} from './api/record/get-recorder-manager.js'
export type { RecorderStartOptions } from './api/record/recorder-options.js'
export type { StartRecordResult } from './api/record/start-record.js'
export type { AppAuthorizeSetting } from './api/setting/app-authorize-setting.js'
export type { PrivacyListener, PrivacyReply } from './api/setting/privacy.js'
export type { PrivacySetting } from './api/setting/privacy-apis.js'
export type { AuthorizeOptions } from './api/setting/authorize.js'
export type {
  SettingOptions,
  SettingResult,
  SubscriptionsSetting,
} from './api/setting/get-setting.js'
export type { Wx } from './create-wx.js'
export type { Host } from './ports/host.js'
export type { MediaKey, NowPlaying, NowPlayingPort } from './ports/now-playing.js'
export type { Composed } from './wx.js'
