import type { CallOptions } from '../../call/call.js'
import { promiseApi } from '../../call/define.js'
import type { Promised } from '../../call/define.js'
import type { ApiDefinition } from '../../call/definition.js'
import { WxError } from '../../call/error.js'
import { CLOSED } from './socket.js'
import { createSockets } from './sockets.js'

/** Options of `wx.closeSocket` and `SocketTask.close`. */
export interface CloseSocketOptions extends CallOptions<{ errMsg: string }> {
  /** 1000 or 3000–4999. Since 1.4.0. @default 1000 */
  code?: number
  /** At most 123 bytes of UTF-8. Since 1.4.0. @default '' */
  reason?: string
}

export type CloseSocket = <O extends CloseSocketOptions = CloseSocketOptions>(
  options?: O,
) => Promised<O, object>

/**
 * `wx.closeSocket`: closes the earliest socket that is alive. The close event follows with the code and
 * reason that were given here.
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/network/websocket/wx.closeSocket.html
 */
export const closeSocket = promiseApi<CloseSocketOptions, object>({
  name: 'closeSocket',
  since: '1.0.0',
  // What is sent after the call must be refused.
  startsAtOnce: true,
  create: (context) => {
    const sockets = context.shared(createSockets)
    return (options) => {
      const { bound } = sockets
      if (bound === undefined || bound.readyState === CLOSED) {
        throw new WxError('failed', 'WebSocket is not connected')
      }
      bound.close(options)
      return {}
    }
  },
}) as ApiDefinition<CloseSocket>
