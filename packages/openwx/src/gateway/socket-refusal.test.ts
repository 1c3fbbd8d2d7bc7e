import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import { connect, isIP } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { WebSocket } from 'ws'
import { deferred, startGateway, startTarget } from '../../test/gateway-harness.js'
import {
  askPage,
  connectPage,
  firstMessage,
  neverAnswer,
  openPage,
  startSocketTarget,
} from '../../test/socket-harness.js'
import { HIGH_WATER_BYTES, FIRST_MESSAGE_MS } from './socket-relay.js'
import type { GatewayOptions } from './options.js'

afterEach(() => void vi.useRealTimers())

const setUp = async (options: GatewayOptions = {}) => {
  const target = await startSocketTarget()
  const gateway = await startGateway({ allow: [target.origin], ...options })
  return { target, gateway, asked: { url: target.url } }
}

const refused = (message: string) => ({ error: { kind: 'refused', message } })

describe('a page is refused by its handshake, and no target hears of it,', () => {
  it.each([
    ['of a foreign origin', 403, { origin: 'https://evil.example' }],
    ['of no origin that it could name', 403, { origin: 'null' }],
    [
      'under a foreign name',
      403,
      { origin: 'http://evil.example', headers: { host: 'evil.example' } },
    ],
  ])('%s', async (_what, status, options) => {
    const { gateway } = await setUp()
    const page = connectPage(gateway, options)
    const [, response] = (await once(page.socket, 'unexpected-response')) as [
      unknown,
      IncomingMessage,
    ]
    expect(response.statusCode).toBe(status)
    expect(response.headers['x-openwx-error']).toContain('"kind":"refused"')
  })
  it('and other programs, which have no origin', async () => {
    const { gateway } = await setUp()
    const page = connectPage(gateway, { origin: undefined })
    const [, response] = (await once(page.socket, 'unexpected-response')) as [
      unknown,
      IncomingMessage,
    ]
    expect(response.statusCode).toBe(403)
  })
  it('but not a page on the list, or under the machine’s other name', async () => {
    const { gateway, asked } = await setUp({ origins: ['https://pages.example'] })
    const { port } = new URL(gateway.url)
    for (const origin of ['https://pages.example', `http://localhost:${port}`]) {
      const page = connectPage(gateway, { origin })
      await once(page.socket, 'open')
      page.socket.send(firstMessage(gateway, asked))
      expect(await page.answer()).toHaveProperty('opening')
    }
  })
})

