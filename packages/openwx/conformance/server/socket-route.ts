import type { HeaderList } from '../../src/ports/http.js'
import type { FixtureRequest, RouteTools } from './fixture.js'

/**
 * Ways for an open connection to go wrong, after a handshake as it should be. Whoever does one of these
 * says nothing any more and answers no close. A page cannot leave such a server: the case's `release`
 * breaks the connection.
 */
export type SocketFault =
  /** Nothing at all. */
  | 'mute'
  /** The first bytes of a frame. */
  | 'half-frame'
  /** A text frame that is no UTF-8. */
  | 'bad-text'
  /** A frame masked as only a client's may be. */
  | 'masked'
  /** A frame longer than the protocol can say. */
  | 'oversized'
  | 'bad-opcode'
  /** A bit that an extension would have to give a meaning. */
  | 'reserved-bit'
  /** The rest of a message that never began. */
  | 'lone-rest'
  /** A ping of 128 bytes, three more than one may have. */
  | 'long-ping'
  /** A close frame with 1005, which is for saying that there was none. */
  | 'bad-close'
  /** `abcd` in two frames, which is legal, with a ping between them. */
  | 'fragments'
  /** `中` in two frames, the first of which ends within it. That is legal, too. */
  | 'split-character'

/** The server's end of an open connection. */
export interface FixtureSocket {
  send(data: string | Uint8Array<ArrayBuffer>): void
  /** Without a code: a close frame without one. */
  close(code?: number, reason?: string): void
  /** The connection breaks, without a close frame. */
  drop(): void
  onMessage(listener: (data: string | Uint8Array<ArrayBuffer>) => void): void
}

/** The carrier's half: how a handshake is answered. */
export interface FixtureHandshake {
  accept(headers: HeaderList, protocol: string): Promise<FixtureSocket>
  /** Never answers. */
  ignore(): void
  /** Sends the beginning of an answer and nothing more. The result closes the connection. */
  halfAnswer(): () => void
  refuse(status: number): void
  /** The result breaks the connection, if the other side has not. */
  misbehave(fault: SocketFault, protocol: string): () => void
  /** Aborts when the other side goes away before an answer. */
  readonly gone: AbortSignal
}

export const offeredProtocols = ({ headers }: FixtureRequest): readonly string[] =>
  headers
    .filter(([name]) => name.toLowerCase() === 'sec-websocket-protocol')
    .flatMap(([, value]) => value.split(','))
    .map((token) => token.trim())

const bytesOf = (text: string) => new TextEncoder().encode(text)

/**
 * `/socket`: echoes every message, and before that does what its query says, in this order.
 * - `refuse=404`: answers with that status. `silent`: never answers. `half`: stops within its answer;
 *   `half=cut`: and closes.
 * - `protocol=b`: picks that one, or none with `protocol=`; else the first that is offered.
 * - `name=X-A&value=1`: fields of the answer.
 * - `fault=…`: a {@link SocketFault}.
 * - `hello`: a first message with the handshake as JSON.
 * - `hold`: waits for the case's `release`.
 * - `burst=100`: that many numbered texts at once. `mixed=100`: bytes and text in turn.
 * - `close=1008&reason=…`, or `close=` without a code. `drop`.
 */
export const socketRoute = async (
  request: FixtureRequest,
  handshake: FixtureHandshake,
  { query, held }: RouteTools,
): Promise<void> => {
  const refusal = query.get('refuse')
  if (refusal !== null) {
    handshake.refuse(Number(refusal))
    return
  }
  if (query.has('silent')) {
    handshake.ignore()
    return
  }
  const half = query.get('half')
  if (half !== null) {
    const close = handshake.halfAnswer()
    if (half === 'cut') close()
    return
  }

  const offered = offeredProtocols(request)
  const protocol = query.get('protocol') ?? offered[0] ?? ''
  const fault = query.get('fault')
  if (fault !== null) {
    const drop = handshake.misbehave(fault as SocketFault, protocol)
    await held()
    drop()
    return
  }

  const values = query.getAll('value')
  const headers = query.getAll('name').map((name, i) => [name, values[i] ?? ''] as const)
  const socket = await handshake.accept(headers, protocol)
  socket.onMessage((data) => socket.send(data))
  if (query.has('hello')) {
    const { url } = request
    const fields = request.headers.map(([name, value]) => [name.toLowerCase(), value])
    socket.send(JSON.stringify({ url, headers: Object.fromEntries(fields) as unknown, offered }))
  }
  if (query.has('hold')) await held()
  for (let i = 0; i < Number(query.get('burst')); i++) socket.send(String(i))
  for (let i = 0; i < Number(query.get('mixed')); i++) {
    socket.send(i % 2 === 0 ? bytesOf(String(i)) : String(i))
  }
  const code = query.get('close')
  if (code !== null) {
    if (code === '') socket.close()
    else socket.close(Number(code), query.get('reason') ?? '')
  }
  if (query.has('drop')) socket.drop()
}
