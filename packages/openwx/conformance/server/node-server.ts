import http, { type IncomingMessage, type ServerResponse } from 'node:http'
import https from 'node:https'
import type { AddressInfo, Server, Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { generate } from 'selfsigned'
import type { HeaderList } from '../../src/ports/http.js'
import { Fixture, splitKey, type Fault, type FixtureReply } from './fixture.js'
import { startMqttBroker, type MqttBroker } from './mqtt-broker.js'
import { serveSockets } from './node-sockets.js'
import { routeNameOf, unreadRoutes } from './routes.js'

/** Where the server listens, for whoever makes requests. */
export interface FixtureAddress {
  readonly httpPort: number
  readonly httpsPort: number
  /** The control calls have a port of their own: a page has but six connections to each. */
  readonly controlPort: number
  /** Nobody listens here. */
  readonly refusedPort: number
  /** An MQTT broker over WebSocket, which the control calls `/broker/stop` and `/broker/start` are for. */
  readonly mqttPort: number
  readonly mqttSecurePort: number
  /** PEM of the certificate, which is its own authority. */
  readonly certificate: string
}

const HEADER_LIMIT_BYTES = 256 * 1024

const pairs = (raw: readonly string[]): HeaderList =>
  Array.from({ length: raw.length / 2 }, (_, i) => [raw[2 * i] ?? '', raw[2 * i + 1] ?? ''])

/** A page may call from any origin; others see no trace of CORS. */
const corsHeaders = (request: IncomingMessage): HeaderList =>
  request.headers.origin === undefined
    ? []
    : [
        ['Access-Control-Allow-Origin', '*'],
        ['Access-Control-Expose-Headers', '*'],
      ]

const isPreflight = ({ method, headers }: IncomingMessage) =>
  method === 'OPTIONS' && headers['access-control-request-method'] !== undefined

/** `?preflight=refused`: as a server that knows nothing of preflights. */
const answerPreflight = (request: IncomingMessage, response: ServerResponse) => {
  if (request.url?.includes('preflight=refused')) {
    response.writeHead(405).end()
    return
  }
  response.writeHead(204, {
    'Access-Control-Allow-Origin': '*',
    'Access-Control-Allow-Methods': request.headers['access-control-request-method'],
    'Access-Control-Allow-Headers': request.headers['access-control-request-headers'] ?? '',
    'Access-Control-Max-Age': '600',
  })
  response.end()
}

const breakSocket = (socket: Duplex, fault: Fault) => {
  if (fault === 'malformed') {
    socket.end('HELLO THIS IS NOT HTTP\r\n\r\n')
  } else if (fault === 'reset' && 'resetAndDestroy' in socket) {
    ;(socket as Socket).resetAndDestroy()
  } else {
    socket.destroy()
  }
}

const replyTo = (request: IncomingMessage, response: ServerResponse): FixtureReply => {
  const gone = new AbortController()
  response.once('close', () => {
    if (!response.writableFinished) gone.abort()
  })
  return {
    gone: gone.signal,
    wire: true,
    head(status, headers = []) {
      // The flat form is the one that keeps repeated names apart and in order.
      response.writeHead(status, [...headers, ...corsHeaders(request)].flat())
      // Sent by itself, a character of one byte would become two.
      if (headers.every(([, value]) => /^[ -~]*$/.test(value))) response.flushHeaders()
    },
    // The callback comes when the bytes have left this process, or never will.
    write: (chunk) => new Promise((resolve) => response.write(chunk, () => resolve())),
    end: () => void response.end(),
    break: (fault) => breakSocket(request.socket, fault),
    halfHead: () => void request.socket.write('HTTP/1.1 200 OK\r\nContent-Type: te'),
    readOn: () => void request.resume(),
  }
}

const bodyOf = async (request: IncomingMessage) =>
  new Uint8Array(Buffer.concat((await request.toArray()) as Buffer[]))

/** `/seen?key=…&atLeast=2`: the control calls for cases that run in another process or a page. */
const control = async (fixture: Fixture, broker: MqttBroker, url: string): Promise<unknown> => {
  const { pathname, searchParams } = new URL(url, 'http://fixture.test')
  const key = searchParams.get('key') ?? ''
  if (pathname === '/seen') return fixture.seen(key, Number(searchParams.get('atLeast')))
  if (pathname === '/release') return fixture.release(key, Number(searchParams.get('count')))
  if (pathname === '/idle') return fixture.idle(key)
  if (pathname === '/broker/stop') return broker.stop()
  if (pathname === '/broker/start') return broker.start()
  throw new Error(`no control call ${pathname}`)
}

const listen = (server: Server) =>
  new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port))
  })