describe('a page is refused by its first message, and no target hears of it,', () => {
  it('without the token, or with another', async () => {
    const { target, gateway, asked } = await setUp()
    for (const token of [undefined, '', 1, 'x'.repeat(32), `${gateway.token}x`]) {
      const { page, answer } = await openPage(gateway, { ...asked, token })
      expect(answer).toEqual(refused('the gateway needs its token, which the page is served with'))
      expect(await page.closed).toEqual([1005, ''])
    }
    expect(target.seen).toHaveLength(0)
    expect((await openPage(gateway, asked)).answer).toHaveProperty('opening')
  })
  it.each([
    ['a URL', { url: 1 }],
    ['headers', { headers: {} }],
    ['pairs of headers', { headers: ['a'] }],
    ['protocols', { protocols: 'a' }],
    ['protocols as text', { protocols: [1] }],
  ])('without %s', async (_what, wrong) => {
    const { target, gateway, asked } = await setUp()
    const { answer } = await openPage(gateway, { ...asked, ...wrong })
    expect(answer).toEqual(refused('the request to the relay is malformed'))
    expect(target.seen).toHaveLength(0)
  })
  it('with the token of a run that is over', async () => {
    const { target, gateway: former, asked } = await setUp()
    const { gateway } = await setUp({ allow: [target.origin] })
    const { answer } = await openPage(gateway, { ...asked, token: former.token })
    expect(answer).toEqual(refused('the gateway needs its token, which the page is served with'))
    expect(target.seen).toHaveLength(0)
  })
  it.each(['', '{', 'null', Buffer.from('{}')])('that is no JSON object: %j', async (first) => {
    const { gateway } = await setUp()
    const page = connectPage(gateway)
    await once(page.socket, 'open')
    page.socket.send(first)
    expect(await page.answer()).toEqual(refused('the request to the relay is malformed'))
  })
  it('with a line break in a header', async () => {
    const { target, gateway, asked } = await setUp()
    const headers = [['X-A', 'b\r\nX-Smuggled: 1']]
    const { answer } = await openPage(gateway, { ...asked, headers })
    expect(answer).toMatchObject({ error: { kind: 'refused' } })
    expect(target.seen).toHaveLength(0)
  })
  it('with a protocol that is none', async () => {
    const { target, gateway, asked } = await setUp()
    for (const protocols of [['a b'], ['a\r\nX-A: 1'], ['a', 'a']]) {
      const { answer } = await openPage(gateway, { ...asked, protocols })
      expect(answer).toMatchObject({ error: { kind: 'refused' } })
    }
    expect(target.seen).toHaveLength(0)
  })
  it('that is longer than a head may be', async () => {
    const { target, gateway, asked } = await setUp({ maxHeaderBytes: 1000 })
    const sized = (bytes: number) => {
      const empty = firstMessage(gateway, { ...asked, headers: [['x-a', '']] })
      return firstMessage(gateway, {
        ...asked,
        headers: [['x-a', 'x'.repeat(bytes - empty.length)]],
      })
    }
    const send = async (first: string) => {
      const page = connectPage(gateway)
      await once(page.socket, 'open')
      page.socket.send(first)
      return page
    }
    expect(await (await send(sized(1000))).answer()).toHaveProperty('opening')
    expect(await (await send(sized(1001))).answer()).toEqual(
      refused('the gateway takes at most 1000 bytes of header'),
    )
    // Not collected up to the limit of messages: nobody has shown a token.
    expect(await (await send(sized(100_000))).closed).toEqual([1006, ''])
    expect(target.seen).toHaveLength(1)
  })
  it('when it does not come', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const { gateway } = await setUp()
    const page = connectPage(gateway)
    await once(page.socket, 'open')
    vi.advanceTimersByTime(FIRST_MESSAGE_MS - 1)
    const other = connectPage(gateway)
    await once(other.socket, 'open')
    expect(page.socket.readyState).toBe(1)
    vi.advanceTimersByTime(1)
    expect(await page.answer()).toEqual(refused('the gateway was not told what to relay'))
  })
  it('when it wants a target that is not listed, without what is secret in it', async () => {
    const { gateway } = await setUp()
    const { answer } = await openPage(gateway, { url: 'wss://x.example/secret?secret' })
    expect(answer).toEqual(
      refused(
        'the gateway does not relay to https://x.example; start it with --allow https://x.example',
      ),
    )
  })
})

describe('a private target is refused', () => {
  const priv = (origin: string) =>
    refused(
      `the gateway does not relay to private addresses, and ${origin} has one; start it with --allow ${origin}`,
    )
  it.each([
    '2130706433',
    '0177.0.0.1',
    '0x7f.1',
    '[::ffff:127.0.0.1]',
    '127.1',
    '[::1]',
    '169.254.169.254',
    '[fe80::1]',
    '192.168.0.1',
  ])('by its address: %s', async (host) => {
    const { target } = await setUp()
    const gateway = await startGateway({ allow: ['*'] })
    const url = `ws://${host}:${target.port}/`
    const { answer } = await openPage(gateway, { url })
    expect(answer).toEqual(priv(new URL(url).origin.replace('ws:', 'http:')))
    expect(target.seen).toHaveLength(0)
  })
  it('by a redirect, which is not followed', async () => {
    const inside = await startSocketTarget()
    const target = await startTarget(() => undefined)
    target.server.on('upgrade', (_request, socket) => {
      socket.end(`HTTP/1.1 302 Found\r\nLocation: ${inside.url}\r\nContent-Length: 0\r\n\r\n`)
    })
    const gateway = await startGateway({ allow: ['*', target.origin, inside.origin] })
    const { answer } = await openPage(gateway, { url: target.origin.replace('http', 'ws') })
    expect(answer).toEqual({ error: { kind: 'handshake', status: 302 } })
    expect(inside.seen).toHaveLength(0)
  })
  it('by its name, after DNS', async () => {
    const { target } = await setUp()
    const gateway = await startGateway({
      allow: ['*'],
      lookup: (_name, _options, callback) => callback(null, [{ address: '127.0.0.1', family: 4 }]),
    })
    const { answer } = await openPage(gateway, { url: `ws://inside.example:${target.port}/` })
    expect(answer).toEqual(priv(`http://inside.example:${target.port}`))
    expect(target.seen).toHaveLength(0)
  })
  it('when a name changes its address: connected to what was checked', async () => {
    const { target } = await setUp()
    // Public, and given to nobody yet, when asked first; this machine ever after.
    const answers = ['2fff::1']
    const lookup = vi.fn((_name: string, _options: unknown, callback: Answer) => {
      const address = answers.shift() ?? '127.0.0.1'
      callback(null, [{ address, family: isIP(address) }])
    })
    type Answer = (error: null, addresses: { address: string; family: number }[]) => void
    const gateway = await startGateway({ allow: ['*'], lookup, idleTimeoutMs: 50 })
    const url = `ws://rebind.example:${target.port}/`
    const first = await openPage(gateway, { url })
    expect(first.answer).toMatchObject({ error: { kind: 'network' } })
    expect(lookup).toHaveBeenCalledOnce()
    expect((await openPage(gateway, { url })).answer).toMatchObject({ error: { kind: 'refused' } })
    expect(target.seen).toHaveLength(0)
  })
})

