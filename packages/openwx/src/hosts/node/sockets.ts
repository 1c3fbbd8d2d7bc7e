import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocket } from 'ws'
import type { HeaderList } from '../../ports/http.js'
import type {
  SocketConnection,
  SocketPort,
  SocketRequest,
  SocketSink,
  SocketTiming,
} from '../../ports/socket.js'
import { HandshakeError, PortError, UnsupportedError } from '../../ports/port-error.js'
import type { Connector, ConnectorOptions } from './connector.js'
import { connectionTiming, createConnector } from './connector.js'
import { USER_AGENT } from './http.js'
import { toPortError } from './net-error.js'

const MAX_MESSAGE_BYTES = 100 * 1024 * 1024
/** How long a peer may take to close the connection, once it has said that it will. */
const END_TIMEOUT_MS = 2000

export interface NodeSocketsOptions extends Omit<ConnectorOptions, 'allowH2'> {
  /** A longer message ends the connection with 1009. @default 104857600 (100 MiB) */
  readonly maxMessageBytes?: number
}

export interface NodeSocketSink extends SocketSink {
  /** The peer asked whether anybody is there; the answer has been given. */
  ping?(): void
}

/** What a relay needs beyond the port. */
export interface NodeSocketConnection extends SocketConnection {
  /** Bytes that were sent and have not left. */
  readonly bufferedBytes: number
  /** @param onSent Called when it has left, or when the connection broke before. */
  send(data: string | ArrayBuffer, onSent?: () => void): void
  /** @param code Any that a close frame can carry; none for a frame without one. */
  close(code: number | undefined, reason: string): void
  /** Stops reading from the peer until {@link resume}. */
  pause(): void
  resume(): void
}

export interface NodeSockets extends SocketPort {
  connect(request: SocketRequest, sink: NodeSocketSink): NodeSocketConnection
}

/** WebSockets on `ws`, over the same connections as HTTP: names, certificates and forbidden addresses count. */
export const createNodeSockets = (options: NodeSocketsOptions = {}): NodeSockets => {
  const connector = createConnector(options)
  const { maxMessageBytes = MAX_MESSAGE_BYTES } = options
  return {
    connect: (request, sink) => new NodeConnection(request, sink, connector, maxMessageBytes),
  }
}

/**
 * Does not wait long for a peer that has sent its close frame. `ws` counts its `closeTimeout` from our own close on,
 * when a slow peer has still to read what was sent before.
 */
class EndingSocket extends WebSocket {
  #timer: NodeJS.Timeout | undefined

  /** What the program closes with. */
  closeOwn(code: number | undefined, reason: string): void {
    super.close(code, reason)
  }

