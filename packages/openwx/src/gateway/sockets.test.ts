import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it } from 'vitest'
import type { WebSocket } from 'ws'
import { deferred, startGateway } from '../../test/gateway-harness.js'
import {
  askPage,
  connectPage,
  echoSocket,
  neverAnswer,
  openPage,
  startSocketTarget,
} from '../../test/socket-harness.js'
import { createGateway } from './index.js'

const setUp = async (onSocket?: (socket: WebSocket, request: IncomingMessage) => void) => {
  const target = await startSocketTarget(onSocket)
  const gateway = await startGateway({ allow: [target.origin] })
  return { target, gateway, asked: { url: target.url } }
}

/** An open socket with its target's end. */
const opened = async () => {
  const arrived = deferred<WebSocket>()
  const { gateway, asked } = await setUp(arrived.resolve)
  const { page } = await openPage(gateway, asked)
  return { page, socket: page.socket, target: await arrived.promise, gateway }
}

const closeOf = async (socket: WebSocket) => {
  const [code, reason] = (await once(socket, 'close')) as [number, Buffer]
  return [code, reason.toString()]
}

describe('what the target sees', () => {
  it('is the headers that the page names, and none of the handshake’s own', async () => {
    const { target, gateway, asked } = await setUp()
    await openPage(gateway, {
      ...asked,
      headers: [
        ['Referer', 'https://servicewechat.com/'],
        ['Cookie', 'a=b'],
        ['X-A', '1'],
        ['X-A', '2'],
        ['Sec-WebSocket-Key', 'mine'],
        ['sec-websocket-extensions', 'x'],
        ['Upgrade', 'h2c'],
        ['Content-Length', '5'],
        ['Host', 'other.example'],
      ],
    })
    const headers = target.seen[0]?.headers ?? {}
    expect(headers).toMatchObject({
      referer: 'https://servicewechat.com/',
      cookie: 'a=b',
      'x-a': '1, 2',
      upgrade: 'websocket',
      host: new URL(target.url).host,
    })
    expect(headers['sec-websocket-key']).not.toContain('mine')
    for (const name of ['sec-websocket-extensions', 'content-length', 'origin']) {
      expect(headers).not.toHaveProperty(name)
    }
    expect(JSON.stringify(headers)).not.toContain(gateway.token)
  })
  it('is the protocols in order, and compression where it is asked for', async () => {
    const { target, gateway, asked } = await setUp()
    const { page, answer } = await openPage(gateway, {
      ...asked,
      protocols: ['a', 'b'],
      perMessageDeflate: true,
    })
    expect(answer).toMatchObject({ opening: { protocol: 'a' } })
    // The page's own handshake says nothing of them.
    expect(page.socket.protocol).toBe('')
    expect(target.seen[0]?.headers).toMatchObject({ 'sec-websocket-protocol': 'a,b' })
    expect(target.seen[0]?.headers['sec-websocket-extensions']).toContain('permessage-deflate')
  })
})

describe('what the page sees', () => {
  it('is the answer’s headers as they were spelled, before any message', async () => {
    const { gateway, asked } = await setUp((socket) => socket.send('at once'))
    const { page, answer } = await openPage(gateway, asked)
    expect(answer).toMatchObject({ opening: { protocol: '' } })
    expect('opening' in answer && answer.opening.headers).toContainEqual(['X-Target', 'hello'])
    expect('opening' in answer && answer.opening.timing?.connectEnd).toBeGreaterThan(0)
    expect(await page.next()).toBe('at once')
  })
  it('is text as text and bytes as bytes, in order, both ways', async () => {
    const { gateway, asked } = await setUp()
    const { page } = await openPage(gateway, asked)
    const messages = ['中\uFEFF', '', Buffer.alloc(0), Buffer.from([0, 255]), '{"opening":1}']
    for (const message of messages) page.socket.send(message)
    for (const message of messages) expect(await page.next()).toEqual(message)
  })
  it('is a message as large as the limit', async () => {
    const target = await startSocketTarget(echoSocket)
    const gateway = await startGateway({ allow: [target.origin], maxMessageBytes: 2000 })
    const { page } = await openPage(gateway, { url: target.url })
    page.socket.send('x'.repeat(2000))
    expect(await page.next()).toBe('x'.repeat(2000))
  })
})

describe('the end', () => {
  it.each([
    [1000, ''],
    [3001, 'bye'],
    [4999, '中'.repeat(41)],
    [1001, 'away'],
  ])('with %i by the target reaches the page', async (code, reason) => {
    const { page, target } = await opened()
    target.send('last')
    target.close(code, reason)
    expect(await page.next()).toBe('last')
    expect(await page.closed).toEqual([code, reason])
  })
  it('by the target without a code is one without a code', async () => {
    const { page, target } = await opened()
    target.close()
    expect(await page.closed).toEqual([1005, ''])
  })
  it('by the target without a close frame is one without, behind all messages', async () => {
    const { page, target } = await opened()
    const large = Buffer.alloc(500_000, 7)
    target.send(large)
    target.send('last', () => target.terminate())
    expect(large.equals((await page.next()) as Buffer)).toBe(true)
    expect(await page.next()).toBe('last')
    expect(await page.closed).toEqual([1006, ''])
  })
  it.each([
    [1000, ''],
    [3001, 'bye'],
    [4999, '中'.repeat(41)],
    [1001, 'away'],
  ])('with %i by the page reaches the target', async (code, reason) => {
    const { socket, target } = await opened()
    const closed = closeOf(target)
    const heard = once(target, 'message')
    socket.send('last')
    socket.close(code, reason)
    expect(String((await heard)[0])).toBe('last')
    expect(await closed).toEqual([code, reason])
  })
  it('by the page without a code drops the target', async () => {
    const { socket, target } = await opened()
    socket.close()
    expect(await closeOf(target)).toEqual([1006, ''])
  })
  it('by a page that vanishes drops the target', async () => {
    const { socket, target } = await opened()
    socket.terminate()
    expect(await closeOf(target)).toEqual([1006, ''])
  })
  it('by a page that vanishes during the handshake gives it up', async () => {
    const hanging = deferred<IncomingMessage>()
    const target = await startSocketTarget(undefined, {
      verifyClient: (info, done) => {
        hanging.resolve(info.req)
        neverAnswer(info, done)
      },
    })
    const gateway = await startGateway({ allow: [target.origin] })
    const page = await askPage(gateway, { url: target.url })
    const { socket } = await hanging.promise
    const gone = once(socket.resume(), 'end')
    page.socket.terminate()
    await gone
  })
  it('of the gateway is the end of what waits, too, and nothing begins afterwards', async () => {
    const gateway = createGateway()
    const server = createServer().on('upgrade', (request, socket, head) =>
      gateway.upgrade(request, socket, head),
    )
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    const address = { url: `http://127.0.0.1:${port}/__openwx/gateway`, token: gateway.token }
    const waiting = connectPage(address)
    await once(waiting.socket, 'open')
    await gateway.close()
    const message = 'the gateway is closed'
    expect(await waiting.answer()).toEqual({ error: { kind: 'refused', message } })
    const late = once(connectPage(address).socket, 'unexpected-response')
    expect(((await late)[1] as IncomingMessage).statusCode).toBe(503)
    await new Promise((resolve) => server.close(resolve))
  })
  it('of the gateway is the end of both', async () => {
    const { page, target, gateway } = await opened()
    const closed = closeOf(target)
    await gateway.close()
    expect(await page.closed).toEqual([1006, ''])
    expect(await closed).toEqual([1006, ''])
  })
})
