import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { createNodeHttp } from '../hosts/node/http.js'
import { createNodeSockets } from '../hosts/node/sockets.js'
import { createAccess } from './access.js'
import { assertPublicAddress, publicLookup } from './addresses.js'
import { serveNode } from './node-page.js'
import type { GatewayOptions } from './options.js'
import { createRelay } from './relay.js'
import { namesOf, serve } from './serve.js'
import { createSocketGate } from './sockets.js'
import { createTargetPolicy, HTTP_TARGETS, SOCKET_TARGETS } from './targets.js'
import { serveWeb } from './web-page.js'

export type { GatewayOptions } from './options.js'

export interface GatewayServer {
  /** What a page's `createHost({ gateway: { url, token } })` takes. */
  readonly url: string
  readonly token: string
  /** Ends every exchange, every connection and the server, and the gateway with it. */
  close(): Promise<void>
}

/** A relay that gives the pages it trusts what a browser forbids. */
export interface Gateway {
  /** What every request must carry; the page that may use the gateway is served with it. */
  readonly token: string
  /** One request of a page, as a function. Paths outside the gateway's are answered 404. */
  fetch(request: Request): Promise<Response>
  /** One request of a page on a Node server. Paths outside the gateway's go to `next`, or are answered 404. */
  middleware(request: IncomingMessage, response: ServerResponse, next?: () => void): void
  /**
   * One WebSocket of a page on a Node server.
   *
   * @returns Whether the path was the gateway's; if not, the socket was not touched.
   */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean
  /**
   * Starts a server of its own.
   *
   * @param options `port`: 0 is any free one. `host`: the address to bind. @default host '127.0.0.1'
   */
  listen(options: { port: number; host?: string }): Promise<GatewayServer>
  /** Ends every exchange and every connection to a target. What comes later is refused. */
  close(): Promise<void>
}

const DEFAULTS = {
  basePath: '/__openwx/gateway',
  maxRequestBytes: 256 * 1024 * 1024,
  maxResponseBytes: 4 * 1024 * 1024 * 1024,
  maxHeaderBytes: 240 * 1024,
  maxConcurrent: 256,
  maxSockets: 256,
  maxMessageBytes: 16 * 1024 * 1024,
  idleTimeoutMs: 300_000,
}
const TOKEN_BYTES = 24

/**
 * Makes a gateway: a page POSTs what it wants to ask for, and gets the target's answer as it was sent; WebSockets
 * likewise.
 *
 * @throws TypeError for an option that cannot be meant.
 * @example
 * const { url, token } = await createGateway({
 *   allow: ['https://api.example.com'],
 *   origins: ['http://localhost:5173'],
 * }).listen({ port: 8788 })
 */
export const createGateway = (options: GatewayOptions = {}): Gateway => {
  const settings = { ...DEFAULTS, ...definedOnly(options) }
  const { ca, hosts, lookup } = options
  const { maxMessageBytes } = settings
  const token = options.token ?? randomBytes(TOKEN_BYTES).toString('base64url')
  const access = createAccess({
    token,
    origins: options.origins ?? [],
    names: options.names ?? [],
  })
  // Two clients, so that a connection that was allowed for one origin is never used for another.
  const toPublic = { ca, lookup: publicLookup(lookup), checkAddress: assertPublicAddress }
  const toTrusted = { ca, hosts, lookup }
  const publicHttp = createNodeHttp({ ...toPublic, decode: false })
  const trustedHttp = createNodeHttp({ ...toTrusted, decode: false })
  const relay = createRelay({
    access,
    targetOf: createTargetPolicy(options, HTTP_TARGETS),
    limits: settings,
    maxConcurrent: settings.maxConcurrent,
    publicHttp,
    trustedHttp,
  })
  const sockets = createSocketGate({
    access,
    targetOf: createTargetPolicy(options, SOCKET_TARGETS),
    limits: settings,
    publicSockets: createNodeSockets({ ...toPublic, maxMessageBytes }),
    trustedSockets: createNodeSockets({ ...toTrusted, maxMessageBytes }),
  })

  const basePath = settings.basePath.replace(/\/+$/, '')
  /** What follows the base path, if it is there at all. */
  const pathOf = (url: string): string | undefined => {
    const path = url.split('?', 1)[0] ?? ''
    return path.startsWith(`${basePath}/`) ? path.slice(basePath.length) : undefined
  }

  const gateway: Gateway = {
    token,
    fetch(request) {
      const path = pathOf(new URL(request.url).pathname)
      return path === undefined
        ? Promise.resolve(new Response(null, { status: 404 }))
        : serveWeb(relay, request, path)
    },
    middleware(request, response, next) {
      const path = pathOf(request.url ?? '')
      if (path !== undefined) serveNode(relay, request, response, path)
      else if (next !== undefined) next()
      else response.writeHead(404, { 'content-length': '0' }).end()
    },
    upgrade(request, socket, head) {
      const path = pathOf(request.url ?? '')
      if (path === undefined) return false
      sockets.upgrade(request, socket, head, path)
      return true
    },
    async listen({ port, host = '127.0.0.1' }) {
      for (const name of namesOf(host)) access.addName(name)
      const server = await serve({
        port,
        host,
        idleTimeoutMs: settings.idleTimeoutMs,
        onRequest: (request, response) => gateway.middleware(request, response),
        onUpgrade: (request, socket, head) => {
          if (!gateway.upgrade(request, socket, head)) socket.destroy()
        },
      })
      return {
        url: server.origin + basePath,
        token,
        close: async () => {
          await gateway.close()
          await server.close()
        },
      }
    },
    async close() {
      relay.close()
      sockets.close()
      await Promise.all([publicHttp.close(), trustedHttp.close()])
    },
  }
  return gateway
}

/** An option that is given as `undefined` is one that is not given. */
const definedOnly = (options: GatewayOptions): GatewayOptions =>
  Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined))
