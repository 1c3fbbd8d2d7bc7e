import { createHash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer, type WebSocket } from 'ws'
import type { HeaderList } from '../../src/ports/http.js'
import type { Fixture } from './fixture.js'
import type { FixtureHandshake, FixtureSocket, SocketFault } from './socket-route.js'

const HANDSHAKE_GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11'

/** What each fault puts on the wire, by RFC 6455, section 5.2. */
const faultFrames: Record<SocketFault, string> = {
  mute: '',
  'half-frame': '81 05 6865',
  'bad-text': '81 02 c328',
  masked: '81 82 01020304 6060',
  oversized: '82 7f ffffffffffffffff 00',
  'bad-opcode': '83 00',
  'reserved-bit': 'c1 02 6869',
  'lone-rest': '80 02 6869',
  'long-ping': `89 7e 0080 ${'00'.repeat(128)}`,
  'bad-close': '88 02 03ed',
  fragments: '01 02 6162  89 00  80 02 6364',
  'split-character': '01 01 e4  80 02 b8ad',
}

const head = (status: number, headers: HeaderList) =>
  [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
    ...headers.map(([name, value]) => `${name}: ${value}`),
    '\r\n',
  ].join('\r\n')

/** Without reading, the other side's end would not be seen. */
const readOn = (socket: Duplex) => socket.on('end', () => socket.end()).resume()

const refuse = (socket: Duplex, status: number) =>
  readOn(socket).end(
    head(status, [
      ['Content-Length', '2'],
      ['Connection', 'close'],
    ]) + 'no',
  )

/** Shakes hands without a library, so that nothing obeys the protocol afterwards. */
const misbehave = (
  { headers }: IncomingMessage,
  socket: Duplex,
  fault: SocketFault,
  protocol: string,
) => {
  const accept = createHash('sha1')
    .update(`${headers['sec-websocket-key'] ?? ''}${HANDSHAKE_GUID}`)
    .digest('base64')
  socket.write(
    head(101, [
      ['Upgrade', 'websocket'],
      ['Connection', 'Upgrade'],
      ['Sec-WebSocket-Accept', accept],
      ...(protocol === '' ? [] : [['Sec-WebSocket-Protocol', protocol] as const]),
    ]),
  )
  socket.write(Buffer.from(faultFrames[fault].replaceAll(' ', ''), 'hex'))
  readOn(socket)
  return () => void socket.destroy()
}

const socketOf = (webSocket: WebSocket): FixtureSocket => ({
  send: (data) => webSocket.send(data),
  close: (code, reason) => webSocket.close(code, reason),
  drop: () => webSocket.terminate(),
  onMessage: (listener) =>
    void webSocket.on('message', (data, isBinary) =>
      listener(isBinary ? new Uint8Array(data as Buffer) : (data as Buffer).toString()),
    ),
})

/** Answers upgrades by the fixture. */
export const serveSockets = (
  fixture: Fixture,
): ((request: IncomingMessage, socket: Duplex, headBytes: Buffer) => void) => {
  return (request, socket, headBytes) => {
    const { method = '', url = '', rawHeaders } = request
    const headers: HeaderList = Array.from({ length: rawHeaders.length / 2 }, (_, i) => [
      rawHeaders[2 * i] ?? '',
      rawHeaders[2 * i + 1] ?? '',
    ])
    const gone = new AbortController()
    let closed = { code: 1006, reason: '' }
    const handshake: FixtureHandshake = {
      gone: gone.signal,
      ignore: () => readOn(socket),
      halfAnswer: () => {
        readOn(socket).write('HTTP/1.1 101 Switching Protocols\r\nUpgr')
        return () => void socket.destroy()
      },
      refuse: (status) => refuse(socket, status),
      misbehave: (fault, protocol) => misbehave(request, socket, fault, protocol),
      accept: (answer, protocol) =>
        new Promise((resolve) => {
          const server = new WebSocketServer({
            noServer: true,
            perMessageDeflate: true,
            handleProtocols: () => protocol !== '' && protocol,
          })
          server.on('headers', (lines) => {
            lines.push(...answer.map(([name, value]) => `${name}: ${value}`))
          })
          server.handleUpgrade(request, socket, headBytes, (webSocket) => {
            webSocket.on('error', () => undefined)
            webSocket.on('close', (code, reason) => {
              closed = { code, reason: reason.toString() }
            })
            resolve(socketOf(webSocket))
          })
        }),
    }
    const ended = fixture.handleSocket({ method, url, headers, body: new Uint8Array() }, handshake)
    socket.on('error', () => undefined)
    socket.on('close', () => {
      gone.abort()
      // The library tells its own end a little later.
      setImmediate(() => ended(closed.code, closed.reason))
    })
  }
}
