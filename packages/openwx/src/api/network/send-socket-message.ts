import type { CallOptions } from '../../call/call.js'
import { promiseApi } from '../../call/define.js'
import type { Promised } from '../../call/define.js'
import type { ApiDefinition } from '../../call/definition.js'
import { createSockets, sendTo } from './sockets.js'

/** Options of `wx.sendSocketMessage` and `SocketTask.send`. */
export interface SendSocketMessageOptions extends CallOptions<{ errMsg: string }> {
  /** Text goes as UTF-8. A buffer is taken as it is now. */
  data: string | ArrayBuffer
}

export type SendSocketMessage = <O extends SendSocketMessageOptions = SendSocketMessageOptions>(
  options: O,
) => Promised<O, object>

/**
 * `wx.sendSocketMessage`: sends over the earliest socket that is alive. It succeeds when the message is on
 * its way; whether it arrives is not known.
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/network/websocket/wx.sendSocketMessage.html
 */
export const sendSocketMessage = promiseApi<SendSocketMessageOptions, object>({
  name: 'sendSocketMessage',
  since: '1.0.0',
  // Messages go in the order of the calls, those of a task among them.
  startsAtOnce: true,
  create: (context) => {
    const sockets = context.shared(createSockets)
    return ({ data }) => {
      sendTo(sockets, sockets.bound, data, 'WebSocket is not connected')
      return {}
    }
  },
}) as ApiDefinition<SendSocketMessage>