describe('a target that does not open is told with its reason', () => {
  it('refused', async () => {
    const gateway = await startGateway({ allow: ['http://127.0.0.1:1'] })
    const { answer } = await openPage(gateway, { url: 'ws://127.0.0.1:1/' })
    expect(answer).toEqual({ error: { kind: 'network', reason: 'CONNECTION_REFUSED' } })
  })
  it('another status', async () => {
    const target = await startSocketTarget(undefined, {
      verifyClient: (_info, done) => done(false, 401),
    })
    const gateway = await startGateway({ allow: [target.origin] })
    const { answer } = await openPage(gateway, { url: target.url })
    expect(answer).toEqual({ error: { kind: 'handshake', status: 401 } })
  })
  it('a protocol that was not offered', async () => {
    const target = await startSocketTarget(undefined, { handleProtocols: () => false })
    const gateway = await startGateway({ allow: [target.origin] })
    const { answer } = await openPage(gateway, { url: target.url, protocols: ['a'] })
    expect(answer).toEqual({ error: { kind: 'handshake' } })
  })
  it('silence', async () => {
    const target = await startSocketTarget(undefined, { verifyClient: neverAnswer })
    const gateway = await startGateway({ allow: [target.origin], idleTimeoutMs: 30 })
    const { answer } = await openPage(gateway, { url: target.url })
    expect(answer).toEqual({ error: { kind: 'network', reason: 'TIMED_OUT' } })
  })
})

describe('a limit', () => {
  it('of messages: too big by the page is 1009, and the target is dropped', async () => {
    const closed = deferred<number>()
    const target = await startSocketTarget((socket) => socket.on('close', closed.resolve))
    const gateway = await startGateway({ allow: [target.origin], maxMessageBytes: 2000 })
    const { page } = await openPage(gateway, { url: target.url })
    page.socket.send('x'.repeat(2001))
    expect(await page.closed).toEqual([1009, ''])
    expect(await closed.promise).toBe(1006)
  })
  it('of messages: too big by the target is 1009 for it, and lost for the page', async () => {
    const closed = deferred<number>()
    const target = await startSocketTarget((socket) => {
      socket.on('close', closed.resolve)
      socket.send('x'.repeat(2001))
    })
    const gateway = await startGateway({ allow: [target.origin], maxMessageBytes: 2000 })
    const { page } = await openPage(gateway, { url: target.url })
    expect(await page.closed).toEqual([1006, ''])
    expect(await closed.promise).toBe(1009)
  })
  it('of sockets: one more is refused, until one has ended', async () => {
    const { gateway, asked } = await setUp({ maxSockets: 2 })
    const { page } = await openPage(gateway, asked)
    await openPage(gateway, asked)
    const { answer } = await openPage(gateway, asked)
    expect(answer).toEqual(refused('the gateway relays at most 2 WebSockets at a time'))
    page.socket.close(1000)
    await page.closed
    await vi.waitFor(async () => {
      expect((await openPage(gateway, asked)).answer).toHaveProperty('opening')
    })
  })
  it('of sockets that say nothing: they crowd out each other, and nobody else', async () => {
    const { gateway, asked } = await setUp({ maxSockets: 2 })
    const { page } = await openPage(gateway, asked)
    const silent = [connectPage(gateway), connectPage(gateway)]
    await Promise.all(silent.map(({ socket }) => once(socket, 'open')))
    const late = connectPage(gateway)
    const [, response] = (await once(late.socket, 'unexpected-response')) as [
      unknown,
      IncomingMessage,
    ]
    expect(response.statusCode).toBe(429)
    page.socket.send('still here')
    expect(await page.next()).toBe('still here')
  })
  it('of idle time: both ends are dropped', async () => {
    const closed = deferred<number>()
    const target = await startSocketTarget((socket) => socket.on('close', closed.resolve))
    const gateway = await startGateway({ allow: [target.origin], idleTimeoutMs: 30 })
    const { page } = await openPage(gateway, { url: target.url })
    expect(await page.closed).toEqual([1006, ''])
    expect(await closed.promise).toBe(1006)
  })
  it('of patience: a message before the socket is open ends it', async () => {
    const target = await startSocketTarget(undefined, { verifyClient: neverAnswer })
    const gateway = await startGateway({ allow: [target.origin] })
    const page = await askPage(gateway, { url: target.url })
    page.socket.send('early')
    expect(await page.answer()).toEqual(
      refused('the gateway takes messages when the socket is open'),
    )
  })
})

