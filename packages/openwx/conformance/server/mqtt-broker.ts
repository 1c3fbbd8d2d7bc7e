import { createServer } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import type { Server } from 'node:http'
import { Aedes } from 'aedes'
import { createWebSocketStream, WebSocketServer } from 'ws'
import { listenOnStablePort } from '../../test/stable-port.js'

export interface MqttBroker {
  readonly port: number
  /** The same broker over TLS. */
  readonly securePort: number
  /** Drops every client, and nobody listens until `start`. */
  stop(): Promise<void>
  /** On the same ports, and with nothing remembered. */
  start(): Promise<void>
}

const listenAgain = (server: Server, port: number) =>
  new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject)
      resolve()
    })
  })

/** An MQTT broker of another maker, over WebSocket. */
export const startMqttBroker = async (certificate: {
  readonly cert: string
  readonly key: string
}): Promise<MqttBroker> => {
  const sockets = new WebSocketServer({ noServer: true, handleProtocols: () => 'mqtt' })
  const plain = createServer()
  const secure = createSecureServer(certificate)
  let broker = await Aedes.createBroker()
  sockets.on('connection', (socket, request) => {
    const stream = createWebSocketStream(socket)
    // A client that goes away in the middle is what a stopped broker is about.
    stream.on('error', () => undefined)
    broker.handle(stream, request)
  })
  for (const server of [plain, secure]) {
    server.on('upgrade', (request, socket, head) => {
      sockets.handleUpgrade(request, socket, head, (webSocket) => {
        sockets.emit('connection', webSocket, request)
      })
    })
  }
  const [port, securePort] = [await listenOnStablePort(plain), await listenOnStablePort(secure)]
  return {
    port,
    securePort,
    async stop() {
      const closed = [plain, secure].map(
        (server) => new Promise((resolve) => void server.close(resolve)),
      )
      for (const socket of sockets.clients) socket.terminate()
      await new Promise<void>((resolve) => broker.close(() => resolve()))
      await Promise.all(closed)
    },
    async start() {
      broker = await Aedes.createBroker()
      await listenAgain(plain, port)
      await listenAgain(secure, securePort)
    },
  }
}
