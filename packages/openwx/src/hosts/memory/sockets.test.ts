import { expect, it } from 'vitest'
import { composeWx } from '../../wx.js'
import { connectSocket } from '../../api/network/connect-socket.js'
import type { SocketTask } from '../../api/network/connect-socket.js'
import { HandshakeError } from '../../ports/port-error.js'
import { createHost } from './host.js'
import type { MemorySocketHandler } from './sockets.js'

/** A program on a machine whose WebSockets one handler answers. */
const setUp = (socket?: MemorySocketHandler) => {
  const host = createHost(socket === undefined ? {} : { socket })
  const wx = composeWx(host, { urlCheck: false }, { connectSocket })
  const task = wx.connectSocket({ url: 'ws://h.test/chat?room=1', protocols: ['a', 'b'] })
  return { host, task }
}
const closeOf = (task: SocketTask) =>
  new Promise<{ code: number; reason: string }>((resolve) => task.onClose(resolve))

it('lets a test play the server', async () => {
  const log: unknown[] = []
  const { task } = setUp(({ url, protocols }) => {
    log.push(url.search, protocols)
    return {
      protocol: 'b',
      headers: [['X-A', '1']],
      open: (peer) => peer.send('welcome'),
      message: (data, peer) => {
        log.push(data)
        peer.send(new Uint8Array([1]).buffer)
      },
      close: (code, reason) => log.push(code, reason),
    }
  })
  const closed = closeOf(task)
  task.onOpen(({ header }) => {
    log.push(header)
    task.send({ data: 'hello' })
  })
  task.onMessage(({ data }) => {
    log.push(data)
    if (typeof data !== 'string') task.close({ code: 3000, reason: 'done' })
  })
  expect(await closed).toEqual({ code: 3000, reason: 'done' })
  expect(log).toEqual([
    '?room=1',
    ['a', 'b'],
    { 'X-A': '1' },
    'hello',
    'welcome',
    new Uint8Array([1]).buffer,
    3000,
    'done',
  ])
})

it('drops what a server says after it closed', async () => {
  const { task } = setUp(() => ({
    open: (peer) => {
      peer.close(4000, 'bye')
      peer.send('late')
      peer.drop()
    },
  }))
  const messages: unknown[] = []
  task.onMessage(({ data }) => messages.push(data))
  expect(await closeOf(task)).toEqual({ code: 4000, reason: 'bye' })
  expect(messages).toEqual([])
})

it.each([
  ['a refusal', () => Promise.reject(new HandshakeError(403)), 'Invalid HTTP status'],
  ['nobody', undefined, 'Underlying Transport Error'],
])('fails by %s', async (_what, handler, errMsg) => {
  const { host, task } = setUp(handler)
  const failed = new Promise((resolve) => task.onError(resolve))
  await host.clock.advance(0)
  expect(await failed).toEqual({ errMsg })
})

it('tells the server when the host goes', async () => {
  const closes: unknown[] = []
  const { host, task } = setUp(() => ({ close: (code) => closes.push(code) }))
  await new Promise((resolve) => task.onOpen(resolve))
  await host.dispose()
  expect(closes).toEqual([1006])
})
