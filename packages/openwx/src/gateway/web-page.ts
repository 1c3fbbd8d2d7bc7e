import { Readable } from 'node:stream'
import type { ReadableStream as NodeReadableStream } from 'node:stream/web'
import type { HeaderList } from '../ports/http.js'
import type { PageExchange, PageListener } from './page.js'
import type { Relay } from './relay.js'

/** Bytes that wait in a response before the target is slowed. */
const HIGH_WATER_BYTES = 64 * 1024

/** A page that is a `Request` and gets a `Response`. */
class WebPage implements PageExchange {
  readonly method: string
  readonly path: string
  readonly #request: Request
  readonly #respond: (response: Response) => void
  #controller: ReadableStreamDefaultController<Uint8Array> | undefined
  listener: PageListener | undefined

  constructor(request: Request, path: string, respond: (response: Response) => void) {
    this.method = request.method
    this.path = path
    this.#request = request
    this.#respond = respond
  }

  header(name: string): string | undefined {
    const value = this.#request.headers.get(name) ?? undefined
    // A server that makes requests for handlers may leave the host in the URL alone.
    return value === undefined && name === 'host' ? new URL(this.#request.url).host : value
  }

  body(): Readable | undefined {
    const { body } = this.#request
    return body === null ? undefined : Readable.fromWeb(body as NodeReadableStream)
  }

  answer(status: number, headers: HeaderList): void {
    const body = new ReadableStream<Uint8Array>(
      {
        start: (controller) => void (this.#controller = controller),
        pull: () => this.listener?.drained(),
        cancel: () => this.listener?.gone(),
      },
      new ByteLengthQueuingStrategy({ highWaterMark: HIGH_WATER_BYTES }),
    )
    const init = {
      status,
      headers: headers.map(([name, value]): [string, string] => [name, value]),
    }
    this.#respond(new Response(status === 204 ? null : body, init))
  }

  write(chunk: Uint8Array): boolean {
    this.#controller?.enqueue(chunk)
    return (this.#controller?.desiredSize ?? 0) > 0
  }

  end(): void {
    this.#controller?.close()
  }

  breakOff(reason: unknown = new TypeError('the relay broke off')): void {
    this.#controller?.error(reason)
  }
}

/** Relays one `Request` for `path`, counted from the gateway's base path. Rejects only when it is aborted. */
export const serveWeb = (relay: Relay, request: Request, path: string): Promise<Response> =>
  new Promise((resolve, reject: (reason: unknown) => void) => {
    const page = new WebPage(request, path, resolve)
    page.listener = relay.handle(page)
    const onAbort = () => {
      page.listener?.gone()
      page.breakOff(request.signal.reason)
      reject(request.signal.reason as Error)
    }
    if (request.signal.aborted) onAbort()
    else request.signal.addEventListener('abort', onAbort, { once: true })
  })
