import { once } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { request } from 'node:http'
import { Readable } from 'node:stream'
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
import { LINGER_MS } from './linger.js'

afterEach(() => void vi.useRealTimers())

describe('a failure before the head', () => {
  it('names its reason: refused', async () => {
    const target = await startTarget(() => {})
    const gateway = await startGateway({ allow: ['http://127.0.0.1:1', target.origin] })
    expect(await askHead(gateway, { url: 'http://127.0.0.1:1/' })).toMatchObject({
      status: 502,
      error: { kind: 'network', reason: 'CONNECTION_REFUSED' },
    })
  })
  it.each([
    ['closed', 'EMPTY_RESPONSE', ''],
    ['nonsense', 'INVALID_RESPONSE', 'HELLO\r\n\r\n'],
  ])('names its reason: %s', async (_kind, reason, bytes) => {
    const target = await startTarget((incoming) => void incoming.socket.end(bytes))
    const gateway = await startGateway({ allow: [target.origin] })
    expect(await askHead(gateway, { url: target.origin })).toMatchObject({
      status: 502,
      error: { kind: 'network', reason },
    })
  })
  it('names its reason: a name that nobody has', async () => {
    const gateway = await startGateway({
      allow: ['*'],
      lookup: (_hostname, _options, callback) =>
        callback(Object.assign(new Error('none'), { code: 'ENOTFOUND' }), '', 0),
    })
    expect(await askHead(gateway, { url: 'http://none.example/' })).toMatchObject({
      status: 502,
      error: { kind: 'network', reason: 'NAME_NOT_RESOLVED' },
    })
  })
  it('names its reason: a target that says nothing', async () => {
    const target = await startTarget(() => {})
    const gateway = await startGateway({ allow: [target.origin], idleTimeoutMs: 30 })
    expect(await askHead(gateway, { url: target.origin })).toMatchObject({
      status: 504,
      error: { kind: 'network', reason: 'TIMED_OUT' },
    })
  })
  it('names its reason: a head that is too big', async () => {
    const target = await startTarget((_incoming, response) => {
      response.setHeader('x-big', 'x'.repeat(2000))
      response.end('body')
    })
    const gateway = await startGateway({ allow: [target.origin], maxHeaderBytes: 1000 })
    expect(await askHead(gateway, { url: target.origin })).toMatchObject({
      status: 502,
      error: { kind: 'network', reason: 'RESPONSE_HEADERS_TOO_BIG' },
    })
  })
})

describe('a failure after the head breaks the body off', () => {
  it.each([
    ['a body with a length', { 'content-length': '1000' }],
    ['a chunked body', {}],
  ])('for %s', async (_kind, headers) => {
    const target = await startTarget((_incoming, response) => {
      response.writeHead(200, headers)
      response.write('some', () => response.destroy())
    })
    const gateway = await startGateway({ allow: [target.origin] })
    const { status, body } = await ask(gateway, { url: target.origin })
    expect(status).toBe(200)
    await expect(body.text()).rejects.toThrow()
  })
  it('when it grows past the limit', async () => {
    let last = () => {}
    const target = await startTarget((_incoming, response) => {
      response.write('x'.repeat(10))
      last = () => response.end('x')
    })
    const read = async (maxResponseBytes: number) => {
      const gateway = await startGateway({ allow: [target.origin], maxResponseBytes })
      const { body } = await ask(gateway, { url: target.origin })
      last()
      return body.text()
    }
    await expect(read(10)).rejects.toThrow()
    expect(await read(11)).toBe('x'.repeat(11))
  })
})

describe('a response body that says it is past the limit', () => {
  it('is refused before the head, unless it does not come', async () => {
    const target = await startTarget((_incoming, response) => void response.end('x'.repeat(11)))
    const gateway = await startGateway({ allow: [target.origin], maxResponseBytes: 10 })
    expect(await askHead(gateway, { url: target.origin })).toMatchObject({
      status: 502,
      error: { kind: 'refused', message: 'the gateway relays at most 10 bytes of response body' },
    })
    const { head } = await askHead(gateway, { method: 'HEAD', url: target.origin })
    expect(head?.status).toBe(200)
  })
})

