import { concatBytes } from '../../codec/bytes.js'
import { declaredLength } from '../../codec/declared-length.js'
import type { HeaderList, HttpBodyPart, HttpPort, HttpRequest, HttpSink } from '../../ports/http.js'
import { isHostBlob } from '../../ports/http.js'
import { BodyTooLargeError } from '../../ports/port-error.js'
import { NetError } from '../../ports/net-error.js'
import type { MemoryBlob, MemoryDisk } from './disk.js'
import { createMemoryDisk } from './disk.js'

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

const partBytes = (part: HttpBodyPart): Uint8Array<ArrayBuffer> =>
  isHostBlob(part) ? (part as MemoryBlob).bytes : toBytes(part)

/** The whole body; one in parts tells of each that has left. */
const bodyBytes = (
  { body = [] }: HttpRequest,
  sink: HttpSink,
  isOver: () => boolean,
): Uint8Array<ArrayBuffer> => {
  if (typeof body === 'string' || body instanceof Uint8Array) return concatBytes([toBytes(body)])
  let sentBytes = 0
  const parts = body.map((part) => {
    const bytes = partBytes(part)
    sentBytes += bytes.length
    if (!isOver()) sink.sent?.(sentBytes)
    return bytes
  })
  return concatBytes(parts)
}

/**
 * An HTTP port that asks a function.
 * @param disk Keeps bodies of delivery `'file'`. @default one without a limit
 */
export const createMemoryHttp = (
  handler: MemoryHttpHandler,
  disk: MemoryDisk = createMemoryDisk(Infinity),
): HttpPort => ({
  exchange: (request, sink) => {
    let cancelled = false
    let gate: Promise<void> | undefined
    let open: (() => void) | undefined

    const run = async () => {
      if (isOver()) return
      const body = bodyBytes(request, sink, isOver)
      if (isOver()) return
      const reply = await handler({
        method: request.method,
        url: new URL(request.url),
        headers: Array.isArray(request.body)
          ? [...request.headers, ['content-length', String(body.length)]]
          : request.headers,
        body,
      })
      if (isOver()) return
      const headers = toHeaderList(reply.headers)
      sink.head({ status: reply.status ?? 200, headers })
      const bodiless = request.method === 'HEAD' || reply.status === 204 || reply.status === 304
      const content = bodiless ? '' : reply.body
      if (request.delivery === 'file') {
        await keep(request, sink, content, { isOver, disk, expected: declaredLength(headers) })
      } else {
        await pump(request, sink, content, isOver, () => gate)
      }
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

/** Delivery `'file'`. */
const keep = async (
  { maxBodyBytes }: HttpRequest,
  sink: HttpSink,
  body: MemoryReply['body'],
  {
    isOver,
    disk,
    expected,
  }: { isOver: () => boolean; disk: MemoryDisk; expected: number | undefined },
): Promise<void> => {
  const kept: Uint8Array<ArrayBuffer>[] = []
  let size = 0
  try {
    for await (const piece of pieces(body)) {
      if (isOver()) break
      if (size + piece.length > maxBodyBytes) throw new BodyTooLargeError(maxBodyBytes)
      disk.take(piece.length)
      kept.push(piece)
      size += piece.length
      sink.progress?.(size, expected)
    }
  } catch (error) {
    disk.free(size)
    throw error
  }
  if (isOver()) {
    disk.free(size)
    return
  }
  const file: MemoryBlob = { bytes: concatBytes(kept), size, free: () => disk.free(size) }
  sink.end({ receivedBytes: size }, file)
}
