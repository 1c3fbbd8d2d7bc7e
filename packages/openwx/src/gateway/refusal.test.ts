import { isIP } from 'node:net'
import { describe, expect, it, vi } from 'vitest'
import type { Asked } from '../../test/gateway-harness.js'
import { askHead, deferred, echo, startGateway, startTarget } from '../../test/gateway-harness.js'
import { createGateway } from './index.js'

const setUp = async (options: Parameters<typeof createGateway>[0] = {}) => {
  const target = await startTarget(echo)
  const gateway = await startGateway({ allow: [target.origin], ...options })
  const asked: Asked = { url: target.origin }
  return { target, gateway, asked }
}

describe('a request is refused, and the target hears nothing,', () => {
  it('without the token, or with another', async () => {
    const { target, gateway, asked } = await setUp()
    for (const token of [undefined, '', 'x'.repeat(32), `${gateway.token}x`]) {
      const { status, error } = await askHead(gateway, asked, { 'x-openwx-token': token })
      expect(status).toBe(401)
      expect(error).toEqual({
        kind: 'refused',
        message: 'the gateway needs its token, which the page is served with',
      })
    }
    expect(target.seen).toHaveLength(0)
    expect((await askHead(gateway, asked)).status).toBe(200)
  })

  it('with the token of a run that is over', async () => {
    const { target, gateway: former, asked } = await setUp()
    const { gateway } = await setUp({ allow: [target.origin] })
    const { status } = await askHead(gateway, asked, { 'x-openwx-token': former.token })
    expect(status).toBe(401)
    expect(target.seen).toHaveLength(0)
  })

  it('from a foreign page that has the token, and which cannot read the answer either', async () => {
    const { target, gateway, asked } = await setUp()
    for (const origin of ['https://evil.example', 'null', undefined]) {
      const { status, headers } = await askHead(gateway, asked, { origin })
      expect(status).toBe(403)
      expect(headers).not.toHaveProperty('access-control-allow-origin')
    }
    expect(target.seen).toHaveLength(0)
  })

  it('under a foreign name', async () => {
    const { target, gateway, asked } = await setUp()
    const { status } = await askHead(gateway, asked, {
      host: 'evil.example',
      origin: 'http://evil.example',
    })
    expect(status).toBe(403)
    expect(target.seen).toHaveLength(0)
  })

  it('with a line break in a header', async () => {
    const { target, gateway, asked } = await setUp()
    const { status, error } = await askHead(gateway, {
      ...asked,
      headers: [['X-A', 'b\r\nX-Smuggled: 1']],
    })
    expect([status, error?.kind]).toEqual([400, 'refused'])
    expect(target.seen).toHaveLength(0)
  })

  it.each([
    'http://2130706433',
    'http://0177.0.0.1',
    'http://0x7f.1',
    'http://[::ffff:127.0.0.1]',
    'http://[64:ff9b::127.0.0.1]',
    'http://127.1',
    'http://0.0.0.0',
    'http://[::1]',
    'http://169.254.169.254',
    'http://[fe80::1]',
    'http://192.168.0.1',
  ])('to a private address, in disguise or not: %s', async (base) => {
    const target = await startTarget(echo)
    const gateway = await startGateway({ allow: ['*'] })
    const { status, error } = await askHead(gateway, { url: `${base}:${target.port}/` })
    expect([status, error?.kind]).toEqual([403, 'refused'])
    expect(target.seen).toHaveLength(0)
  })

  it('to the private address that a target redirects to: the page asks again, in vain', async () => {
    const inside = await startTarget(echo)
    const target = await startTarget((_incoming, response) => {
      response.writeHead(302, { location: inside.origin }).end()
    })
    const gateway = await startGateway({ allow: ['*', target.origin] })
    const { head } = await askHead(gateway, { url: target.origin })
    const url = head?.headers.find(([name]) => name === 'location')?.[1] ?? ''
    expect([head?.status, url]).toEqual([302, inside.origin])
    expect((await askHead(gateway, { url })).error).toMatchObject({ kind: 'refused' })
    expect(inside.seen).toHaveLength(0)
  })

  it('to a name of this machine', async () => {
    const target = await startTarget(echo)
    const gateway = await startGateway({ allow: ['*'] })
    const origin = `http://localhost:${target.port}`
    expect(await askHead(gateway, { url: `${origin}/?token=secret` })).toMatchObject({
      status: 403,
      error: {
        kind: 'refused',
        message: `the gateway does not relay to private addresses, and ${origin} has one; start it with --allow ${origin}`,
      },
    })
    expect(target.seen).toHaveLength(0)
    const allowing = await startGateway({ allow: [origin] })
    expect((await askHead(allowing, { url: origin })).status).toBe(200)
  })

  it('to a listed name that has a private address', async () => {
    const gateway = await startGateway({
      domains: { request: ['https://inside.example'] },
      lookup: (_hostname, _options, callback) =>
        callback(null, [{ address: '192.168.0.1', family: 4 }]),
    })
    expect(await askHead(gateway, { url: 'https://inside.example/' })).toMatchObject({
      status: 403,
      error: { kind: 'refused' },
    })
  })

  it('to a name that changes its address: it is looked up once, and connected to what was checked', async () => {
    const target = await startTarget(echo)
    // Public, and given to nobody yet, when asked first; this machine ever after.
    const answers = ['2fff::1']
    const lookup = vi.fn((_hostname: string, _options: unknown, callback: Answer) => {
      const address = answers.shift() ?? '127.0.0.1'
      callback(null, [{ address, family: isIP(address) }])
    })
    type Answer = (error: null, addresses: { address: string; family: number }[]) => void
    const gateway = await startGateway({ allow: ['*'], lookup, idleTimeoutMs: 50 })
    const url = `http://rebind.example:${target.port}/`
    // Whatever becomes of the connection to the public address, it is not this machine that answers.
    expect((await askHead(gateway, { url })).error).toMatchObject({ kind: 'network' })
    expect(lookup).toHaveBeenCalledOnce()
    expect((await askHead(gateway, { url })).error).toMatchObject({ kind: 'refused' })
    expect(target.seen).toHaveLength(0)
  })

  it('one above the limit, while the others run', async () => {
    const held: (() => void)[] = []
    const arrived = deferred<undefined>()
    const target = await startTarget((_incoming, response) => {
      held.push(() => response.end('done'))
      arrived.resolve(undefined)
    })
    const gateway = await startGateway({ allow: [target.origin], maxConcurrent: 1 })
    const first = askHead(gateway, { url: target.origin })
    await arrived.promise
    expect(await askHead(gateway, { url: target.origin })).toMatchObject({
      status: 429,
      error: { kind: 'refused', message: 'the gateway relays at most 1 requests at a time' },
    })
    held.shift()?.()
    expect((await first).status).toBe(200)
    const second = askHead(gateway, { url: target.origin })
    await vi.waitUntil(() => held.length > 0)
    held.shift()?.()
    expect((await second).status).toBe(200)
  })

  it('with a method or a path that is not the relay’s', async () => {
    const { gateway, asked } = await setUp()
    const status = async (method: 'GET' | 'PUT', path: string) =>
      (await askHead(gateway, asked, {}, { method, path })).status
    expect(await status('GET', '/http')).toBe(405)
    expect(await status('PUT', '/http')).toBe(405)
    expect(await status('GET', '/other')).toBe(404)
    expect(await status('GET', '/http/')).toBe(404)
    expect(await status('GET', '/https')).toBe(404)
    expect(await status('GET', '')).toBe(404)
  })

  it('with a head above the limit', async () => {
    const { gateway, asked } = await setUp({ maxHeaderBytes: 1000 })
    const { status } = await askHead(gateway, { ...asked, headers: [['x', 'y'.repeat(1000)]] })
    expect(status).toBe(431)
  })

  it('with a body that was not read, and the connection lives on', async () => {
    const { gateway, asked } = await setUp()
    const body = Buffer.alloc(1024 * 1024)
    for (let i = 0; i < 3; i++) {
      const { status } = await askHead(gateway, { ...asked, body }, { 'x-openwx-token': 'wrong' })
      expect(status).toBe(401)
    }
  })

  it('with a message that holds nothing secret', async () => {
    const { gateway } = await setUp()
    const secrets = ['s3cret-path', 's3cret-cookie', 's3cret-body', gateway.token]
    const { headers } = await askHead(gateway, {
      url: 'https://x.example/s3cret-path?s3cret-path',
      headers: [['Cookie', 's3cret-cookie']],
      body: 's3cret-body',
    })
    const message = String(headers['x-openwx-error'])
    expect(message).toContain('--allow https://x.example')
    for (const secret of secrets) expect(message).not.toContain(secret)
  })
})

