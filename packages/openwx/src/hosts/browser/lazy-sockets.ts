import type { SocketConnection, SocketPort } from '../../ports/socket.js'

/** A port whose code is loaded by its first connection. */
export const createLazySockets = (load: () => Promise<SocketPort>): SocketPort => {
  let loading: Promise<SocketPort> | undefined
  return {
    connect: (request, sink) => {
      let aborted = false
      let connection: SocketConnection | undefined
      loading ??= load()
      loading.then(
        (port) => {
          if (!aborted) connection = port.connect(request, sink)
        },
        (error: unknown) => {
          if (!aborted) sink.fail(error as Error)
        },
      )
      return {
        // Nothing is sent or closed before it is open, and until then it may be no more than a promise.
        send: (data) => connection?.send(data),
        close: (code, reason) => connection?.close(code, reason),
        abort: () => {
          aborted = true
          connection?.abort()
        },
      }
    },
  }
}
