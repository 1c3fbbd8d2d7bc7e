import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { expect, it } from 'vitest'
import { WebSocketServer } from 'ws'
import { PageSocket } from '../../test/socket-harness.js'
import { deferred } from '../../test/gateway-harness.js'
import type { NodeSocketSink } from '../hosts/node/sockets.js'
import { SocketRelay } from './socket-relay.js'

const request = {
  url: 'ws://x/',
  headers: [],
  protocols: [],
  noDelay: true,
  perMessageDeflate: false,
}
const connection = {
  bufferedBytes: 0,
  send: () => undefined,
  close: () => undefined,
  abort: () => undefined,
  pause: () => undefined,
  resume: () => undefined,
}

it('sends all that waits for the page before a loss that the page is to see', async () => {
  const over = deferred<undefined>()
  // More than a connection holds, so that most of it still waits when the target is lost.
  const large = new Uint8Array(16 * 1024 * 1024).fill(7).buffer
  const tell = (sink: NodeSocketSink) => {
    sink.open({ headers: [], protocol: '' })
    sink.message(large)
    sink.message('last')
    sink.close(1006, '')
  }
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' })
  await once(server, 'listening')
  server.on('connection', (page, { socket }) => {
    new SocketRelay(page, socket, {
      admit: () => ({
        request,
        target: { url: request.url, origin: 'http://x', trusted: true },
        sockets: {
          connect: (_request, sink) => {
            queueMicrotask(() => tell(sink))
            return connection
          },
        },
      }),
      idleTimeoutMs: 60_000,
      onOver: () => over.resolve(undefined),
    })
  })
  const page = new PageSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}/`, {})
  await once(page.socket, 'open')
  page.socket.send('{}')
  expect(await page.answer()).toHaveProperty('opening')
  expect(Buffer.from(large).equals((await page.next()) as Buffer)).toBe(true)
  expect(await page.next()).toBe('last')
  expect(await page.closed).toEqual([1006, ''])
  await over.promise
  server.close()
})
