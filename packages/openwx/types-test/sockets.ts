// eslint-disable-next-line @typescript-eslint/triple-slash-reference
/// <reference path="../../../node_modules/miniprogram-api-typings/types/wx/lib.wx.api.d.ts" />
import type {
  CloseSocketOptions,
  ConnectSocketOptions,
  SendSocketMessageOptions,
  SocketEvents,
  SocketProfile,
  SocketTask,
  Wx,
} from 'openwx/browser'

type Same<A, B> = [A, B] extends [B, A] ? true : false
const proven = (...statements: true[]) => statements

declare const wx: Wx
declare const official: {
  readonly connect: WechatMiniprogram.ConnectSocketOption
  readonly send: WechatMiniprogram.SendSocketMessageOption
  readonly close: WechatMiniprogram.CloseSocketOption
}

/** What runs in WeChat and stands in older documents only. */
type Undeclared = 'readyState' | 'CONNECTING' | 'OPEN' | 'CLOSING' | 'CLOSED' | 'socketTaskId'
declare const sameConnect: Same<
  keyof WechatMiniprogram.ConnectSocketOption | 'method',
  keyof ConnectSocketOptions
>
declare const sameSend: Same<
  keyof WechatMiniprogram.SendSocketMessageOption,
  keyof SendSocketMessageOptions
>
declare const sameClose: Same<keyof WechatMiniprogram.CloseSocketOption, keyof CloseSocketOptions>
declare const sameTask: Same<keyof WechatMiniprogram.SocketTask | Undeclared, keyof SocketTask>
declare const sameProfile: Same<keyof WechatMiniprogram.SocketProfile, keyof SocketProfile>
declare const sameClosed: Same<
  keyof WechatMiniprogram.SocketTaskOnCloseListenerResult,
  keyof SocketEvents['close']
>

// These break when the declarations gain an option or a field that nobody has looked at.
proven(sameConnect, sameSend, sameClose, sameTask, sameProfile, sameClosed)

/** A program that is written in official types calls ours, and gets a task of the official type. */
export const task: WechatMiniprogram.SocketTask = wx.connectSocket(official.connect)
task.send(official.send)
task.close(official.close)

/** No callback, a Promise. */
export const promises: Promise<{ errMsg: string }>[] = [
  wx.sendSocketMessage({ data: 'a' }),
  wx.closeSocket(),
  wx.closeSocket({ code: 3000 }),
]
/** A callback, none. */
wx.sendSocketMessage({ data: 'a', success: ({ errMsg }) => errMsg.length })
wx.closeSocket({ complete: () => undefined })

wx.onSocketOpen(({ header }) => header.date?.length)
// @ts-expect-error Only the task's own event has the profile.
wx.onSocketOpen(({ profile }) => profile as unknown)
// @ts-expect-error A view is no message.
void wx.sendSocketMessage({ data: new DataView(new ArrayBuffer(1)) })
