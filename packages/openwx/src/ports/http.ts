import type { HostBlob } from './files.js'

/**
 * What the library may ask of a host to make one HTTP exchange.
 *
 * The port is push style (a sink, not a promise of a stream): one exchange is a handful of plain
 * calls, so that a host on `undici.dispatch` or `fetch` adds nothing of weight to it, an abort is one
 * synchronous call, and back-pressure is {@link HttpExchange.pause}.
 */
export interface HttpPort {
  /**
   * Starts one exchange. Redirects are followed as {@link HttpSink.redirected} says, or shown as they were sent.
   *
   * The sink is never called before `exchange` has returned. It receives `head` once, then `data`
   * any number of times, then exactly one of `end` and `fail`; `fail` may come at any moment.
   * After {@link HttpExchange.cancel} the sink is not called again.
   */
  exchange(request: HttpRequest, sink: HttpSink): HttpExchange
}

/** Header fields in order, names as written; a name may occur more than once. */
export type HeaderList = readonly (readonly [name: string, value: string])[]

export interface HttpRequest {
  /** Upper case. */
  readonly method: string
  /** Absolute `http:` or `https:` URL as `URL.href` writes it, without user name, password and fragment. */
  readonly url: string
  readonly headers: HeaderList
  /** Absent: no body. Text is sent as UTF-8; parts one after the other, with the length of them all. */
  readonly body?: string | Uint8Array<ArrayBuffer> | readonly HttpBodyPart[]
  /**
   * `'whole'`: the body may come in one `data` call at the end, which is cheaper.
   * `'stream'`: every piece is handed over as it arrives.
   * `'file'`: the host keeps the body and hands it over at the end; `progress` tells how far it is.
   */
  readonly delivery: 'whole' | 'stream' | 'file'
  /**
   * What a host that is not shown redirects (a page without a relay) does with one: it follows without a word,
   * and shows only the last response, or refuses it as unsupported. Any other ignores this.
   */
  readonly redirect: 'follow' | 'error'
  /** Bytes of decoded body after which the exchange fails with a `BodyTooLargeError`. */
  readonly maxBodyBytes: number
  /** Hints without a guarantee. */
  readonly http2?: boolean
  readonly cache?: boolean
}

/** A blob is read as it is sent, and never held as a whole. */
export type HttpBodyPart = string | Uint8Array<ArrayBuffer> | HostBlob

export const isHostBlob = (part: HttpBodyPart): part is HostBlob =>
  typeof part === 'object' && 'size' in part

export interface HttpHead {
  readonly status: number
  readonly headers: HeaderList
  /** Where the response came from, when the host followed redirects by itself. */
  readonly url?: string
}

export interface HttpSink {
  head(head: HttpHead): void
  /** The bytes belong to the receiver: the host does not touch them again. */
  data(chunk: Uint8Array<ArrayBuffer>): void
  /**
   * Delivery `'file'`: decoded bytes so far, and how many there will be where that is known. Its `data` is
   * never called.
   */
  progress?(receivedBytes: number, expectedBytes: number | undefined): void
  /** Bytes of a body in parts that have left, the last time all of them. */
  sent?(sentBytes: number): void
  /**
   * Whether {@link sent} will be heard, asked when the body is about to leave: a page pays for it, as
   * listening makes a plain upload to another origin one with a preflight. @default true
   */
  hearsSent?(): boolean
  /**
   * Makes a host follow the redirects that it is shown: called before each hop, it returns the URL to go on
   * with. What it throws fails the exchange.
   * @param from The URL that answered with this location.
   */
  redirected?(location: string, from: string): string
  /**
   * A host that knows when things happened says so here. With delivery `'file'` the body comes too, which
   * from then on is the receiver's to keep or to discard.
   */
  end(timing?: HttpTiming, file?: HostBlob): void
  /** A `NetworkError`, `UnsupportedError`, `BodyTooLargeError` or `FileError`. */
  fail(error: Error): void
}

export interface HttpExchange {
  /** Ends the exchange and frees its connection. Harmless at any time, also twice. */
  cancel(): void
  /**
   * Stops reading from the peer, as far as the host can, until {@link resume}. Not for delivery `'file'`,
   * which goes as fast as the host's disk.
   */
  pause(): void
  resume(): void
}

/** Moments are milliseconds since 1970; what a host does not know is absent. */
export interface HttpTiming {
  readonly domainLookupStart?: number
  readonly domainLookupEnd?: number
  readonly connectStart?: number
  readonly connectEnd?: number
  readonly secureConnectStart?: number
  readonly secureConnectEnd?: number
  readonly requestStart?: number
  readonly requestEnd?: number
  readonly responseStart?: number
  readonly responseEnd?: number
  readonly peerAddress?: string
  readonly peerPort?: number
  /** ALPN style: `http/1.1`, `h2`, `h3`. */
  readonly protocol?: string
  readonly reused?: boolean
  readonly sentBytes?: number
  readonly receivedBytes?: number
}
