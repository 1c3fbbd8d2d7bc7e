import type { ApiContext } from '../../call/context.js'
import { WxError } from '../../call/error.js'
import type { Listeners } from '../../call/listeners.js'
import { createListeners } from '../../call/listeners.js'
import type { SocketConnection, SocketOpening, SocketRequest } from '../../ports/socket.js'
import { domainProblem } from './domain.js'
import { incomingHeader } from './header.js'
import type { SocketProfile } from './socket-profile.js'
import { createSocketProfile } from './socket-profile.js'
import type { CloseCause } from './socket-rules.js'
import { checkedClose, isMessage, openingFailure } from './socket-rules.js'

/** How long a peer may take to answer a close before its connection is dropped. */
const CLOSE_TIMEOUT_MS = 10_000

export const CONNECTING = 0
export const OPEN = 1
export const CLOSING = 2
export const CLOSED = 3
export type ReadyState = typeof CONNECTING | typeof OPEN | typeof CLOSING | typeof CLOSED

/** What the listeners of a task receive. */
export interface SocketEvents {
  open: {
    /** Of the handshake's answer; empty straight from a page. Since 2.0.0. */
    header: Record<string, string>
    /** Since 2.10.4. */
    profile: SocketProfile
  }
  message: {
    /** Text for a text frame, a buffer for a binary one. */
    data: string | ArrayBuffer
  }
  error: { errMsg: string }
  close: {
    /** 1005: the peer gave none. 1006: the connection was lost. */
    code: number
    reason: string
  }
}
export type SocketEventName = keyof SocketEvents

/** What the global listeners receive. */
export interface GlobalSocketEvents extends Omit<SocketEvents, 'open'> {
  open: Omit<SocketEvents['open'], 'profile'>
}

/** What one socket needs of the others. */
export interface SocketHub {
  /** Whether the network is taken away. */
  readonly suspended: boolean
  /** Whether the global listeners hear of this socket now. */
  hears(socket: Socket): boolean
  /** One for each event, of the global functions. */
  readonly listeners: { [K in SocketEventName]?: (event: GlobalSocketEvents[K]) => void }
  /** Its place is free from here on. */
  leave(socket: Socket): void
}

export interface SocketPlan {
  readonly request: SocketRequest
  /** The URL as the program wrote it. */
  readonly statedUrl: string
  /** For the handshake only. */
  readonly timeoutMs: number
}

/** One WebSocket of a program: its state, and the order of its events. */
export interface Socket {
  readonly readyState: ReadyState
  readonly listeners: { readonly [K in SocketEventName]: Listeners<SocketEvents[K]> }
  /** No effect on a socket that was closed before. */
  dial(): void
  /** Only while it is open. @throws WxError `invalid-argument` for what is no message. */
  send(data: unknown): void
  /**
   * One that never opened can be closed too, once, and then has a close event as well.
   * @throws WxError for a wrong code or reason, and when the socket is closing or closed.
   */
  close(options: object): void
  /** The network is gone. */
  interrupt(): void
  /** It never was: closed without an event. */
  refuse(): void
}

