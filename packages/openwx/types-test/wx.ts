// The package's index clashes with lib.dom; this file of it alone does not, and it is no module.
// eslint-disable-next-line @typescript-eslint/triple-slash-reference
/// <reference path="../../../node_modules/miniprogram-api-typings/types/wx/lib.wx.api.d.ts" />
import type { RequestOptions, RequestResult, RequestTask, Wx } from 'openwx/browser'

type Same<A, B> = [A, B] extends [B, A] ? true : false
const proven = (...statements: true[]) => statements

declare const wx: Wx
declare const officialOption: WechatMiniprogram.RequestOption
declare const sameMembers: Same<keyof Wx, keyof Wx & keyof WechatMiniprogram.Wx>
declare const sameOptions: Same<keyof WechatMiniprogram.RequestOption, keyof RequestOptions>
declare const sameResult: Same<
  keyof WechatMiniprogram.RequestSuccessCallbackResult,
  keyof RequestResult
>
declare const sameTask: Same<keyof WechatMiniprogram.RequestTask, keyof RequestTask>

// These break when the declarations gain an option or a field that nobody has looked at.
proven(sameMembers, sameOptions, sameResult, sameTask)

/** Whoever expects the official object takes ours. */
export const official: Pick<WechatMiniprogram.Wx, keyof Wx> = wx

/** A program that is written in official types calls ours, and gets a task of the official type. */
export const task: WechatMiniprogram.RequestTask = wx.request(officialOption)

wx.request<{ name: string }>({
  url: 'https://h.test/',
  success: ({ data }) => data.name.length,
})
// As in the official declarations, data can be read without saying what it is.
// eslint-disable-next-line @typescript-eslint/no-unsafe-member-access
wx.request({ url: 'https://h.test/', success: ({ data }) => data.name as string })

// @ts-expect-error The method is one of eight.
wx.request({ url: 'https://h.test/', method: 'PATCH' })
