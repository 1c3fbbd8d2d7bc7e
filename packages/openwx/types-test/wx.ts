// The package's index clashes with lib.dom; this file of it alone does not, and it is no module.
// eslint-disable-next-line @typescript-eslint/triple-slash-reference
/// <reference path="../../../node_modules/miniprogram-api-typings/types/wx/lib.wx.api.d.ts" />
import type {
  AudioContext,
  ChooseImageOptions,
  ChooseImageResult,
  ChooseMediaOptions,
  ChooseMediaResult,
  ChooseMessageFileOptions,
  ChosenMedia,
  ChosenMessageFile,
  PreviewImageOptions,
  PreviewMediaOptions,
  CompressImageOptions,
  GetImageInfoOptions,
  GetImageInfoResult,
  SaveImageToPhotosAlbumOptions,
  OpenDocumentOptions,
  DownloadFileOptions,
  DownloadFileResult,
  DownloadProgress,
  DownloadTask,
  FileSystemManager,
  RecorderFrame,
  RecorderManager,
  RecorderStartOptions,
  RecorderStop,
  InnerAudioContext,
  InnerAudioOptions,
  InnerAudioPreferences,
  RequestOptions,
  RequestResult,
  RequestTask,
  UploadFileOptions,
  UploadFileResult,
  UploadProgress,
  UploadTask,
  VideoContext,
  Wx,
} from 'openwx/browser'

type Same<A, B> = [A, B] extends [B, A] ? true : false
const proven = (...statements: true[]) => statements

declare const wx: Wx
declare const officialOption: WechatMiniprogram.RequestOption
/** Functions that the declarations had until 2.28, and that clients still have. */
type Frozen =
  'saveFile' | 'getSavedFileList' | 'getSavedFileInfo' | 'removeSavedFile' | 'getFileInfo'
/** What has functions that ours is without, so that the whole of it is none of the official type. */
type Partly = 'createVideoContext' | 'getFileSystemManager'
declare const sameMembers: Same<Exclude<keyof Wx, Frozen>, keyof Wx & keyof WechatMiniprogram.Wx>
declare const sameOptions: Same<keyof WechatMiniprogram.RequestOption, keyof RequestOptions>
declare const sameResult: Same<
  keyof WechatMiniprogram.RequestSuccessCallbackResult,
  keyof RequestResult
>
declare const sameTask: Same<keyof WechatMiniprogram.RequestTask, keyof RequestTask>
declare const sameUploadOptions: Same<
  keyof WechatMiniprogram.UploadFileOption,
  keyof UploadFileOptions
>
declare const sameUploadResult: Same<
  keyof WechatMiniprogram.UploadFileSuccessCallbackResult,
  keyof UploadFileResult
>
declare const sameUploadTask: Same<keyof WechatMiniprogram.UploadTask, keyof UploadTask>
declare const sameUploadProgress: Same<
  keyof WechatMiniprogram.UploadTaskOnProgressUpdateListenerResult,
  keyof UploadProgress
>
declare const sameDownloadOptions: Same<
  keyof WechatMiniprogram.DownloadFileOption,
  keyof DownloadFileOptions
>
declare const sameDownloadResult: Same<
  keyof WechatMiniprogram.DownloadFileSuccessCallbackResult,
  keyof DownloadFileResult
>
declare const sameDownloadTask: Same<keyof WechatMiniprogram.DownloadTask, keyof DownloadTask>
declare const sameDownloadProgress: Same<
  keyof WechatMiniprogram.DownloadTaskOnProgressUpdateListenerResult,
  keyof DownloadProgress
>

declare const sameChooseOptions: Same<
  keyof WechatMiniprogram.ChooseImageOption,
  keyof ChooseImageOptions
>
declare const sameChooseResult: Same<
  keyof WechatMiniprogram.ChooseImageSuccessCallbackResult,
  keyof ChooseImageResult
>
declare const sameMediaOptions: Same<
  keyof WechatMiniprogram.ChooseMediaOption,
  keyof ChooseMediaOptions
>
declare const sameMediaResult: Same<
  keyof WechatMiniprogram.ChooseMediaSuccessCallbackResult,
  keyof ChooseMediaResult
>
declare const sameMediaFile: Same<keyof WechatMiniprogram.MediaFile, keyof ChosenMedia>
declare const sameMessageFileOptions: Same<
  keyof WechatMiniprogram.ChooseMessageFileOption,
  keyof ChooseMessageFileOptions
>
declare const sameMessageFile: Same<keyof WechatMiniprogram.ChooseFile, keyof ChosenMessageFile>
declare const samePreviewOptions: Same<
  keyof WechatMiniprogram.PreviewImageOption,
  keyof PreviewImageOptions
>
declare const samePreviewMediaOptions: Same<
  keyof WechatMiniprogram.PreviewMediaOption,
  keyof PreviewMediaOptions
>
declare const sameInfoOptions: Same<
  keyof WechatMiniprogram.GetImageInfoOption,
  keyof GetImageInfoOptions
