import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterEach, describe, expect, it, vi } from 'vitest'
import {
  ask,
  askHead,
  deferred,
  echo,
  pageHeaders,
  startGateway,
  startTarget,
} from '../../test/gateway-harness.js'
import { connectPage, firstMessage, startSocketTarget } from '../../test/socket-harness.js'
import type { GatewayServer } from './index.js'
import { LINGER_MS } from './linger.js'

// What no browser would put on the wire, so that a test has to write it by itself.

const sockets: Socket[] = []

afterEach(() => {
  vi.useRealTimers()
  for (const socket of sockets.splice(0)) socket.destroy()
})

const dial = (gateway: GatewayServer, bytes: string | Buffer = ''): Socket => {
  const socket = connect({ port: Number(new URL(gateway.url).port), host: '127.0.0.1' })
  sockets.push(socket)
  socket.on('error', () => undefined)
  if (bytes.length > 0) socket.write(bytes)
  return socket
}

/** A page's request, with these lines about its body. */
const post = (gateway: GatewayServer, url: string, framing: string[], body: string): string =>
  [
    'POST /__openwx/gateway/http HTTP/1.1',
    `host: ${new URL(gateway.url).host}`,
    ...Object.entries(pageHeaders(gateway, { url, method: 'POST' })).map((it) => it.join(': ')),
    ...framing,
    '',
    body,
  ].join('\r\n')

const setUp = async () => {
  const target = await startTarget(echo)
  const gateway = await startGateway({ allow: [target.origin] })
  return { target, gateway }
}

describe('one request cannot hide another (smuggling)', () => {
  const hidden = 'GET /hidden HTTP/1.1\r\nhost: x\r\n\r\n'

  it.each([
    ['a length and chunks', ['content-length: 6', 'transfer-encoding: chunked']],
    ['chunks and a length', ['transfer-encoding: chunked', 'content-length: 6']],
    ['two lengths', ['content-length: 5', 'content-length: 40']],
    ['a length that is none', ['content-length: +5']],
    ['chunks that are not the last coding', ['transfer-encoding: chunked, identity']],
    ['a blank before the colon', ['transfer-encoding : chunked']],
    ['a folded line', ['content-length: 5', ' 0']],
  ])('in a body with %s: refused, and the connection ends', async (_what, framing) => {
    const { target, gateway } = await setUp()
    const socket = dial(gateway, post(gateway, target.origin, framing, `0\r\n\r\n${hidden}`))
    expect(await text(socket)).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/)
    expect(target.seen).toHaveLength(0)
  })

  it('as a chunk that is none', async () => {
    const { target, gateway } = await setUp()
    const framing = ['transfer-encoding: chunked', 'connection: close']
    const bytes = post(gateway, target.origin, framing, `4\r\nbody\r\nnone\r\n${hidden}`)
    await text(dial(gateway, bytes))
    expect(target.seen.map(({ url }) => url)).not.toContain('/hidden')
  })

  it('by the program’s own words about its body, which do not count', async () => {
    const { gateway, target } = await setUp()
    const headers = [
      ['Content-Length', '2'],
      ['Transfer-Encoding', 'chunked'],
      ['Connection', 'keep-alive, x-hop'],
      ['X-Hop', 'one'],
      ['Trailer', 'x'],
    ] as const
    const reply = await ask(gateway, {
      method: 'POST',
      url: target.origin,
      headers,
      body: 'abcdef',
    })
    expect(await reply.body.json()).toMatchObject({ method: 'POST', body: 'abcdef' })
    const seen = target.seen[0]?.headers ?? {}
    expect(seen['content-length']).toBe('6')
    for (const name of ['transfer-encoding', 'x-hop', 'trailer']) {
      expect(seen).not.toHaveProperty(name)
    }
  })

  it.each([
    ['a length and chunks', 'Content-Length: 5\r\nTransfer-Encoding: chunked'],
    ['two lengths', 'Content-Length: 5\r\nContent-Length: 50'],
  ])('in an answer with %s: the target has failed', async (_what, framing) => {
    const target = await startTarget(({ socket }) => {
      socket.end(`HTTP/1.1 200 OK\r\n${framing}\r\n\r\n0\r\n\r\nHTTP/1.1 200 OK\r\n\r\n`)
    })
    const gateway = await startGateway({ allow: [target.origin] })
    const { error } = await askHead(gateway, { url: target.origin })
    expect(error).toMatchObject({ kind: 'network' })
  })
})

