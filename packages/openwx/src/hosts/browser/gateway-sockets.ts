import type { RelaySocketAnswer, RelaySocketRequest } from '../../codec/relay.js'
import { RELAY_SOCKET_PATH } from '../../codec/relay.js'
import { NetError } from '../../ports/net-error.js'
import type { SocketPort } from '../../ports/socket.js'
import { HandshakeError, UnsupportedError } from '../../ports/port-error.js'
import type { GatewayAddress } from './gateway-http.js'
import { connectPageSocket } from './page-socket.js'

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
      return connectPageSocket(sink, {
        dial: () => new WebSocket(new URL(endpoint, location.href).href.replace(/^http/, 'ws')),
        connected: (socket) => {
          socket.send(JSON.stringify(first))
          return undefined
        },
        answered: (data) => {
          const answer = parseAnswer(data)
          if (answer === undefined) {
            throw new UnsupportedError('the gateway address is not a gateway')
          }
          if ('error' in answer) throw failureOf(answer.error)
          return answer.opening
        },
      })
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
