import type { Readable } from 'node:stream'
import type { Dispatcher } from 'undici'
import { Agent } from 'undici'
import { declaredLength } from '../../codec/declared-length.js'
import type {
  HeaderList,
  HttpBodyPart,
  HttpExchange,
  HttpPort,
  HttpRequest,
  HttpSink,
  HttpTiming,
} from '../../ports/http.js'
import { BodyTooLargeError, UnsupportedError } from '../../ports/port-error.js'
import { bodyPieces, bodySize } from './body.js'
import type { ConnectorOptions } from './connector.js'
import { createConnector } from './connector.js'
import type { Decoder } from './decoder.js'
import { ACCEPT_ENCODING, createDecoder, isEncoded } from './decoder.js'
import type { NodeFiles } from './files.js'
import { holdReading } from './held-reading.js'
import { toPortError } from './net-error.js'
import { headerList } from './raw-headers.js'
import type { Scratch } from './scratch.js'
import { isReplayable, urlParts } from './request-parts.js'
import type { SentOn } from './timing.js'
import { createTiming, timingSoFar, trackDispatch } from './timing.js'

/** Larger response heads fail with `RESPONSE_HEADERS_TOO_BIG`; Chromium's own limit. */
const MAX_HEADER_BYTES = 256 * 1024
export const USER_AGENT = 'openwx'
const LENGTH_MISMATCH = 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH'

export interface NodeHttpOptions extends Omit<ConnectorOptions, 'allowH2'> {
  /** Carries every exchange instead of the host's own connections, for proxies and mocks. */
  readonly dispatcher?: Dispatcher | undefined
  /** Undo Content-Encoding. A relay leaves it to the page. @default true */
  readonly decode?: boolean
  /** Keeps bodies of delivery `'file'`. @default such exchanges fail as unsupported */
  readonly files?: NodeFiles
}

/**
 * A request whose body may also come piece by piece. Its length, where it is known, is the caller's
 * `content-length` field; without one the body goes out chunked. A stream is destroyed when the
 * exchange is over, and a request with one is never sent twice.
 */
export interface NodeHttpRequest extends Omit<HttpRequest, 'body'> {
  readonly body?: HttpRequest['body'] | Readable
}

export interface NodeHttpExchange extends HttpExchange {
  /** What is known so far; from the head on that is everything but the end. */
  timing(): HttpTiming
}

export interface NodeHttp extends HttpPort {
  exchange(request: NodeHttpRequest, sink: HttpSink): NodeHttpExchange
  /** Ends every connection. */
  close(): Promise<void>
}

/** HTTP on `undici.dispatch`, with raw header names. */
export const createNodeHttp = (options: NodeHttpOptions = {}): NodeHttp => {
  const agents = new Map<boolean, Agent>()
  const dispatcherFor = (http2: boolean): Dispatcher => {
    if (options.dispatcher !== undefined) return options.dispatcher
    let agent = agents.get(http2)
    if (agent === undefined) {
      agent = new Agent({
        connect: createConnector({ ...options, allowH2: http2 }),
        allowH2: http2,
        // Time-outs are the caller's.
        headersTimeout: 0,
        bodyTimeout: 0,
        maxHeaderSize: MAX_HEADER_BYTES,
      })
      agents.set(http2, agent)
    }
    return agent
  }

  return {
    exchange: (request, sink) =>
      new NodeExchange(request, sink, dispatcherFor(request.http2 ?? false), options).start(),
    close: async () => {
      const open = [...agents.values()]
      agents.clear()
      await Promise.all(open.map((agent) => agent.destroy()))
    },
  }
}

const IDEMPOTENT = new Set(['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE', 'TRACE'])

/** One exchange. A class, since undici's handler is one too and this saves an object per request. */
class NodeExchange implements NodeHttpExchange, Dispatcher.DispatchHandler {
  readonly #request: NodeHttpRequest
  readonly #sink: HttpSink
  readonly #dispatcher: Dispatcher
  readonly #options: NodeHttpOptions
  #pieces: ReturnType<typeof bodyPieces> | undefined
  #controller: Dispatcher.DispatchController | undefined
  #decoder: Decoder | undefined
  #scratch: Scratch | undefined
  #expectedBytes: number | undefined
  #sentOn: SentOn | undefined
  /** What undici had read already when it was told to pause. */
  readonly #backlog: Buffer[] = []
  #hasEnded = false
  /** Lets the connection be read again. */
  #letGo: (() => void) | undefined
  #over = false
  #paused = false
  #isDispatching = false
  #retried = false
  #headArrived = false
  #bodiless = false
  #responseStart = 0
  #bodyBytes = 0