describe('whoever is slow is not waited for', () => {
  it.each([
    ['nothing', ''],
    ['half a line', 'POST /__openwx/gateway/http HT'],
    ['half a head', 'POST /__openwx/gateway/http HTTP/1.1\r\nhost: localhost\r\nx-a'],
    ['half the head of a WebSocket', 'GET /__openwx/gateway/socket HTTP/1.1\r\nUpgrade: websocket'],
  ])('who connects and says %s', async (_what, bytes) => {
    const gateway = await startGateway({ idleTimeoutMs: 50 })
    await text(dial(gateway, bytes))
  })

  it('who sends half a body: the target’s connection ends too', async () => {
    const closed = deferred<undefined>()
    const target = await startTarget((_incoming, response) => {
      response.on('close', () => closed.resolve(undefined))
    })
    const gateway = await startGateway({ allow: [target.origin], idleTimeoutMs: 50 })
    const framing = ['content-length: 10', 'connection: close']
    const socket = dial(gateway, post(gateway, target.origin, framing, 'half'))
    const [answer] = (await once(socket, 'data')) as [Buffer]
    expect(answer.toString()).toContain('{"kind":"network","reason":"TIMED_OUT"}')
    await closed.promise
  })

  it('who was refused a WebSocket and does not hang up', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const gateway = await startGateway()
    const socket = connect({
      port: Number(new URL(gateway.url).port),
      host: '127.0.0.1',
      allowHalfOpen: true,
    })
    sockets.push(socket)
    socket.write(
      'GET /__openwx/gateway/socket HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n',
    )
    await once(socket.resume(), 'end')
    vi.advanceTimersByTime(LINGER_MS)
    // Written to a connection that is no more, it comes back as an error.
    const broken = once(socket, 'error')
    const timer = setInterval(() => socket.write('still here'), 5)
    await broken.finally(() => clearInterval(timer))
  })
})

describe('a page that breaks the rules of WebSockets loses its connection, and so does the target', () => {
  const opened = async (options: Parameters<typeof startGateway>[0] = {}) => {
    const closed = deferred<number>()
    const messages: string[] = []
    const target = await startSocketTarget((socket) => {
      socket.on('message', (data) => messages.push((data as Buffer).toString()))
      socket.on('close', closed.resolve)
    })
    const gateway = await startGateway({ allow: [target.origin], ...options })
    const page = connectPage(gateway)
    const [[{ socket }]] = await Promise.all([
      once(page.socket, 'upgrade') as Promise<[IncomingMessage]>,
      once(page.socket, 'open'),
    ])
    page.socket.send(firstMessage(gateway, { url: target.url }))
    expect(await page.answer()).toHaveProperty('opening')
    return { page, socket, messages, targetClosed: closed.promise }
  }
  const bytes = (hex: string) => Buffer.from(hex.replaceAll(' ', ''), 'hex')

  it.each([
    ['a frame that is not masked', '81 02 6869', 1002],
    ['text that is no UTF-8', '81 82 00000000 c328', 1007],
    ['a frame longer than the protocol can say', '82 ff ffffffffffffffff 00000000', 1009],
    ['an opcode that is none', '83 80 00000000', 1002],
    ['a reserved bit', 'c1 80 00000000', 1002],
    ['the rest of a message that never began', '80 80 00000000', 1002],
    ['a ping longer than one may be', '89 fe 0080 00000000', 1002],
    ['a close code that is reserved', '88 82 00000000 03ee', 1002],
  ])('%s', async (_what, hex, code) => {
    const { page, socket, messages, targetClosed } = await opened()
    socket.write(bytes(hex))
    expect(await page.closed).toEqual([code, ''])
    expect(await targetClosed).toBe(1006)
    expect(messages).toEqual([])
  })

  it('a message above the limit in fragments below it', async () => {
    const { page, messages, targetClosed } = await opened({ maxMessageBytes: 2000 })
    page.socket.send('x'.repeat(1500), { fin: false })
    page.socket.send('x'.repeat(1500), { fin: true })
    expect(await page.closed).toEqual([1009, ''])
    expect(await targetClosed).toBe(1006)
    expect(messages).toEqual([])
  })

  it('but half a frame is no message yet, and the rest makes it one', async () => {
    const { socket, messages, page } = await opened()
    socket.write(bytes('81 84 00000000 6162'))
    socket.write(bytes('6364'))
    await vi.waitFor(() => expect(messages).toEqual(['abcd']))
    page.socket.terminate()
  })
})
