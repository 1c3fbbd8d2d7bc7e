import { once } from 'node:events'
import type { AddressInfo, Socket } from 'node:net'
import { afterEach, expect, it, onTestFinished, vi } from 'vitest'
import type { WebSocket } from 'ws'
import { WebSocketServer } from 'ws'
import type { NodeSocketConnection } from './sockets.js'
import { createNodeSockets } from './sockets.js'

/** An open connection, the server's end of it, and what became of it. */
const openedSocket = async () => {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 })
  onTestFinished(() => {
    server.close()
  })
  await once(server, 'listening')
  const arrived = once(server, 'connection')
  const { port } = server.address() as AddressInfo
  const closed = vi.fn<(code: number, reason: string) => void>()
  const connection = await new Promise<NodeSocketConnection>((resolve, reject) => {
    const connecting = createNodeSockets().connect(
      {
        url: `ws://127.0.0.1:${port}/`,
        headers: [],
        protocols: [],
        noDelay: false,
        perMessageDeflate: false,
      },
      {
        open: () => resolve(connecting),
        message: () => undefined,
        close: closed,
        fail: reject,
      },
    )
  })
  const [peer, { socket }] = (await arrived) as [WebSocket, { socket: Socket }]
  onTestFinished(() => {
    connection.abort()
    peer.terminate()
  })
  return { connection, peer, link: socket, closed }
}

afterEach(() => {
  vi.useRealTimers()
})

it('waits two seconds for the end of a peer that has said that it closes', async () => {
  const { link, closed } = await openedSocket()
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  // 4001 from a peer that hears nothing any more, and does not go.
  link.removeAllListeners('data')
  link.write(Uint8Array.of(0x88, 2, 0x0f, 0xa1))
  await once(link, 'data')
  await vi.advanceTimersByTimeAsync(1999)
  expect(closed).not.toHaveBeenCalled()
  const ended = once(link, 'close')
  await vi.advanceTimersByTimeAsync(1)
  await ended
  expect(closed).toHaveBeenCalledExactlyOnceWith(4001, '')
})

it('leaves a slow peer the time to read what was sent before a close', async () => {
  const { connection, peer, link, closed } = await openedSocket()
  let bytes = 0
  peer.on('message', (data: Buffer) => (bytes += data.length))
  const left = once(peer, 'close')
  link.pause()
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  for (let i = 0; i < 20; i += 1) connection.send(new ArrayBuffer(1_000_000))
  connection.close(3000, 'done')
  await vi.advanceTimersByTimeAsync(9000)
  link.resume()
  const [code] = (await left) as [number]
  expect([code, bytes]).toEqual([3000, 20_000_000])
  vi.useRealTimers()
  await vi.waitFor(() => expect(closed).toHaveBeenCalledExactlyOnceWith(3000, 'done'))
})