describe('CORS', () => {
  const origins = ['https://pages.example']
  const preflight = {
    'access-control-request-method': 'POST',
    'access-control-request-headers': 'x-openwx-request,x-openwx-token',
  }
  it('answers a preflight for a page on the list, without a token', async () => {
    const { gateway, asked, target } = await setUp({ origins })
    const { status, headers } = await askHead(
      gateway,
      asked,
      { ...preflight, origin: 'https://pages.example', 'x-openwx-token': undefined },
      { method: 'OPTIONS' },
    )
    expect(status).toBe(204)
    expect(headers).toMatchObject({
      'access-control-allow-origin': 'https://pages.example',
      'access-control-allow-methods': 'POST',
      'access-control-allow-headers': 'x-openwx-token, x-openwx-request, content-type',
      'access-control-max-age': '7200',
      vary: 'origin',
    })
    expect(target.seen).toHaveLength(0)
  })
  it('refuses a preflight for any other', async () => {
    const { gateway, asked } = await setUp({ origins })
    const { status, headers } = await askHead(
      gateway,
      asked,
      { ...preflight, origin: 'https://evil.example' },
      { method: 'OPTIONS' },
    )
    expect(status).toBe(403)
    expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([])
  })
  it('lets a page on the list read answers and refusals', async () => {
    const { gateway, asked } = await setUp({ origins })
    const origin = 'https://pages.example'
    for (const token of [gateway.token, 'wrong']) {
      const { headers } = await askHead(gateway, asked, { origin, 'x-openwx-token': token })
      expect(headers).toMatchObject({
        'access-control-allow-origin': origin,
        'access-control-expose-headers': 'x-openwx-response, x-openwx-error, content-encoding',
        vary: 'origin',
      })
    }
  })
})
