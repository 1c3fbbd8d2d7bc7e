import { eventApi } from '../../call/define.js'
import type { SchemaEntries } from '../../call/definition.js'
import type { GlobalSocketEvents, SocketEventName } from './socket.js'
import { createSockets } from './sockets.js'

/** One listener an event: the last one counts. It hears of the earliest socket that is alive. */
const onSocket = <K extends SocketEventName>(facts: {
  readonly name: string
  readonly event: K
  readonly callback: SchemaEntries
  readonly checked: boolean
}) =>
  eventApi<GlobalSocketEvents[K]>({
    name: facts.name,
    since: '1.0.0',
    schema: { callback: facts.callback },
    checked: facts.checked,
    create: (context) => {
      const { listeners } = context.shared(createSockets)
      return (listener) => {
        const heard = (event: GlobalSocketEvents[K]) =>
          context.guard(`at ${facts.name} callback function`, listener, event)
        Object.assign(listeners, { [facts.event]: heard })
      }
    },
  })

/** `wx.onSocketOpen` @see https://developers.weixin.qq.com/miniprogram/dev/api/network/websocket/wx.onSocketOpen.html */
export const onSocketOpen = onSocket({
  name: 'onSocketOpen',
  event: 'open',
  callback: { header: '2.0.0' },
  checked: true,
})

/** `wx.onSocketMessage` @see https://developers.weixin.qq.com/miniprogram/dev/api/network/websocket/wx.onSocketMessage.html */
export const onSocketMessage = onSocket({
  name: 'onSocketMessage',
  event: 'message',
  callback: { data: '1.0.0' },
  checked: true,
})

/**
 * `wx.onSocketError`. Alone of the four it says nothing about an argument that is no function.
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/network/websocket/wx.onSocketError.html
 */
export const onSocketError = onSocket({
  name: 'onSocketError',
  event: 'error',
  callback: { errMsg: '1.0.0' },
  checked: false,
})

/** `wx.onSocketClose` @see https://developers.weixin.qq.com/miniprogram/dev/api/network/websocket/wx.onSocketClose.html */
export const onSocketClose = onSocket({
  name: 'onSocketClose',
  event: 'close',
  callback: { code: '1.0.0', reason: '1.0.0' },
  checked: true,
})
