import { once } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { request } from 'node:http'
import { Readable } from 'node:stream'
import { gunzipSync, gzipSync } from 'node:zlib'
import { afterEach, describe, expect, it, vi } from 'vitest'
import {
  ask,
  askHead,
  bodyOf,
  deferred,
  echo,
  pageHeaders,
  startGateway,
  startTarget,
} from '../../test/gateway-harness.js'
import { LINGER_MS } from './node-page.js'

afterEach(() => void vi.useRealTimers())

const json = async (body: { json(): Promise<unknown> }) => body.json()

describe('what arrives at the target', () => {
  it('is the method, path, headers and body that the page asked for, and nothing of the page', async () => {
    const target = await startTarget(echo)
    const gateway = await startGateway({ allow: [target.origin] })
    const { status, head, body } = await ask(
      gateway,
      {
        method: 'PUT',
        url: `${target.origin}/path?a=b`,
        headers: [
          ['X-Case', 'Kept'],
          ['Cookie', 'own=1'],
          ['Referer', 'https://servicewechat.com/x/0/page-frame.html'],
        ],
        body: 'hello',
      },
      { cookie: 'page=1', referer: 'http://page.example/', 'accept-encoding': 'gzip, br' },
    )
    expect([status, head?.status]).toEqual([200, 200])
    const seen = (await json(body)) as { rawHeaders: string[] }
    expect(seen).toMatchObject({ method: 'PUT', url: '/path?a=b', body: 'hello' })
    expect(seen.rawHeaders).toEqual([
      'host',
      `127.0.0.1:${target.port}`,
      'connection',
      'keep-alive',
      'X-Case',
      'Kept',
      'Cookie',
      'own=1',
      'Referer',
      'https://servicewechat.com/x/0/page-frame.html',
      'accept-encoding',
      'gzip, br',
      'user-agent',
      'openwx',
      'content-length',
      '5',
    ])
  })

  it('has no encoding when the page names none, and the program’s own when it does', async () => {
    const target = await startTarget(echo)
    const gateway = await startGateway({ allow: [target.origin] })
    const encodingOf = async (headers: [string, string][]) => {
      const { body } = await ask(gateway, { url: target.origin, headers })
      const { rawHeaders } = (await json(body)) as { rawHeaders: string[] }
      return rawHeaders[rawHeaders.findIndex((it) => /^accept-encoding$/i.test(it)) + 1]
    }
    expect(await encodingOf([])).toBe('identity')
    expect(await encodingOf([['Accept-Encoding', 'br']])).toBe('br')
  })

  it.each(['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'TRACE'])(
    'is %s without a body when the page sends none',
    async (method) => {
      const target = await startTarget((incoming, response) => {
        void bodyOf(incoming).then((body) => {
          response.setHeader('x-method', incoming.method ?? '')
          response.setHeader('x-bytes', body.length)
          response.end(method === 'HEAD' ? undefined : 'answer')
        })
      })
      const gateway = await startGateway({ allow: [target.origin] })
      const { head, body } = await ask(gateway, { method, url: target.origin })
      expect(head).toMatchObject({ status: 200 })
      expect(head?.headers).toEqual(
        expect.arrayContaining([
          ['x-method', method],
          ['x-bytes', '0'],
        ]),
      )
      expect(await body.text()).toBe(method === 'HEAD' ? '' : 'answer')
    },
  )

  it('is a body of unknown length too, chunked', async () => {
    const target = await startTarget(echo)
    const gateway = await startGateway({ allow: [target.origin] })
    const { body } = await ask(gateway, {
      method: 'POST',
      url: target.origin,
      body: Readable.from([Buffer.from('one '), Buffer.from('two')]),
    })
    const seen = (await json(body)) as { rawHeaders: string[] }
    expect(seen).toMatchObject({ body: 'one two' })
    expect(seen.rawHeaders.map((it) => it.toLowerCase())).toContain('chunked')
  })

  it('comes while the page still sends it', async () => {
    const target = await startTarget((incoming, response) => {
      incoming.once('data', (chunk: Buffer) => {
        incoming.resume()
        response.end(`first: ${chunk.toString()}`)
      })
    })
    const gateway = await startGateway({ allow: [target.origin] })
    const body = new Readable({ read: () => {} })
    body.push('part')
    const reply = await ask(gateway, { method: 'POST', url: target.origin, body })
    expect(await reply.body.text()).toBe('first: part')
    body.push(null)
  })
})

describe('what arrives at the page', () => {
  it('is the status, every header as it was written, and the body', async () => {
    const target = await startTarget((_incoming, response) => {
      response.writeHead(
        418,
        'Short And Stout',
        [
          ['X-One', '1'],
          ['Set-Cookie', 'a=1; Path=/'],
          ['x-one', '2'],
          ['Set-Cookie', 'b=2; HttpOnly'],
          ['Content-Length', '3'],
        ].flat(),
      )
      response.end('tea')
    })
    const gateway = await startGateway({ allow: [target.origin] })
    const { status, head, headers, body } = await ask(gateway, { url: target.origin })
    expect(status).toBe(200)
    expect(head?.status).toBe(418)
    expect(head?.headers.slice(0, 5)).toEqual([
      ['X-One', '1'],
      ['Set-Cookie', 'a=1; Path=/'],
      ['x-one', '2'],
      ['Set-Cookie', 'b=2; HttpOnly'],
      ['Content-Length', '3'],
    ])
    expect(headers).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-length': '3',
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    })
    // The target's cookies are the program's, not the page's.
    expect(headers['set-cookie']).toBeUndefined()
    expect(await body.text()).toBe('tea')
  })

  it('says when things happened, as far as it is known', async () => {
    const target = await startTarget((_incoming, response) => response.end())
    const gateway = await startGateway({ allow: [target.origin] })
    const first = (await askHead(gateway, { url: target.origin })).head?.timing
    expect(first).toMatchObject({
      reused: false,
      protocol: 'http/1.1',
      peerAddress: '127.0.0.1',
      peerPort: target.port,
    })
    expect(first?.connectEnd).toBeLessThanOrEqual(first?.responseStart ?? 0)
    expect(first).not.toHaveProperty('responseEnd')
    expect((await askHead(gateway, { url: target.origin })).head?.timing).toMatchObject({
      reused: true,
    })
  })

  it('is encoded as the target encoded it', async () => {
    const zipped = gzipSync('plain text')
    const target = await startTarget((_incoming, response) => {
      response.setHeader('content-encoding', 'gzip')
      response.end(zipped)
    })
    const gateway = await startGateway({ allow: [target.origin] })
    const { headers, body } = await ask(gateway, { url: target.origin })
    expect(headers['content-encoding']).toBe('gzip')
    const bytes = Buffer.from(await body.arrayBuffer())
    expect(bytes.equals(zipped)).toBe(true)
    expect(gunzipSync(bytes).toString()).toBe('plain text')
  })

  it.each([
    ['HEAD', 200],
    ['GET', 204],
    ['GET', 304],
  ])('has no body after %s %i, whatever length the target named', async (method, status) => {
    const target = await startTarget((_incoming, response) => {
      response.writeHead(status, { 'content-length': '1000', 'content-encoding': 'gzip' }).end()
    })
    const gateway = await startGateway({ allow: [target.origin] })
    const { headers, head, body } = await ask(gateway, { method, url: target.origin })
    expect(head?.status).toBe(status)
    expect(headers['content-length']).toBe('0')
    expect(headers['content-encoding']).toBeUndefined()
    expect(await body.text()).toBe('')
  })

  it('is a redirect as it was sent, which nobody has followed', async () => {
    const target = await startTarget((incoming, response) => {
      response.writeHead(incoming.url === '/secret' ? 200 : 302, {
        location: `http://127.0.0.1:${(response.socket?.localPort ?? 0) + 0}/secret`,
      })
      response.end('moved')
    })
    const gateway = await startGateway({
      allow: ['http://public.example'],
      hosts: { 'public.example': `127.0.0.1:${target.port}` },
    })
    const { head, body } = await ask(gateway, { url: 'http://public.example/' })
    expect(head?.status).toBe(302)
    expect(await body.text()).toBe('moved')
    expect(target.seen.map(({ url }) => url)).toEqual(['/'])

    // The page follows by asking again, and is judged again.
    const location = head?.headers.find(([name]) => name === 'location')?.[1] ?? ''
    expect(location).toBe(`${target.origin}/secret`)
    expect(await askHead(gateway, { url: location })).toMatchObject({
      status: 403,
      error: { kind: 'refused' },
    })
    expect(target.seen).toHaveLength(1)
  })

  it('comes head first, before the target has a body', async () => {
    let send = () => {}
    const target = await startTarget((_incoming, response) => {
      response.flushHeaders()
      send = () => response.end('late')
    })
    const gateway = await startGateway({ allow: [target.origin] })
    const { head, body } = await ask(gateway, { url: target.origin })
    expect(head?.status).toBe(200)
    send()
    expect(await body.text()).toBe('late')
  })

  it('may have 64 KiB of header, both ways', async () => {
    const big = 'x'.repeat(64 * 1024)
    const target = await startTarget((incoming, response) => {
      response.setHeader('x-big', String(incoming.headers['x-big']))
      response.end('ok')
    })
    const gateway = await startGateway({ allow: [target.origin] })
    const { head, body } = await ask(gateway, { url: target.origin, headers: [['x-big', big]] })
    expect(head?.headers.find(([name]) => name === 'x-big')?.[1]).toBe(big)
    expect(await body.text()).toBe('ok')
  })

  it('is a large body, byte for byte', async () => {
    const piece = Buffer.alloc(64 * 1024, 'abcdefgh')
    const pieces = 160
    const target = await startTarget((_incoming, response) => {
      Readable.from(Array.from({ length: pieces }, () => piece)).pipe(response)
    })
    const gateway = await startGateway({ allow: [target.origin] })
    const { body } = await ask(gateway, { url: target.origin })
    const bytes = Buffer.from(await body.arrayBuffer())
    expect(bytes.length).toBe(pieces * piece.length)
    expect(bytes.equals(Buffer.concat(Array.from({ length: pieces }, () => piece)))).toBe(true)
  })
})

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
