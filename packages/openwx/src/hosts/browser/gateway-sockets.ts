import type { RelaySocketAnswer, RelaySocketRequest } from '../../codec/relay.js'
import { RELAY_SOCKET_PATH } from '../../codec/relay.js'
import { NetError, UnsupportedError } from '../../ports/http.js'
import type { SocketConnection, SocketPort, SocketSink } from '../../ports/socket.js'
import { HandshakeError } from '../../ports/socket.js'
import { neverOpens } from './direct-sockets.js'
import type { GatewayAddress } from './gateway-http.js'

/** WebSockets through a gateway: any header, and the whole answer of the handshake. */
export const createGatewaySockets = (gateway: GatewayAddress): SocketPort => {
  const endpoint = gateway.url.replace(/\/$/, '') + RELAY_SOCKET_PATH
  return {
    connect: (request, sink) => {
      const { headers, protocols, noDelay, perMessageDeflate } = request
      const first: RelaySocketRequest = {
        token: gateway.token ?? '',
        url: request.url,
        headers,
        protocols,
        noDelay,
        perMessageDeflate,
      }
      try {
        const url = new URL(endpoint, location.href).href.replace(/^http/, 'ws')
        return listen(new WebSocket(url), JSON.stringify(first), sink)
      } catch (error) {
        // A page that came by https may not open ws:.
        return neverOpens(sink, new UnsupportedError((error as Error).message))
      }
    },
  }
}

const listen = (socket: WebSocket, first: string, sink: SocketSink): SocketConnection => {
  let opened = false
  let over = false
  const hearAnswer = (data: unknown) => {
    const answer = parseAnswer(data)
    if (answer !== undefined && 'opening' in answer) {
      opened = true
      sink.open(answer.opening)
      return
    }
    over = true
    socket.close()
    sink.fail(
      answer === undefined
        ? new UnsupportedError('the gateway address is not a gateway')
        : failureOf(answer.error),
    )
  }
  socket.binaryType = 'arraybuffer'
  socket.onopen = () => socket.send(first)
  socket.onmessage = ({ data }: MessageEvent<string | ArrayBuffer>) => {
    if (over) return
    if (opened) sink.message(data)
    else hearAnswer(data)
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
      // Without a code the gateway drops the target.
      socket.close()
    },
  }
}

const parseAnswer = (data: unknown): RelaySocketAnswer | undefined => {
  try {
    const answer = JSON.parse(String(data)) as RelaySocketAnswer
    return 'opening' in answer || 'error' in answer ? answer : undefined
  } catch {
    return undefined
  }
}

const failureOf = (
  error: Extract<RelaySocketAnswer, { readonly error: unknown }>['error'],
): Error => {
  switch (error.kind) {
    case 'network':
      return new NetError(error.reason)
    case 'handshake':
      return new HandshakeError(error.status)
    case 'refused':
      return new UnsupportedError(error.message)
  }
}
