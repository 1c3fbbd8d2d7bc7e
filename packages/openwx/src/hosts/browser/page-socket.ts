import { NetworkError, UnsupportedError } from '../../ports/port-error.js'
import type { SocketConnection, SocketOpening, SocketSink } from '../../ports/socket.js'

/** What makes the program's socket out of the page's. */
export interface PageSocketPlan {
  /** Both may say no by throwing a port's error. */
  dial(): WebSocket
  /** The page's own handshake is done; the program's with it, if this returns its opening. */
  connected(socket: WebSocket): SocketOpening | undefined
  /** The first message, where that is the program's opening. */
  answered?(data: unknown): SocketOpening
}

/** A WebSocket of the page, as the port's connection. */
export const connectPageSocket = (
  sink: SocketSink,
  { dial, connected, answered }: PageSocketPlan,
): SocketConnection => {
  let socket: WebSocket | undefined
  let opened = false
  let over = false

  const open = (opening: SocketOpening | undefined) => {
    if (opening === undefined) return
    opened = true
    sink.open(opening)
  }
  const drop = () => {
    over = true
    // The nearest that a page has to dropping a connection; a gateway, told no code, drops the target.
    socket?.close()
  }
  const listen = (own: WebSocket) => {
    socket = own
    own.binaryType = 'arraybuffer'
    own.onopen = () => {
      if (!over) open(connected(own))
    }
    own.onmessage = ({ data }: MessageEvent<string | ArrayBuffer>) => {
      if (over) return
      if (opened) {
        sink.message(data)
        return
      }
      let opening: SocketOpening | undefined
      try {
        opening = answered?.(data)
      } catch (error) {
        drop()
        sink.fail(error as Error)
        return
      }
      open(opening)
    }
    // The error event says nothing, and this one follows it.
    own.onclose = ({ code, reason }) => {
      if (over) return
      over = true
      if (opened) sink.close(code, reason)
      else sink.fail(new NetworkError())
    }
  }

  try {
    listen(dial())
  } catch (error) {
    // A page that came by https may not open ws:.
    const failure =
      error instanceof UnsupportedError ? error : new UnsupportedError((error as Error).message)
    // The sink must not hear of it before the caller has its connection.
    queueMicrotask(() => {
      if (!over) sink.fail(failure)
    })
  }
  return {
    send: (data) => {
      if (!over) socket?.send(data)
    },
    close: (code, reason) => {
      if (!over) socket?.close(code, reason)
    },
    abort: () => {
      if (!over) drop()
    },
  }
}