  /** `ws` itself answers each close frame with this, and says nothing else of its arrival. */
  override close(code?: number, reason?: string | Buffer): void {
    super.close(code, reason)
    if (this.readyState !== WebSocket.CLOSING || this.#timer !== undefined) return
    this.#timer = setTimeout(() => this.terminate(), END_TIMEOUT_MS)
    this.once('close', () => clearTimeout(this.#timer))
  }
}

class NodeConnection implements NodeSocketConnection {
  readonly #sink: NodeSocketSink
  #socket: EndingSocket | undefined
  /** What is being connected; `ws` does not know of it yet. */
  #connecting: Duplex | undefined
  #opened = false
  #over = false

  constructor(
    request: SocketRequest,
    sink: NodeSocketSink,
    connector: Connector,
    maxMessageBytes: number,
  ) {
    this.#sink = sink
    try {
      this.#dial(request, connector, maxMessageBytes)
    } catch (error) {
      // The sink must not hear of it before the caller has its connection.
      queueMicrotask(() => this.#fail(new UnsupportedError((error as Error).message)))
    }
  }

  #dial(request: SocketRequest, connector: Connector, maxMessageBytes: number): void {
    const { protocol, hostname, host, port } = new URL(request.url)
    const target = {
      hostname,
      host,
      port,
      protocol: protocol === 'wss:' ? 'https:' : 'http:',
    }
    // Not the returned socket but the callback's: only that one has passed every check.
    const createConnection = (
      _options: unknown,
      onConnected: (
        ...result: [error: null, socket: Duplex] | [error: Error, socket: null]
      ) => void,
    ) => {
      this.#connecting = connector(target, (...result) => {
        this.#connecting = undefined
        onConnected(...result)
      })
    }
    const socket = new EndingSocket(request.url, [...request.protocols], {
      headers: headerRecord(request.headers),
      perMessageDeflate: request.perMessageDeflate,
      maxPayload: maxMessageBytes,
      // Its type knows only the form that returns a socket; Node takes both.
      createConnection: createConnection as never,
    })
    this.#socket = socket
    socket.binaryType = 'arraybuffer'
    let response: IncomingMessage | undefined
    socket.on('upgrade', (answer) => (response = answer))
    socket.on('open', () => {
      if (this.#over || response === undefined) return
      this.#opened = true
      const connection = response.socket
      connection.setNoDelay(request.noDelay)
      this.#sink.open({
        headers: headerPairs(response.rawHeaders),
        protocol: socket.protocol,
        ...timingOf(connection),
      })
      // Nobody asks again, and it holds buffers.
      response = undefined
    })
    socket.on('message', (data, isBinary) => {
      if (this.#over) return
      // By the binary type above, bytes are an ArrayBuffer and text is a Buffer.
      this.#sink.message(isBinary ? (data as ArrayBuffer) : (data as Buffer).toString())
    })
    socket.on('ping', () => {
      if (!this.#over) this.#sink.ping?.()
    })
    socket.on('unexpected-response', (_request, { statusCode }) => {
      this.#fail(new HandshakeError(statusCode))
      socket.terminate()
    })
    socket.on('error', (error) => {
      if (!this.#opened) this.#fail(toSocketError(error))
      // A peer that breaks the protocol is not waited for; `close` tells of it.
      else socket.terminate()
    })
    socket.on('close', (code, reason) => {
      if (this.#over) return
      this.#over = true
      this.#sink.close(code, reason.toString())
    })
  }

  get bufferedBytes(): number {
    return this.#socket?.bufferedAmount ?? 0
  }

  send(data: string | ArrayBuffer, onSent?: () => void): void {
    const socket = this.#socket
    if (this.#over || socket?.readyState !== WebSocket.OPEN) return
    // A copy: what is compressed, or waits for the network, is read later.
    socket.send(typeof data === 'string' ? data : new Uint8Array(data.slice(0)), onSent)
  }

  close(code: number | undefined, reason: string): void {
    if (!this.#over) this.#socket?.closeOwn(code, reason)
  }

  pause(): void {
    this.#socket?.pause()
  }

  resume(): void {
    this.#socket?.resume()
  }

  abort(): void {
    this.#over = true
    this.#connecting?.destroy()
    this.#socket?.terminate()
  }

  #fail(error: Error): void {
    if (this.#over) return
    this.#over = true
    this.#sink.fail(error)
  }
}

/** Fields that differ only by case are one field with several values. */
const headerRecord = (headers: HeaderList): Record<string, string[]> => {
  const fields = new Map<string, [name: string, values: string[]]>()
  for (const [name, value] of [...headers, ['User-Agent', USER_AGENT] as const]) {
    const lower = name.toLowerCase()
    const field = fields.get(lower)
    if (field === undefined) fields.set(lower, [name, [value]])
    else field[1].push(value)
  }
  return Object.fromEntries(fields.values())
}

const headerPairs = (raw: readonly string[]): HeaderList => {
  const headers: [string, string][] = []
  for (let i = 0; i + 1 < raw.length; i += 2) headers.push([raw[i] ?? '', raw[i + 1] ?? ''])
  return headers
}

const timingOf = (socket: object): { timing: SocketTiming } | undefined => {
  const connection = connectionTiming(socket)
  if (connection === undefined) return undefined
  const { startedAt, lookedUpAt = startedAt, readyAt = startedAt } = connection
  return {
    timing: {
      domainLookupStart: startedAt,
      domainLookupEnd: lookedUpAt,
      connectStart: lookedUpAt,
      connectEnd: readyAt,
    },
  }
}

const toSocketError = (error: Error): Error => {
  if (error instanceof PortError) return error
  const { code } = error as NodeJS.ErrnoException
  // ws gives its objections to an answer no code, Node's parser one of its own.
  return code === undefined || code.startsWith('HPE_')
    ? new HandshakeError(undefined, { cause: error })
    : toPortError(error, false)
}