describe('one side that does not read slows the other', () => {
  const MESSAGE = Buffer.alloc(HIGH_WATER_BYTES, 7)
  /** Far more than the machine's own buffers hold. */
  const COUNT = 64
  /** Everything that can move has moved after this. */
  const settle = async (gateway: Parameters<typeof openPage>[0], url: string) => {
    const { page } = await openPage(gateway, { url })
    for (let i = 0; i < 300; i++) {
      page.socket.send('x')
      await page.next()
    }
  }

  it('the target, for a page', async () => {
    const arrived = deferred<WebSocket>()
    const target = await startSocketTarget(arrived.resolve)
    const echo = await startSocketTarget()
    const gateway = await startGateway({ allow: [target.origin, echo.origin] })
    const { page } = await openPage(gateway, { url: target.url })
    const sender = await arrived.promise
    page.socket.pause()
    for (let i = 0; i < COUNT; i++) sender.send(MESSAGE)
    await settle(gateway, echo.url)
    expect(sender.bufferedAmount).toBeGreaterThan((COUNT / 2) * HIGH_WATER_BYTES)
    page.socket.resume()
    for (let i = 0; i < COUNT; i++) {
      expect(MESSAGE.equals((await page.next()) as Buffer)).toBe(true)
    }
  })
  it('the page, for a target', async () => {
    const arrived = deferred<WebSocket>()
    const target = await startSocketTarget(arrived.resolve)
    const echo = await startSocketTarget()
    const gateway = await startGateway({ allow: [target.origin, echo.origin] })
    const { page } = await openPage(gateway, { url: target.url })
    const reader = await arrived.promise
    let received = 0
    const all = deferred<undefined>()
    reader.on('message', (data) => {
      received += (data as Buffer).length
      if (received === COUNT * HIGH_WATER_BYTES) all.resolve(undefined)
    })
    reader.pause()
    for (let i = 0; i < COUNT; i++) page.socket.send(MESSAGE)
    await settle(gateway, echo.url)
    expect(page.socket.bufferedAmount).toBeGreaterThan((COUNT / 2) * HIGH_WATER_BYTES)
    reader.resume()
    await all.promise
  })
})

describe('an upgrade', () => {
  const upgrade = async (url: string, path: string) => {
    const socket = connect({ port: Number(new URL(url).port), host: '127.0.0.1' })
    socket.write(
      `GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`,
    )
    return text(socket)
  }
  it('to another path of the gateway is refused', async () => {
    const gateway = await startGateway()
    const answer = await upgrade(gateway.url, '/__openwx/gateway/http')
    expect(answer).toMatch(/^HTTP\/1\.1 404 Not Found\r\n/)
    expect(answer).toContain('{"kind":"refused","message":"the gateway has no WebSocket here"}')
  })
  it('to a path that is not the gateway’s is left alone by it', async () => {
    const gateway = await startGateway()
    expect(await upgrade(gateway.url, '/hot-update')).toBe('')
  })
})
