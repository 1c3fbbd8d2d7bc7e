import type { HeaderList } from '../../ports/http.js'
import { NetError } from '../../ports/net-error.js'
import type { SocketConnection, SocketPort, SocketRequest, SocketSink } from '../../ports/socket.js'

/** A handshake as a handler sees it. */
export interface MemorySocketRequest {
  readonly url: URL
  readonly headers: HeaderList
  readonly protocols: readonly string[]
}

/** The server's end of an open connection. All of it is harmless once the connection is over. */
export interface MemoryPeer {
  send(data: string | ArrayBuffer): void
  /** Without a code: a close frame without one, which the program sees as 1005. */
  close(code?: number, reason?: string): void
  /** Breaks the connection off; the program sees 1006. */
  drop(): void
}

/** How a server takes part in one connection; what is absent, it ignores. */
export interface MemoryServer {
  /** Fields of the handshake's answer. @default none */
  readonly headers?: HeaderList
  /** What it picks of the protocols that were offered. @default none */
  readonly protocol?: string
  open?(peer: MemoryPeer): void
  message?(data: string | ArrayBuffer, peer: MemoryPeer): void
  /** The program's end is closed, and the handshake of closing answered, or broken off (1006). */
  close?(code: number, reason: string): void
}

/**
 * Answers every handshake of a memory host. What it throws, a `NetError` or a `HandshakeError` best, fails
 * the connection.
 *
 * @example
 * const host = createHost({ socket: () => ({ message: (data, peer) => peer.send(data) }) })
 */
export type MemorySocketHandler = (
  request: MemorySocketRequest,
) => MemoryServer | Promise<MemoryServer>

/** A WebSocket port that asks a function. */
export const createMemorySockets = (handler: MemorySocketHandler): SocketPort => ({
  connect: (request, sink) => connect(handler, request, sink),
})

const connect = (
  handler: MemorySocketHandler,
  request: SocketRequest,
  sink: SocketSink,
): SocketConnection => {
  let over = false
  let server: MemoryServer | undefined

  /** In a later job, in order: that is all there is of a network. */
  const later = (job: () => void) =>
    queueMicrotask(() => {
      if (!over) job()
    })
  const end = (code: number, reason: string) => {
    over = true
    sink.close(code, reason)
  }
  const peer: MemoryPeer = {
    send: (data) => {
      const taken = copyOf(data)
      later(() => sink.message(taken))
    },
    close: (code = 1005, reason = '') => later(() => end(code, reason)),
    drop: () => later(() => end(1006, '')),
  }
  const run = async () => {
    if (isOver()) return
    const { url, headers, protocols } = request
    const answer = await handler({ url: new URL(url), headers, protocols })
    if (isOver()) return
    server = answer
    // Queued first: what the program sends at once comes behind it.
    later(() => answer.open?.(peer))
    sink.open({ headers: answer.headers ?? [], protocol: answer.protocol ?? '' })
  }
  const isOver = () => over

  void Promise.resolve()
    .then(run)
    .catch((error: unknown) => {
      if (isOver()) return
      over = true
      sink.fail(error instanceof Error ? error : new NetError('FAILED', { cause: error }))
    })
  return {
    send: (data) => {
      const taken = copyOf(data)
      later(() => server?.message?.(taken, peer))
    },
    close: (code, reason) =>
      later(() => {
        server?.close?.(code, reason)
        later(() => end(code, reason))
      }),
    abort: () => {
      if (over) return
      over = true
      server?.close?.(1006, '')
    },
  }
}

const copyOf = (data: string | ArrayBuffer): string | ArrayBuffer =>
  typeof data === 'string' ? data : data.slice(0)
