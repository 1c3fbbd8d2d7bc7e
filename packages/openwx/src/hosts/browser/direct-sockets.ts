import { NetError, UnsupportedError } from '../../ports/http.js'
import type { HeaderList } from '../../ports/http.js'
import type { SocketConnection, SocketPort, SocketSink } from '../../ports/socket.js'
import { pageHeaders } from './headers.js'

/**
 * WebSockets straight from the page. The browser makes the handshake: it offers compression as it likes,
 * and neither takes header fields nor shows any, nor says why one failed.
 */
export const createDirectSockets = (): SocketPort => ({
  connect: (request, sink) => {
    const refused = refusedHeader(request.headers)
    if (refused !== undefined) {
      return neverOpens(
        sink,
        new UnsupportedError(
          `a page cannot set the header ${refused} of a WebSocket; use a gateway, or say it in the url or in protocols`,
        ),
      )
    }
    try {
      return listen(new WebSocket(request.url, [...request.protocols]), sink)
    } catch (error) {
      // A page that came by https may not open ws:.
      return neverOpens(sink, new UnsupportedError((error as Error).message))
    }
  },
})

/** The first name that was asked for in vain. What no program can set is left out everywhere. */
const refusedHeader = (headers: HeaderList): string | undefined => {
  const { allowed, refused } = pageHeaders(headers, false)
  return refused ?? allowed[0]?.[0]
}

const listen = (socket: WebSocket, sink: SocketSink): SocketConnection => {
  let opened = false
  let over = false
  socket.binaryType = 'arraybuffer'
  socket.onopen = () => {
    if (over) return
    opened = true
    sink.open({ headers: [], protocol: socket.protocol })
  }
  socket.onmessage = ({ data }: MessageEvent<string | ArrayBuffer>) => {
    if (!over) sink.message(data)
  }
  // The error event says nothing, and this one follows it.
  socket.onclose = ({ code, reason }) => {
    if (over) return
    over = true
    if (opened) sink.close(code, reason)
    else sink.fail(new NetError())
  }
  return {
    send: (data) => {
      if (!over) socket.send(data)
    },
    close: (code, reason) => {
      if (!over) socket.close(code, reason)
    },
    abort: () => {
      if (over) return
      over = true
      // The nearest that a page has to dropping a connection.
      socket.close()
    },
  }
}

export const neverOpens = (sink: SocketSink, error: Error): SocketConnection => {
  let over = false
  queueMicrotask(() => {
    if (!over) sink.fail(error)
  })
  return {
    send: () => undefined,
    close: () => undefined,
    abort: () => {
      over = true
    },
  }
}