export const createSocket = (context: ApiContext, hub: SocketHub, plan: SocketPlan): Socket => {
  const { clock, sockets } = context.host
  const invokedAt = clock.now()
  let dialledAt = invokedAt
  let state: ReadyState = CONNECTING
  let connection: SocketConnection | undefined
  /** The one thing that is waited for: the handshake, or the end of an event's delay, or of closing. */
  let cancelTimer: (() => void) | undefined
  /** What the program closed it with. */
  let ownClose: CloseCause | undefined
  /** It never opened, its error was told, and it can be closed still. */
  let isFailed = false

  const wait = (delayMs: number, then: () => void) => {
    cancelTimer?.()
    cancelTimer = clock.after(delayMs, then)
  }
  const emit = <K extends SocketEventName>(
    name: K,
    event: SocketEvents[K],
    globalEvent: GlobalSocketEvents[K] = event,
  ) => {
    // A listener may connect again, which moves the binding; who hears of this event is settled now.
    const isHeard = hub.hears(socket)
    socket.listeners[name].emit(event)
    if (isHeard) hub.listeners[name]?.(globalEvent)
  }
  /** True for whoever ends the socket; everything that it held is free afterwards. */
  const finish = (): boolean => {
    if (state === CLOSED) return false
    state = CLOSED
    cancelTimer?.()
    connection?.abort()
    connection = undefined
    hub.leave(socket)
    return true
  }
  const neverOpened = (errMsg: string) => {
    if (!finish()) return
    isFailed = true
    emit('error', { errMsg })
  }
  /** Leaves the program a timer's tick to register its listeners. */
  const neverOpenedLater = (errMsg: string) => wait(0, () => neverOpened(errMsg))

  const gone = (cause: CloseCause) => {
    if (finish()) emit('close', ownClose ?? cause)
  }
  const opened = ({ headers, timing }: SocketOpening) => {
    cancelTimer?.()
    cancelTimer = undefined
    state = OPEN
    const header = context.since('2.0.0') && { header: incomingHeader(headers) }
    const marks = { invokedAt, dialledAt, openedAt: clock.now() }
    const profile = context.since('2.10.4') && { profile: createSocketProfile(marks, timing) }
    // Old base libraries have fewer fields than the types, which are the newest ones'.
    emit(
      'open',
      { ...header, ...profile } as SocketEvents['open'],
      { ...header } as GlobalSocketEvents['open'],
    )
  }

  const socket: Socket = {
    get readyState() {
      return state
    },
    listeners: {
      open: createListeners(context, 'SocketTask.onOpen'),
      message: createListeners(context, 'SocketTask.onMessage'),
      error: createListeners(context, 'SocketTask.onError'),
      close: createListeners(context, 'SocketTask.onClose'),
    },
    dial: () => {
      if (state !== CONNECTING) return
      if (hub.suspended) {
        neverOpened('connectSocket:fail interrupted')
        return
      }
      const problem = domainProblem(context, 'socket', plan.statedUrl)
      if (problem !== undefined) {
        neverOpenedLater(`createSocketTask:fail ${problem.message}`)
        return
      }
      dialledAt = clock.now()
      wait(plan.timeoutMs, () => neverOpened('Timer Expired'))
      connection = sockets.connect(plan.request, {
        open: opened,
        message: (data) => {
          // What still arrives while it is closing is nobody's any more.
          if (state === OPEN) emit('message', { data })
        },
        close: (code, reason) =>
          gone({ code, reason: code === 1006 && reason === '' ? 'abnormal closure' : reason }),
        fail: (error) => neverOpenedLater(openingFailure(error)),
      })
    },
    send: (data) => {
      if (!isMessage(data)) throw new WxError('invalid-argument', 'invalid data type')
      connection?.send(data)
    },
    close: (options) => {
      if (state >= CLOSING && !isFailed) throw new WxError('failed', 'wcwss taskID not exist')
      const cause = checkedClose(context.since('1.4.0') ? options : {})
      if (isFailed) {
        // Clients that reconnect close what failed, and wait for the close event.
        isFailed = false
        clock.after(0, () => emit('close', cause))
        return
      }
      ownClose = cause
      if (state === CONNECTING) {
        connection?.abort()
        connection = undefined
        wait(0, () => gone(cause))
      } else {
        wait(CLOSE_TIMEOUT_MS, () => gone(cause))
        connection?.close(cause.code, cause.reason)
      }
      state = CLOSING
    },
    interrupt: () => {
      if (state === CONNECTING) neverOpened('connectSocket:fail interrupted')
      else gone({ code: 1006, reason: 'interrupted' })
    },
    refuse: () => {
      state = CLOSED
    },
  }
  return socket
}
