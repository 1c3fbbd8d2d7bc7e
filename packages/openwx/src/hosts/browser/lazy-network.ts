import type { HttpPort } from '../../ports/http.js'
import type { SocketPort } from '../../ports/socket.js'
import { startLater } from './start-later.js'

/** A port whose code is loaded by its first exchange. */
export const createLazyHttp = (load: () => Promise<HttpPort>): HttpPort => {
  let loading: Promise<HttpPort> | undefined
  return {
    exchange: (request, sink) =>
      startLater(
        (loading ??= load()),
        (port) => port.exchange(request, sink),
        sink,
        'cancel',
        'pause',
        'resume',
      ),
  }
}

/** A port whose code is loaded by its first connection. */
export const createLazySockets = (load: () => Promise<SocketPort>): SocketPort => {
  let loading: Promise<SocketPort> | undefined
  return {
    connect: (request, sink) =>
      startLater(
        (loading ??= load()),
        (port) => port.connect(request, sink),
        sink,
        'abort',
        'send',
        'close',
      ),
  }
}