describe('a request body past the limit', () => {
  const bytes = (length: number) => Buffer.alloc(length)

  it('is refused by its length, and the target hears nothing', async () => {
    const target = await startTarget(echo)
    const gateway = await startGateway({ allow: [target.origin], maxRequestBytes: 100 })
    const post = (body: Buffer) => ask(gateway, { method: 'POST', url: target.origin, body })
    expect(await (await post(bytes(100))).body.json()).toMatchObject({ method: 'POST' })
    const over = await post(bytes(101))
    expect(over).toMatchObject({
      status: 413,
      error: { kind: 'refused', message: 'the gateway takes at most 100 bytes of request body' },
    })
    await over.body.dump()
    expect(target.seen).toHaveLength(1)
  })
  it('is refused before it comes, when it names its length', async () => {
    const gateway = await startGateway({ maxRequestBytes: 100 })
    const posted = request(`${gateway.url}/http`, {
      method: 'POST',
      headers: { ...pageHeaders(gateway, { url: 'https://x.example' }), 'content-length': '101' },
    })
    posted.flushHeaders()
    const [response] = (await once(posted, 'response')) as [IncomingMessage]
    expect(response.statusCode).toBe(413)
    posted.on('error', () => {}).destroy()
  })
  it('is not waited for after the answer, or not for long', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const gateway = await startGateway()
    const posted = request(`${gateway.url}/http`, {
      method: 'POST',
      headers: { 'content-length': '101' },
    })
    posted.flushHeaders()
    const [response] = (await once(posted, 'response')) as [IncomingMessage]
    expect(response.statusCode).toBe(403)
    const closed = once(response.socket, 'close')
    posted.on('error', () => {})
    vi.advanceTimersByTime(LINGER_MS)
    await closed
  })
  it('is refused as it comes, when it names no length', async () => {
    const target = await startTarget(echo)
    const gateway = await startGateway({ allow: [target.origin], maxRequestBytes: 100 })
    const post = (...pieces: Buffer[]) =>
      ask(gateway, { method: 'POST', url: target.origin, body: Readable.from(pieces) })
    expect(await (await post(bytes(50), bytes(50))).body.json()).toMatchObject({ method: 'POST' })
    const over = await post(bytes(50), bytes(51))
    expect(over).toMatchObject({ status: 413, error: { kind: 'refused' } })
    await over.body.dump()
  })
})

describe('a target that answers before the body is there', () => {
  it('is heard, and the page’s connection lives on', async () => {
    const target = await startTarget((_incoming, response) => {
      response.writeHead(401).end('who are you')
    })
    const gateway = await startGateway({ allow: [target.origin] })
    const body = Readable.from(Array.from({ length: 64 }, () => Buffer.alloc(64 * 1024)))
    const reply = await ask(gateway, { method: 'POST', url: target.origin, body })
    expect(reply.head?.status).toBe(401)
    expect(await reply.body.text()).toBe('who are you')
    expect((await askHead(gateway, { url: target.origin })).head?.status).toBe(401)
  })
})

describe('a page that goes away takes the target’s connection with it', () => {
  it('before the head', async () => {
    const arrived = deferred<ServerResponse>()
    const target = await startTarget((_incoming, response) => arrived.resolve(response))
    const gateway = await startGateway({ allow: [target.origin] })
    const page = new AbortController()
    const asked = askHead(gateway, { url: target.origin }, {}, { signal: page.signal })
    const closed = once(await arrived.promise, 'close')
    page.abort()
    await expect(asked).rejects.toThrow()
    await closed
  })
  it('in the middle of the answer', async () => {
    const arrived = deferred<ServerResponse>()
    const target = await startTarget((_incoming, response) => {
      response.write('some')
      arrived.resolve(response)
    })
    const gateway = await startGateway({ allow: [target.origin] })
    const { body } = await ask(gateway, { url: target.origin })
    const closed = once(await arrived.promise, 'close')
    body.on('error', () => {})
    body.destroy()
    await closed
  })
  it('in the middle of its own body', async () => {
    const arrived = deferred<ServerResponse>()
    const target = await startTarget((incoming, response) => {
      incoming.once('data', () => arrived.resolve(response))
    })
    const gateway = await startGateway({ allow: [target.origin] })
    const page = new AbortController()
    const body = new Readable({ read: () => {} })
    body.push('part')
    const asked = askHead(
      gateway,
      { method: 'POST', url: target.origin, body },
      {},
      { signal: page.signal },
    )
    const closed = once(await arrived.promise, 'close')
    page.abort()
    await expect(asked).rejects.toThrow()
    await closed
  })
})

describe('close', () => {
  it('ends what runs, and the connections to targets', async () => {
    const arrived = deferred<ServerResponse>()
    const target = await startTarget((_incoming, response) => arrived.resolve(response))
    const gateway = await startGateway({ allow: [target.origin] })
    const asked = askHead(gateway, { url: target.origin }).catch((error: unknown) => error)
    const closed = once(await arrived.promise, 'close')
    await gateway.close()
    await Promise.all([closed, asked])
  })
})
