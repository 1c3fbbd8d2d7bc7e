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
import { HandshakeError } from '../../ports/socket.js'
import { NetError, UnsupportedError } from '../../ports/http.js'
import type { Connector, ConnectorOptions } from './connector.js'
import { connectionTiming, createConnector } from './connector.js'
import { USER_AGENT } from './http.js'
import { toPortError } from './net-error.js'

/** A longer message ends the connection with 1009. */
const MAX_MESSAGE_BYTES = 100 * 1024 * 1024

/** WebSockets on `ws`, over the same connections as HTTP: names, certificates and forbidden addresses count. */
export const createNodeSockets = (options: Omit<ConnectorOptions, 'allowH2'> = {}): SocketPort => {
  const connector = createConnector(options)
  return { connect: (request, sink) => new NodeConnection(request, sink, connector) }
}

class NodeConnection implements SocketConnection {
  readonly #sink: SocketSink
  #socket: WebSocket | undefined
  /** What is being connected; `ws` does not know of it yet. */
  #connecting: Duplex | undefined
  #opened = false
  #over = false

  constructor(request: SocketRequest, sink: SocketSink, connector: Connector) {
    this.#sink = sink
    try {
      this.#dial(request, connector)
    } catch (error) {
      // The sink must not hear of it before the caller has its connection.
      queueMicrotask(() => this.#fail(new UnsupportedError((error as Error).message)))
    }
  }

  #dial(request: SocketRequest, connector: Connector): void {
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
    const socket = new WebSocket(request.url, [...request.protocols], {
      headers: headerRecord(request.headers),
      perMessageDeflate: request.perMessageDeflate,
      maxPayload: MAX_MESSAGE_BYTES,
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

  send(data: string | ArrayBuffer): void {
    const socket = this.#socket
    if (this.#over || socket?.readyState !== WebSocket.OPEN) return
    // A copy: what is compressed, or waits for the network, is read later.
    socket.send(typeof data === 'string' ? data : new Uint8Array(data.slice(0)))
  }

  close(code: number, reason: string): void {
    if (!this.#over) this.#socket?.close(code, reason)
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
  if (error instanceof NetError || error instanceof UnsupportedError) return error
  const { code } = error as NodeJS.ErrnoException
  // ws gives its objections to an answer no code, Node's parser one of its own.
  return code === undefined || code.startsWith('HPE_')
    ? new HandshakeError(undefined, { cause: error })
    : toPortError(error, false)
}
