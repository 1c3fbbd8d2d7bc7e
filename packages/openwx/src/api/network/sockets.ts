import type { ApiContext } from '../../call/context.js'
import { WxError } from '../../call/error.js'
import type { Socket, SocketHub, SocketPlan } from './socket.js'
import { CLOSED, CLOSING, CONNECTING, OPEN, createSocket } from './socket.js'
import { createSuspension, interrupted } from './suspension.js'

/** The sockets of one `wx` object, and the one that its global functions mean. */
export interface Sockets extends SocketHub {
  /** The earliest that was alive at a `connectSocket`; it may be closed by now. */
  readonly bound: Socket | undefined
  /**
   * Makes a socket that waits for {@link start}, or a closed one with the reason why.
   * Before 1.7.0 there is one at a time, and this closes the one before.
   */
  add(plan: SocketPlan): { readonly socket: Socket; readonly refusal?: WxError }
  /** Dials, as soon as it may. */
  start(socket: Socket): void
}

const TOO_MANY_SOCKETS = 600007

/** Use through `context.shared`. */
export const createSockets = (context: ApiContext): Sockets => {
  const suspension = context.shared(createSuspension)
  const isSingle = !context.since('1.7.0')
  const { maxSockets } = context.app
  /** Everything that is not closed, and whether it may dial. */
  const alive = new Map<Socket, boolean>()
  let bound: Socket | undefined

  suspension.onSuspend(() => {
    // One that has not started yet has a call to end first, and finds out itself.
    for (const [socket, started] of [...alive]) if (started) socket.interrupt()
  })

  const refusalNow = (): WxError | undefined => {
    if (suspension.active) return interrupted()
    return !isSingle && alive.size >= maxSockets
      ? new WxError('too-many-sockets', `fail reach max websocket connect count ${maxSockets}`, {
          errno: TOO_MANY_SOCKETS,
        })
      : undefined
  }

  const sockets: Sockets = {
    get bound() {
      return bound
    },
    get suspended() {
      return suspension.active
    },
    hears: (socket) => isSingle || socket === bound,
    listeners: {},
    add: (plan) => {
      const socket = createSocket(context, sockets, plan)
      const refusal = refusalNow()
      if (refusal !== undefined) {
        socket.refuse()
        return { socket, refusal }
      }
      if (isSingle) for (const other of alive.keys()) closeOnce(other)
      alive.set(socket, false)
      if (isSingle || bound === undefined || bound.readyState === CLOSED) bound = socket
      return { socket }
    },
    start: (socket) => {
      if (!alive.has(socket)) return
      alive.set(socket, true)
      if (!isSingle || alive.size === 1) socket.dial()
    },
    leave: (socket) => {
      alive.delete(socket)
      if (!isSingle || alive.size !== 1) return
      for (const [next, started] of alive) {
        if (started && next.readyState === CONNECTING) next.dial()
      }
    },
  }
  return sockets
}

const closeOnce = (socket: Socket): void => {
  // One that is closing already needs no telling.
  if (socket.readyState < CLOSING) socket.close({})
}

/** Hands one message to the host. @throws WxError `interrupted`, `invalid-argument`, or `failed` with `notOpen`. */
export const sendTo = (
  sockets: Sockets,
  socket: Socket | undefined,
  data: unknown,
  notOpen: string,
): void => {
  if (sockets.suspended) throw interrupted()
  if (socket?.readyState !== OPEN) throw new WxError('failed', notOpen)
  socket.send(data)
}
