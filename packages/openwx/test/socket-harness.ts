import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach } from 'vitest'
import type { ClientOptions, ServerOptions, VerifyClientCallbackAsync } from 'ws'
import { WebSocket, WebSocketServer } from 'ws'
import type { RelaySocketAnswer, RelaySocketRequest } from '../src/codec/relay.js'
import type { GatewayServer } from '../src/gateway/index.js'

const open: (() => void)[] = []

afterEach(() => {
  for (const close of open.splice(0)) close()
})

/** A WebSocket server on a free port until the test ends; it echoes unless told otherwise. */
export const startSocketTarget = async (
  onSocket: (socket: WebSocket, request: IncomingMessage) => void = echoSocket,
  options: ServerOptions = {},
) => {
  const seen: IncomingMessage[] = []
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1', ...options })
  server.on('headers', (lines) => lines.push('X-Target: hello'))
  server.on('connection', (socket, request) => {
    seen.push(request)
    socket.on('error', () => undefined)
    onSocket(socket, request)
  })
  await once(server, 'listening')
  open.push(() => {
    for (const socket of server.clients) socket.terminate()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  return { url: `ws://127.0.0.1:${port}/`, origin: `http://127.0.0.1:${port}`, port, seen }
}

const unanswered: unknown[] = []

/** Leaves a handshake without an answer; `ws` knows by the two arguments that one may come later. */
export const neverAnswer: VerifyClientCallbackAsync = (_info, done) => void unanswered.push(done)

export const echoSocket = (socket: WebSocket): void =>
  void socket.on('message', (data, isBinary) => socket.send(data, { binary: isBinary }))

export type Message = string | Buffer

/** The page's own end of a relayed WebSocket, message by message. */
export class PageSocket {
  readonly socket: WebSocket
  readonly closed: Promise<[code: number, reason: string]>
  readonly #messages: Message[] = []
  #wake: () => void = () => undefined

  constructor(url: string, options: ClientOptions) {
    this.socket = new WebSocket(url, { perMessageDeflate: false, ...options })
    open.push(() => this.socket.terminate())
    this.socket.on('error', () => undefined)
    this.socket.on('message', (data, isBinary) => {
      this.#messages.push(isBinary ? (data as Buffer) : (data as Buffer).toString())
      this.#wake()
    })
    this.closed = new Promise((resolve) => {
      this.socket.on('close', (code, reason) => resolve([code, reason.toString()]))
    })
  }

  async next(): Promise<Message> {
    for (;;) {
      const message = this.#messages.shift()
      if (message !== undefined) return message
      await Promise.race([
        new Promise<void>((resolve) => (this.#wake = resolve)),
        this.closed.then(([code]) => {
          if (this.#messages.length === 0) throw new Error(`closed with ${code}`)
        }),
      ])
    }
  }

  async answer(): Promise<RelaySocketAnswer> {
    return JSON.parse(String(await this.next())) as RelaySocketAnswer
  }
}

/** Connects as a page of the gateway's own origin does, and says nothing yet. */
export const connectPage = (
  gateway: Pick<GatewayServer, 'url'>,
  options: ClientOptions = {},
): PageSocket =>
  new PageSocket(`${gateway.url.replace(/^http/, 'ws')}/socket`, {
    origin: new URL(gateway.url).origin,
    ...options,
  })

type Asked = Partial<Record<keyof RelaySocketRequest, unknown>>

export const firstMessage = (gateway: GatewayServer, asked: Asked): string =>
  JSON.stringify({
    token: gateway.token,
    headers: [],
    protocols: [],
    noDelay: true,
    perMessageDeflate: false,
    ...asked,
  })

/** Connects and asks. */
export const askPage = async (gateway: GatewayServer, asked: Asked): Promise<PageSocket> => {
  const page = connectPage(gateway)
  await once(page.socket, 'open')
  page.socket.send(firstMessage(gateway, asked))
  return page
}

/** Connects, asks, and hears what became of it. */
export const openPage = async (
  gateway: GatewayServer,
  asked: Asked,
): Promise<{ page: PageSocket; answer: RelaySocketAnswer }> => {
  const page = await askPage(gateway, asked)
  return { page, answer: await page.answer() }
}
