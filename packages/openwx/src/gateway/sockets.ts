import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import type { ServerOptions } from 'ws'
import { WebSocketServer } from 'ws'
import { RELAY_SOCKET_PATH } from '../codec/relay.js'
import type { NodeSockets } from '../hosts/node/sockets.js'
import type { Access } from './access.js'
import { Refusal } from './refusal.js'
import { parseSocketRequest } from './socket-request.js'
import { SocketRelay } from './socket-relay.js'
import type { Target } from './targets.js'
import { refuseUpgrade } from './upgrade.js'

export interface SocketGateOptions {
  readonly access: Access
  readonly targetOf: (url: string) => Target
  readonly limits: {
    readonly maxHeaderBytes: number
    readonly maxMessageBytes: number
    readonly maxSockets: number
    readonly idleTimeoutMs: number
  }
  /** Connects to public addresses only. */
  readonly publicSockets: NodeSockets
  /** Connects to targets that were named by whoever started the gateway. */
  readonly trustedSockets: NodeSockets
}

export interface SocketGate {
  /** @param path What follows the gateway's base path. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer, path: string): void
  /** Ends what runs, and refuses what comes. */
  close(): void
}

/** How long a page may take to answer a close frame, before its connection is closed. */
const CLOSE_TIMEOUT_MS = 2000

/**
 * Takes the pages' WebSockets. The page's own is opened at once, as a browser says nothing of why one was
 * refused; only a request that is from no page, or from none that is served, is not.
 */
export const createSocketGate = (options: SocketGateOptions): SocketGate => {
  const { access, targetOf, limits } = options
  const { maxHeaderBytes, maxSockets, idleTimeoutMs } = limits
  const serverOptions: ServerOptions & { closeTimeout: number } = {
    noServer: true,
    clientTracking: false,
    // They share a machine, mostly, and what is compressed may be a bomb.
    perMessageDeflate: false,
    maxPayload: limits.maxMessageBytes,
    // Its types do not know it yet.
    closeTimeout: CLOSE_TIMEOUT_MS,
  }
  const server = new WebSocketServer(serverOptions)
  /** Those that have not shown a token yet, and those that have: neither can crowd out the other. */
  const waiting = new Set<SocketRelay>()
  const running = new Set<SocketRelay>()
  let closed = false

  /** @throws Refusal */
  const admit = (request: IncomingMessage, path: string) => {
    if (path !== RELAY_SOCKET_PATH) throw new Refusal(404, 'the gateway has no WebSocket here')
    access.admit((name) => {
      const value = request.headers[name]
      return typeof value === 'string' ? value : undefined
    })
    if (closed) throw closedRefusal()
    if (waiting.size >= maxSockets) {
      throw new Refusal(429, 'too many WebSockets wait for their first message')
    }
  }

  return {
    upgrade(request, socket, head, path) {
      try {
        admit(request, path)
      } catch (error) {
        refuseUpgrade(
          socket,
          error instanceof Refusal ? error : new Refusal(500, 'the gateway failed'),
        )
        return
      }
      server.handleUpgrade(request, socket, head, (page) => {
        // The limit of messages is not for strangers: before the token, bytes are counted as they come.
        const release = limitBytes(socket, 2 * maxHeaderBytes)
        const relay = new SocketRelay(page, socket, {
          admit: (text) => {
            const asked = parseSocketRequest(text, maxHeaderBytes, (token) =>
              access.checkToken(token),
            )
            release()
            if (running.size >= maxSockets) {
              throw new Refusal(
                429,
                `the gateway relays at most ${maxSockets} WebSockets at a time`,
              )
            }
            const target = targetOf(asked.url)
            waiting.delete(relay)
            running.add(relay)
            const sockets = target.trusted ? options.trustedSockets : options.publicSockets
            return { request: asked, target, sockets }
          },
          idleTimeoutMs,
          onOver: () => {
            waiting.delete(relay)
            running.delete(relay)
          },
        })
        waiting.add(relay)
      })
    },
    close() {
      closed = true
      for (const relay of [...waiting, ...running]) relay.stop(closedRefusal())
    },
  }
}

const closedRefusal = () => new Refusal(503, 'the gateway is closed')

/** Breaks a connection that brings more. The result lifts the limit. */
const limitBytes = (socket: Duplex, maxBytes: number): (() => void) => {
  let bytes = 0
  const count = (chunk: Buffer) => {
    bytes += chunk.length
    if (bytes > maxBytes) socket.destroy()
  }
  socket.on('data', count)
  return () => void socket.off('data', count)
}
