import type { CallOptions } from '../../call/call.js'
import { callbacksOf, createCall, hasSettlers } from '../../call/call.js'
import type { ApiContext } from '../../call/context.js'
import { taskApi } from '../../call/define.js'
import type { WxError } from '../../call/error.js'
import { asWxError } from '../../call/error.js'
import type { CloseSocketOptions } from './close-socket.js'
import { objectOption, outgoingHeaders } from './header.js'
import type { SendSocketMessageOptions } from './send-socket-message.js'
import type { ReadyState, Socket, SocketEvents, SocketPlan } from './socket.js'
import { CLOSED, CLOSING, CONNECTING, OPEN } from './socket.js'
import { checkedProtocols } from './socket-rules.js'
import type { Sockets } from './sockets.js'
import { createSockets, sendTo } from './sockets.js'
import { timeoutMs } from './timeout.js'
import { parseSocketUrl } from './url.js'

/** Options of `wx.connectSocket`; names, defaults and units are WeChat's. */
export interface ConnectSocketOptions extends CallOptions<ConnectSocketResult> {
  /** Absolute `wss:` URL (`ws:` where domains are not checked). */
  url: string
  /** Names to values; Referer cannot be set. @default none */
  header?: object
  /** No effect: a handshake is a GET. */
  method?: string
  /** Sub-protocols to offer, in order. Since 1.4.0. @default none */
  protocols?: string[]
  /** TCP_NODELAY, where the host can choose. Since 2.4.0. @default false */
  tcpNoDelay?: boolean
  /** Offer compression, where the host can choose. Since 2.8.0. @default false */
  perMessageDeflate?: boolean
  /** Milliseconds for the handshake. Since 2.10.0. @default app.json's `networkTimeout.connectSocket`, else 60000 */
  timeout?: number
  /** A hint without effect here. @default false */
  forceCellularNetwork?: boolean
}

export interface ConnectSocketResult {
  /** `connectSocket:ok` */
  errMsg: string
  /** Counts from 1 in each `wx` object. */
  socketTaskId: number
}

/** One WebSocket. Its listeners may be several for an event, and each is called once. */
export interface SocketTask {
  /** Fails as `SocketTask.send:fail SocketTask.readyState is not OPEN` before and after. */
  send(options: SendSocketMessageOptions): void
  /** Before the socket is open, this gives the attempt up. @see CloseSocketOptions */
  close(options?: CloseSocketOptions): void
  onOpen(listener: (event: SocketEvents['open']) => void): void
  onMessage(listener: (event: SocketEvents['message']) => void): void
  /** The socket never opened; this is its last event, unless the program closes it. */
  onError(listener: (event: SocketEvents['error']) => void): void
  /** The socket was open, or was closed by the program; this is its last event. */
  onClose(listener: (event: SocketEvents['close']) => void): void
  readonly readyState: ReadyState
  readonly CONNECTING: 0
  readonly OPEN: 1
  readonly CLOSING: 2
  readonly CLOSED: 3
  readonly socketTaskId: number
}

/**
 * `wx.connectSocket`: a WebSocket. The call's own result says only that it was accepted; how the connection
 * fares is told by events. Failures of the call: `invalid-argument`, `invalid-url`, `interrupted`,
 * `too-many-sockets`.
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/network/websocket/wx.connectSocket.html
 */
export const connectSocket = taskApi<ConnectSocketOptions, ConnectSocketResult, SocketTask>({
  name: 'connectSocket',
  since: '1.0.0',
  taskSince: '1.7.0',
  template: { url: 'String' },
  create: (context) => {
    const sockets = context.shared(createSockets)
    let calls = 0
    return (options, call) => {
      const { socket, refusal } = sockets.add(planOf(context, options))
      calls += 1
      const socketTaskId = calls
      // The call's result comes first, then whatever happens to the connection.
      queueMicrotask(() => {
        if (refusal !== undefined) return call.fail(refusal)
        // `errMsg` is the call's to add.
        call.succeed({ socketTaskId } as ConnectSocketResult)
        sockets.start(socket)
      })
      return taskOf(context, sockets, socket, socketTaskId)
    }
  },
})

/** @throws WxError for what can be told from the options alone. */
const planOf = (context: ApiContext, options: ConnectSocketOptions): SocketPlan => {
  const { since } = context
  return {
    request: {
      url: parseSocketUrl(options.url),
      headers: outgoingHeaders(
        context,
        objectOption(context, 'connectSocket', 'header', options.header),
        // These are the handshake itself.
      ).filter(([name]) => !/^sec-websocket-/i.test(name)),
      protocols: since('1.4.0') ? checkedProtocols(options.protocols) : [],
      noDelay: since('2.4.0') && options.tcpNoDelay === true,
      perMessageDeflate: since('2.8.0') && options.perMessageDeflate === true,
    },
    statedUrl: options.url,
    timeoutMs: timeoutMs(context, 'connectSocket', options.timeout),
  }
}

const taskOf = (
  context: ApiContext,
  sockets: Sockets,
  socket: Socket,
  socketTaskId: number,
): SocketTask => {
  const { listeners } = socket
  const send = ({ data }: { data?: unknown }) =>
    sendTo(sockets, socket, data, 'SocketTask.readyState is not OPEN')
  return {
    send: (options) => {
      // The one refusal that goes by the method's own name.
      const isRefused = socket.readyState !== OPEN && !sockets.suspended
      settleMethod(context, isRefused ? 'SocketTask.send' : 'sendSocketMessage', options, send)
    },
    close: (options) => settleMethod(context, 'closeSocket', options, socket.close),
    onOpen: listeners.open.add,
    onMessage: listeners.message.add,
    onError: listeners.error.add,
    onClose: listeners.close.add,
    get readyState() {
      return socket.readyState
    },
    CONNECTING,
    OPEN,
    CLOSING,
    CLOSED,
    socketTaskId,
  }
}

/** A method of a task returns nothing, never throws, and tells its result later. */
const settleMethod = (
  context: ApiContext,
  name: string,
  options: unknown,
  perform: (options: object) => void,
): void => {
  const callbacks = callbacksOf(options)
  let failure: WxError | undefined
  try {
    perform(callbacks)
  } catch (error) {
    failure = asWxError(error)
  }
  // Most messages go without callbacks.
  if (failure === undefined && !hasSettlers(callbacks)) return
  const call = createCall<object>(context, name, callbacks)
  queueMicrotask(() => (failure === undefined ? call.succeed({}) : call.fail(failure)))
}
