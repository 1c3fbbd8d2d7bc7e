import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Readable } from 'node:stream'
import type { HeaderList } from '../ports/http.js'
import { linger } from './linger.js'
import type { PageExchange } from './page.js'
import type { Relay } from './relay.js'

/** A page that talks to a Node server. */
class NodePage implements PageExchange {
  readonly method: string
  readonly path: string
  readonly #request: IncomingMessage
  readonly #response: ServerResponse
  #flushed = false

  constructor(request: IncomingMessage, response: ServerResponse, path: string) {
    this.method = request.method ?? ''
    this.path = path
    this.#request = request
    this.#response = response
  }

  header(name: string): string | undefined {
    const value = this.#request.headers[name]
    return typeof value === 'string' ? value : undefined
  }

  body(): Readable | undefined {
    const { headers } = this.#request
    return Number(headers['content-length'] ?? 0) > 0 || headers['transfer-encoding'] !== undefined
      ? this.#request
      : undefined
  }

  answer(status: number, headers: HeaderList): void {
    this.#response.writeHead(status, headers.flat())
    // A head whose body has come with it leaves in one packet; one without must not wait for it.
    process.nextTick(() => {
      if (!this.#flushed) this.#response.flushHeaders()
    })
  }

  write(chunk: Uint8Array): boolean {
    this.#flushed = true
    return this.#response.write(chunk)
  }

  end(): void {
    this.#flushed = true
    this.#response.end()
  }

  breakOff(): void {
    this.#response.destroy()
  }
}

/** Relays what came to a Node server for `path`, counted from the gateway's base path. */
export const serveNode = (
  relay: Relay,
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
): void => {
  const listener = relay.handle(new NodePage(request, response, path))
  response.on('drain', () => listener?.drained())
  response.on('close', () => listener?.gone())
  // A write that crosses with the page's going away; `close` tells of it.
  response.on('error', () => undefined)
  response.on('finish', () => {
    if (!request.complete) linger(request)
  })
}