  constructor(
    request: NodeHttpRequest,
    sink: HttpSink,
    dispatcher: Dispatcher,
    options: NodeHttpOptions,
  ) {
    this.#request = request
    this.#sink = sink
    this.#dispatcher = dispatcher
    this.#options = options
  }

  start(): this {
    const { method, url, headers, body } = this.#request
    const { origin, host, path } = urlParts(url)
    const flat: string[] = []
    let acceptsEncoding = false
    for (const [name, value] of headers) {
      flat.push(name, value)
      if (name.toLowerCase() === 'accept-encoding') acceptsEncoding = true
    }
    // Some servers answer nobody who does not say who he is.
    flat.push('user-agent', USER_AGENT)
    if (!acceptsEncoding) flat.push('accept-encoding', ACCEPT_ENCODING)
    if (isParts(body)) {
      flat.push('content-length', String(bodySize(body)))
      this.#pieces = bodyPieces(body, (bytes) => {
        if (!this.#over) this.#sink.sent?.(bytes)
      })
    }
    this.#isDispatching = true
    try {
      trackDispatch(
        () =>
          this.#dispatcher.dispatch(
            {
              origin,
              path: method === 'CONNECT' ? host : path,
              method,
              headers: flat,
              // undici takes what can be iterated over, which its types leave out.
              body: (isParts(body) ? (this.#pieces as unknown as Readable) : body) ?? null,
            },
            this,
          ),
        (sentOn) => (this.#sentOn = sentOn),
      )
    } catch (error) {
      // The sink must not hear of it before `exchange` has returned.
      queueMicrotask(() => this.#fail(error as Error))
    }
    this.#isDispatching = false
    return this
  }

  timing(): HttpTiming {
    return timingSoFar(this.#sentOn, this.#responseStart)
  }

  cancel(): void {
    if (this.#over) return
    this.#release()
    void this.#scratch?.discard()
    this.#controller?.abort(new Error('cancelled'))
  }

  pause(): void {
    this.#paused = true
    if (this.#decoder === undefined) this.#pauseSource()
    else this.#decoder.pause()
  }

  resume(): void {
    this.#paused = false
    if (this.#decoder === undefined) this.#catchUp()
    else this.#decoder.resume()
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller
    if (this.#over) controller.abort(new Error('cancelled'))
  }

  onRequestUpgrade(
    controller: Dispatcher.DispatchController,
    status: number,
    headers: Record<string, string | string[] | undefined>,
    socket: { destroy(): void },
  ): void {
    // A tunnel was asked for (CONNECT): its answer is the response, and nothing goes through it.
    socket.destroy()
    this.onResponseStart(controller, status, headers)
    this.onResponseEnd()
  }

  onResponseStart(
    controller: Dispatcher.DispatchController,
    status: number,
    headers: Record<string, string | string[] | undefined>,
  ): void {
    if (this.#over || status < 200) return
    this.#headArrived = true
    this.#bodiless = status === 204 || status === 304
    this.#responseStart = Date.now()
    const list = headerList(controller, headers)
    const encoding = headers['content-encoding']
    const { decode = true } = this.#options
    if (decode && typeof encoding === 'string' && isEncoded(encoding)) {
      this.#decoder = createDecoder(encoding, {
        data: (chunk) => this.#deliver(chunk),
        end: () => this.#end(),
        fail: (error) => this.#giveUp(error),
        pauseSource: () => this.#pauseSource(),
        resumeSource: () => this.#resumeSource(),
      })
    }
    this.#sink.head({ status, headers: list })
    if (this.#isOver()) return
    if (this.#request.delivery === 'file') this.#openScratch(list)
    if (this.#paused) this.pause()
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.#over) return
    if (this.#decoder !== undefined) this.#decoder.write(chunk)
    else if (this.#paused) this.#backlog.push(chunk)
    else this.#deliver(chunk)
  }

  onResponseEnd(): void {
    // Another exchange may use the connection, however long the decoder takes.
    this.#letSourceGo()
    if (this.#over) return
    if (this.#decoder !== undefined) this.#decoder.end()
    else if (this.#paused) this.#hasEnded = true
    else this.#end()
  }

  onResponseError(controller: Dispatcher.DispatchController | undefined, error: Error): void {
    if (this.#over) return
    if (this.#isDispatching) {
      queueMicrotask(() => this.onResponseError(controller, error))
      return
    }
    // A 304 may name the length that a 200 would have; undici misses the bytes.
    if (this.#bodiless && (error as NodeJS.ErrnoException).code === LENGTH_MISMATCH) {
      this.onResponseEnd()
      return
    }
    // The server may close an idle connection just as it is used again; a new one settles the question.
    if (
      !this.#headArrived &&
      !this.#retried &&
      this.#sentOn?.reused === true &&
      IDEMPOTENT.has(this.#request.method) &&
      isReplayable(this.#request.body)
    ) {
      this.#retried = true
      this.#sentOn = undefined
      this.start()
      return
    }
    this.#fail(error)
  }

  /** Gives what has waited, until it is told to pause again. */
  #catchUp(): void {
    while (!this.#paused) {
      const chunk = this.#backlog.shift()
      if (chunk === undefined) {
        if (this.#hasEnded) this.#end()
        else this.#resumeSource()
        return
      }
      this.#deliver(chunk)
    }
  }

  #pauseSource(): void {
    const socket = this.#sentOn?.socket
    // Several streams share a connection of HTTP/2.
    const isShared = (socket as { alpnProtocol?: unknown } | undefined)?.alpnProtocol === 'h2'
    if (socket === undefined || isShared) this.#controller?.pause()
    else this.#letGo ??= holdReading(socket)
  }

  #resumeSource(): void {
    if (this.#letGo === undefined) this.#controller?.resume()
    else this.#letSourceGo()
  }

  #letSourceGo(): void {
    this.#letGo?.()
    this.#letGo = undefined
  }

  #deliver(chunk: Buffer): void {
    if (this.#over) return
    this.#bodyBytes += chunk.length
    if (this.#bodyBytes > this.#request.maxBodyBytes) {
      this.cancel()
      this.#sink.fail(new BodyTooLargeError(this.#request.maxBodyBytes))
      return
    }
    if (this.#scratch !== undefined) {
      this.#scratch.write(chunk)
      this.#sink.progress?.(this.#bodyBytes, this.#expectedBytes)
      return
    }
    // undici and zlib allocate each chunk and do not touch it again.
    this.#sink.data(chunk as Uint8Array<ArrayBuffer>)
  }

  #openScratch(headers: HeaderList): void {
    const { files } = this.#options
    this.#expectedBytes = declaredLength(headers)
    try {
      if (files === undefined) throw new UnsupportedError('there is no place for files')
      this.#scratch = files.createScratch({
        pause: () => this.pause(),
        resume: () => this.resume(),
        fail: (error) => this.#giveUp(error),
      })
    } catch (error) {
      this.#giveUp(error as Error)
    }
  }

  #end(): void {
    if (this.#over) return
    const timing = createTiming(this.#sentOn, this.#responseStart)
    if (this.#scratch === undefined) {
      this.#release()
      this.#sink.end(timing)
      return
    }
    // The disk may lag behind, and may still fail.
    void this.#scratch.finish().then((file) => {
      if (this.#over) return
      this.#release()
      this.#sink.end(timing, file)
    })
  }

  #isOver(): boolean {
    return this.#over
  }

  /** Ends the exchange for a reason that is not the connection's. */
  #giveUp(error: Error): void {
    this.#fail(error)
    this.#controller?.abort(error)
  }

  /** The exchange is over: nothing is read or heard any more. */
  #release(): void {
    this.#over = true
    this.#letSourceGo()
    this.#decoder?.destroy()
    // Closes the file that it reads from; a server may answer before it has read all.
    void this.#pieces?.return()
  }

  #fail(error: Error): void {
    if (this.#over) return
    this.#release()
    void this.#scratch?.discard()
    this.#sink.fail(
      (error as NodeJS.ErrnoException).code === 'UND_ERR_INVALID_ARG'
        ? new UnsupportedError(error.message)
        : toPortError(error, this.#headArrived),
    )
  }
}

const isParts = (body: NodeHttpRequest['body']): body is readonly HttpBodyPart[] =>
  Array.isArray(body)
