import { concatBytes } from '../../codec/bytes.js'
import type { HeaderList, HttpPort, HttpRequest, HttpSink } from '../../ports/http.js'
import { BodyTooLargeError, NetError } from '../../ports/http.js'

/** A request as a handler sees it. */
export interface MemoryRequest {
  readonly method: string
  readonly url: URL
  readonly headers: HeaderList
  /** Empty when there is none. */
  readonly body: Uint8Array<ArrayBuffer>
}

/** What a handler answers. */
export interface MemoryReply {
  /** @default 200 */
  readonly status?: number
  /** @default none */
  readonly headers?: HeaderList | Readonly<Record<string, string>>
  /**
   * Text goes as UTF-8. Pieces of an async iterable arrive one by one; an error that it throws breaks the
   * response off. @default empty
   */
  readonly body?: string | Uint8Array<ArrayBuffer> | AsyncIterable<string | Uint8Array<ArrayBuffer>>
}

/** Answers every request of a memory host. What it throws, a {@link NetError} best, fails the request. */
export type MemoryHttpHandler = (request: MemoryRequest) => MemoryReply | Promise<MemoryReply>

const toBytes = (piece: string | Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> =>
  typeof piece === 'string' ? new TextEncoder().encode(piece) : piece

const toHeaderList = (headers: MemoryReply['headers'] = []): HeaderList =>
  Array.isArray(headers) ? (headers as HeaderList) : Object.entries(headers)

async function* pieces(body: MemoryReply['body'] = ''): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  if (typeof body === 'string' || body instanceof Uint8Array) {
    if (body.length > 0) yield toBytes(body)
    return
  }
  for await (const piece of body) if (piece.length > 0) yield toBytes(piece)
}

/** An HTTP port that asks a function. */
export const createMemoryHttp = (handler: MemoryHttpHandler): HttpPort => ({
  traits: { redirects: 'visible' },
  exchange: (request, sink) => {
    let cancelled = false
    let gate: Promise<void> | undefined
    let open: (() => void) | undefined

    const run = async () => {
      if (isOver()) return
      const reply = await handler({
        method: request.method,
        url: new URL(request.url),
        headers: request.headers,
        body: concatBytes(request.body === undefined ? [] : [toBytes(request.body)]),
      })
      if (isOver()) return
      sink.head({ status: reply.status ?? 200, headers: toHeaderList(reply.headers) })
      const bodiless = request.method === 'HEAD' || reply.status === 204 || reply.status === 304
      await pump(request, sink, bodiless ? '' : reply.body, isOver, () => gate)
    }
    const isOver = () => cancelled
    // Later, even for a handler that answers at once: the sink waits for `exchange` to return.
    void Promise.resolve()
      .then(run)
      .catch((error: unknown) => {
        if (isOver()) return
        cancelled = true
        sink.fail(error instanceof Error ? error : new NetError('FAILED', { cause: error }))
      })
    return {
      cancel: () => {
        cancelled = true
        open?.()
      },
      pause: () => {
        gate ??= new Promise((resolve) => (open = resolve))
      },
      resume: () => {
        open?.()
        gate = undefined
      },
    }
  },
})

const pump = async (
  { maxBodyBytes }: HttpRequest,
  sink: HttpSink,
  body: MemoryReply['body'],
  isOver: () => boolean,
  gate: () => Promise<void> | undefined,
): Promise<void> => {
  let received = 0
  for await (const piece of pieces(body)) {
    await gate()
    // Leaving the loop tells the body's generator that nobody listens any more.
    if (isOver()) return
    received += piece.length
    if (received > maxBodyBytes) throw new BodyTooLargeError(maxBodyBytes)
    sink.data(piece)
  }
  if (!isOver()) sink.end({ receivedBytes: received })
}
