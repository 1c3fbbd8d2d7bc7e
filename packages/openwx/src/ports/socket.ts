import type { HeaderList, HttpTiming } from './http.js'

/**
 * What the library may ask of a host to hold one WebSocket: push style, as the HTTP port is.
 */
export interface SocketPort {
  /**
   * Dials once and follows no redirect.
   *
   * The sink is never called before `connect` has returned. It receives either `fail`, and that is
   * all, or `open`, then `message` any number of times, then exactly one `close`.
   * After {@link SocketConnection.abort} the sink is not called again.
   */
  connect(request: SocketRequest, sink: SocketSink): SocketConnection
}

export interface SocketRequest {
  /** Absolute `ws:` or `wss:` URL, percent-encoded, without a fragment. */
  readonly url: string
  /** Header fields of the handshake beyond those that make it one. */
  readonly headers: HeaderList
  /** Sub-protocols to offer, in order: tokens, none of them twice. */
  readonly protocols: readonly string[]
  /** TCP_NODELAY; a hint. */
  readonly noDelay: boolean
  /** Whether to offer compression; a hint. */
  readonly perMessageDeflate: boolean
}

export interface SocketOpening {
  /** The server's answer; empty where the host is not shown it. */
  readonly headers: HeaderList
  /** What the server picked of {@link SocketRequest.protocols}, or `''`. */
  readonly protocol: string
  /** For a host that knows when things happened. */
  readonly timing?: SocketTiming
}

export type SocketTiming = Pick<
  HttpTiming,
  'domainLookupStart' | 'domainLookupEnd' | 'connectStart' | 'connectEnd'
>

export interface SocketSink {
  open(opening: SocketOpening): void
  /** Text for a text frame; a buffer of its own, which the receiver owns, for a binary one. */
  message(data: string | ArrayBuffer): void
  /**
   * The connection is gone. What the peer said in its close frame; 1005 when it gave no code, 1006
   * when there was no such frame, as after a frame that breaks the protocol.
   */
  close(code: number, reason: string): void
  /** It never opened: a `NetworkError`, a `HandshakeError` or an `UnsupportedError`. */
  fail(error: Error): void
}

/** All of it is harmless once the connection is over. */
export interface SocketConnection {
  /**
   * Sends one frame, after all that were sent before. Not before `open`, not after `close`. The data is
   * taken before this returns: the caller may change its buffer afterwards.
   */
  send(data: string | ArrayBuffer): void
  /**
   * Begins the closing handshake, behind what was sent; not before `open`. The sink hears of its end,
   * however long the peer takes.
   * @param code 1000 or 3000–4999.
   * @param reason At most 123 bytes of UTF-8.
   */
  close(code: number, reason: string): void
  /** Drops the connection, or the attempt at one. Harmless at any time, also twice. */
  abort(): void
}
