// eslint-disable-next-line @typescript-eslint/triple-slash-reference
/// <reference path="../../../node_modules/miniprogram-api-typings/types/wx/lib.wx.api.d.ts" />
import type {
  BackgroundAudioManager,
  BackgroundAudioPlayerState,
  PlayBackgroundAudioOptions,
  PlayVoiceOptions,
  SeekBackgroundAudioOptions,
  Wx,
} from 'openwx/browser'

type Same<A, B> = [A, B] extends [B, A] ? true : false
const proven = (...statements: true[]) => statements

declare const wx: Wx
declare const official: {
  readonly voice: WechatMiniprogram.PlayVoiceOption
  readonly play: WechatMiniprogram.PlayBackgroundAudioOption
  readonly seek: WechatMiniprogram.SeekBackgroundAudioOption
}
declare const sameManager: Same<
  keyof WechatMiniprogram.BackgroundAudioManager,
  keyof BackgroundAudioManager
>
declare const sameState: Same<
  Exclude<keyof WechatMiniprogram.GetBackgroundAudioPlayerStateSuccessCallbackResult, 'errMsg'>,
  keyof BackgroundAudioPlayerState
>
declare const samePlay: Same<
  keyof WechatMiniprogram.PlayBackgroundAudioOption,
  keyof PlayBackgroundAudioOptions
>
declare const sameSeek: Same<
  keyof WechatMiniprogram.SeekBackgroundAudioOption,
  keyof SeekBackgroundAudioOptions
>
declare const sameVoice: Same<keyof WechatMiniprogram.PlayVoiceOption, keyof PlayVoiceOptions>

// These break when the declarations gain an option or a field that nobody has looked at.
proven(sameManager, sameState, samePlay, sameSeek, sameVoice)

/** Ours is an official one. */
export const manager: WechatMiniprogram.BackgroundAudioManager = wx.getBackgroundAudioManager()

/** A program that is written in official types calls ours. */
void wx.playVoice(official.voice)
void wx.playBackgroundAudio(official.play)
void wx.seekBackgroundAudio(official.seek)

/** No callback, a Promise. */
export const promises: Promise<{ errMsg: string }>[] = [
  wx.playVoice({ filePath: 'a.mp3' }),
  wx.pauseVoice(),
  wx.stopVoice(),
  wx.playBackgroundAudio({ dataUrl: 'https://h.test/a.mp3' }),
  wx.pauseBackgroundAudio(),
  wx.stopBackgroundAudio(),
]
export const state: Promise<0 | 1 | 2> = wx
  .getBackgroundAudioPlayerState()
  .then(({ status }) => status)
/** A callback, none. */
wx.getBackgroundAudioPlayerState({ success: ({ downloadPercent }) => downloadPercent.toFixed() })
// @ts-expect-error The file is not optional.
void wx.playVoice({})