const close = (server: http.Server | https.Server) =>
  new Promise<void>((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })

const unusedPort = async () => {
  const server = http.createServer()
  const port = await listen(server)
  await close(server)
  return port
}

/** Says yes to CONNECT, whose URL names no path and so no case, and closes the tunnel. */
const onConnect = (_request: IncomingMessage, socket: Duplex) =>
  void socket.end('HTTP/1.1 200 OK\r\nX-Method: CONNECT\r\n\r\n')

/** A certificate that is its own authority, good for some names of `test` and the loopback address. */
const createCertificate = () => {
  const names = ['h.test', 'x.test', 'sub.h.test', 'localhost']
  const altNames = [
    ...names.map((value) => ({ type: 2, value }) as const),
    { type: 7, ip: '127.0.0.1' } as const,
  ]
  return generate([{ name: 'commonName', value: 'h.test' }], {
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'subjectAltName', altNames },
    ],
  })
}

/** Serves the {@link Fixture} over real HTTP and HTTPS on free ports of the loopback address. */
export const startFixtureServer = async (): Promise<
  FixtureAddress & { close(): Promise<void> }
> => {
  const fixture = new Fixture({
    after(delayMs, callback) {
      const timer = setTimeout(callback, delayMs)
      return () => clearTimeout(timer)
    },
  })
  const serve = async (request: IncomingMessage, response: ServerResponse) => {
    const { method = '', url = '', rawHeaders } = request
    if (isPreflight(request)) {
      answerPreflight(request, response)
      return
    }
    const reply = replyTo(request, response)
    const isUnread = unreadRoutes.has(routeNameOf(splitKey(url)[1]))
    const body = isUnread ? new Uint8Array() : await bodyOf(request)
    fixture.handle({ method, url, headers: pairs(rawHeaders), body }, reply)
  }
  const onRequest = (request: IncomingMessage, response: ServerResponse) => {
    // A client that goes away while it sends is what some cases are about.
    serve(request, response).catch(() => response.destroy())
  }
  const { cert, private: key } = await createCertificate()
  const broker = await startMqttBroker({ cert, key })
  const onControl = async ({ url = '' }: IncomingMessage, response: ServerResponse) => {
    const result = await control(fixture, broker, url)
    response.writeHead(200, {
      'Content-Type': 'application/json',
      'Access-Control-Allow-Origin': '*',
    })
    response.end(JSON.stringify(result ?? null))
  }

  const limits = { maxHeaderSize: HEADER_LIMIT_BYTES, noDelay: true }
  const onUpgrade = serveSockets(fixture)
  const plain = http
    .createServer(limits, onRequest)
    .on('connect', onConnect)
    .on('upgrade', onUpgrade)
  const secure = https
    .createServer({ ...limits, cert, key }, onRequest)
    .on('connect', onConnect)
    .on('upgrade', onUpgrade)
  const controller = http.createServer((request, response) => void onControl(request, response))
  return {
    httpPort: await listen(plain),
    httpsPort: await listen(secure),
    controlPort: await listen(controller),
    refusedPort: await unusedPort(),
    mqttPort: broker.port,
    mqttSecurePort: broker.securePort,
    certificate: cert,
    close: async () => {
      await Promise.all([...[plain, secure, controller].map(close), broker.stop()])
    },
  }
}