>
declare const sameInfoResult: Same<
  keyof WechatMiniprogram.GetImageInfoSuccessCallbackResult,
  keyof GetImageInfoResult
>
declare const sameCompressOptions: Same<
  keyof WechatMiniprogram.CompressImageOption,
  keyof CompressImageOptions
>
declare const sameSaveOptions: Same<
  keyof WechatMiniprogram.SaveImageToPhotosAlbumOption,
  keyof SaveImageToPhotosAlbumOptions
>

declare const sameDocumentOptions: Same<
  keyof WechatMiniprogram.OpenDocumentOption,
  keyof OpenDocumentOptions
>
declare const sameRecorder: Same<keyof WechatMiniprogram.RecorderManager, keyof RecorderManager>
declare const sameRecorderOptions: Same<
  keyof WechatMiniprogram.RecorderManagerStartOption,
  keyof RecorderStartOptions
>
declare const sameRecorderStop: Same<WechatMiniprogram.OnStopListenerResult, RecorderStop>
declare const sameFrame: Same<WechatMiniprogram.OnFrameRecordedListenerResult, RecorderFrame>
declare const sameAudio: Same<keyof WechatMiniprogram.InnerAudioContext, keyof InnerAudioContext>
declare const sameAudioContext: Same<keyof WechatMiniprogram.AudioContext, keyof AudioContext>
declare const sameAudioOptions: Same<
  keyof WechatMiniprogram.CreateInnerAudioContextOption,
  keyof InnerAudioOptions
>
declare const sameAudioPreferences: Same<
  keyof WechatMiniprogram.SetInnerAudioOption,
  keyof InnerAudioPreferences
>

// These break when the declarations gain an option or a field that nobody has looked at.
proven(sameRecorder, sameRecorderOptions, sameRecorderStop, sameFrame)
proven(sameMembers, sameOptions, sameResult, sameTask)
proven(sameUploadOptions, sameUploadResult, sameUploadTask, sameUploadProgress)
proven(sameChooseOptions, sameChooseResult, sameMediaOptions, sameMediaResult, sameMediaFile)
proven(sameMessageFileOptions, sameMessageFile, samePreviewOptions, samePreviewMediaOptions)
proven(sameInfoOptions, sameInfoResult, sameCompressOptions, sameSaveOptions)
proven(sameDocumentOptions)
proven(sameAudio, sameAudioContext, sameAudioOptions, sameAudioPreferences)
proven(sameDownloadOptions, sameDownloadResult, sameDownloadTask, sameDownloadProgress)

/** Its listener gets `resolve` and where the question comes from, which the declarations do not know. */
type OtherwiseDeclared = 'onNeedPrivacyAuthorization'

/** Whoever expects the official object takes ours. */
export const official: Pick<
  WechatMiniprogram.Wx,
  Exclude<keyof Wx, Frozen | Partly | OtherwiseDeclared>
> = wx

/** As far as it goes, our manager is an official one. */
export const files: Pick<WechatMiniprogram.FileSystemManager, keyof FileSystemManager> =
  wx.getFileSystemManager()

/** The same of a video's context, as an official page makes it. */
declare const somePage: Record<string, unknown>
export const video: Pick<WechatMiniprogram.VideoContext, keyof VideoContext> =
  wx.createVideoContext('v', somePage)
export const audioContext: WechatMiniprogram.AudioContext = wx.createAudioContext('a', somePage)

/** Ours is an official one. */
export const sound: WechatMiniprogram.InnerAudioContext = wx.createInnerAudioContext()

/** A program that is written in official types calls ours, and gets a task of the official type. */
export const task: WechatMiniprogram.RequestTask = wx.request(officialOption)

declare const recordOption: WechatMiniprogram.RecorderManagerStartOption
/** A program that is written in official types records with ours. */
export const recorder: WechatMiniprogram.RecorderManager = wx.getRecorderManager()
wx.getRecorderManager().start(recordOption)
wx.getRecorderManager().onStop(({ duration }: WechatMiniprogram.OnStopListenerResult) => duration)

wx.request<{ name: string }>({
  url: 'https://h.test/',
  success: ({ data }) => data.name.length,
})
// As in the official declarations, data can be read without saying what it is.
// eslint-disable-next-line @typescript-eslint/no-unsafe-member-access
wx.request({ url: 'https://h.test/', success: ({ data }) => data.name as string })

// @ts-expect-error The method is one of eight.
wx.request({ url: 'https://h.test/', method: 'PATCH' })

declare const uploadOption: WechatMiniprogram.UploadFileOption
declare const downloadOption: WechatMiniprogram.DownloadFileOption
export const upload: WechatMiniprogram.UploadTask = wx.uploadFile(uploadOption)
export const download: WechatMiniprogram.DownloadTask = wx.downloadFile(downloadOption)

// @ts-expect-error The file is not optional.
wx.uploadFile({ url: 'https://h.test/', name: 'file' })
