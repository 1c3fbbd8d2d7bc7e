import { Readable } from 'node:stream'
import { gunzipSync, gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import {
  ask,
  askHead,
  bodyOf,
  echo,
  startGateway,
  startTarget,
} from '../../test/gateway-harness.js'

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
