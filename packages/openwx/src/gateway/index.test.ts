import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { networkInterfaces } from 'node:os'
import { describe, expect, it } from 'vitest'
import { deferred, echo, startGateway, startTarget } from '../../test/gateway-harness.js'
import { toHeaderJson } from '../codec/relay.js'
import { createGateway } from './index.js'

const TOKEN = 'a-token-of-some-length'

describe('fetch', () => {
  const relayed = (url: string, init: RequestInit = {}, method = 'GET') =>
    new Request('http://localhost:3000/__openwx/gateway/http', {
      method: 'POST',
      ...init,
      headers: {
        origin: 'http://localhost:3000',
        'x-openwx-token': TOKEN,
        'x-openwx-request': toHeaderJson({ method, url, headers: [] }),
      },
    })

  it('is the same relay as a function', async () => {
    const target = await startTarget(echo)
    const gateway = createGateway({ token: TOKEN, allow: [target.origin] })
    const response = await gateway.fetch(relayed(`${target.origin}/x`, { body: 'hello' }, 'POST'))
    expect(response.status).toBe(200)
    expect(JSON.parse(response.headers.get('x-openwx-response') ?? '')).toMatchObject({
      status: 200,
    })
    expect(await response.json()).toMatchObject({ method: 'POST', url: '/x', body: 'hello' })
    await gateway.close()
  })
  it('refuses with the same words', async () => {
    const gateway = createGateway({ token: TOKEN })
    const response = await gateway.fetch(relayed('https://x.example/'))
    expect(response.status).toBe(403)
    expect(await response.json()).toEqual({
      kind: 'refused',
      message:
        'the gateway does not relay to https://x.example; start it with --allow https://x.example',
    })
    const preflight = new Request(relayed('').url, {
      method: 'OPTIONS',
      headers: { origin: 'http://localhost:3000' },
    })
    expect((await gateway.fetch(preflight)).status).toBe(204)
    expect((await gateway.fetch(new Request('http://localhost:3000/else'))).status).toBe(404)
    await gateway.close()
  })
  it('cancels the target with the body, or with the signal', async () => {
    const closed: Promise<void>[] = []
    const target = await startTarget((_incoming, response) => {
      closed.push(new Promise((resolve) => response.on('close', resolve)))
      response.write('some')
    })
    const gateway = createGateway({ token: TOKEN, allow: [target.origin] })
    const first = await gateway.fetch(relayed(target.origin))
    await first.body?.cancel()
    await closed[0]

    const controller = new AbortController()
    const second = await gateway.fetch(relayed(target.origin, { signal: controller.signal }))
    controller.abort()
    await expect(second.text()).rejects.toThrow()
    await closed[1]
    await expect(
      gateway.fetch(relayed(target.origin, { signal: AbortSignal.abort() })),
    ).rejects.toThrow()
    await gateway.close()
  })
  it('ends with the gateway', async () => {
    const arrived = deferred<undefined>()
    const target = await startTarget(() => arrived.resolve(undefined))
    const gateway = createGateway({ token: TOKEN, allow: [target.origin] })
    const running = gateway.fetch(relayed(target.origin))
    await arrived.promise
    await gateway.close()
    const message = { kind: 'refused', message: 'the gateway is closed' }
    expect(await (await running).json()).toEqual(message)
    const late = await gateway.fetch(relayed(target.origin))
    expect(late.status).toBe(503)
    expect(await late.json()).toEqual(message)
  })
  it('breaks the body off when the target does', async () => {
    const target = await startTarget((_incoming, response) => {
      response.write('some', () => response.destroy())
    })
    const gateway = createGateway({ token: TOKEN, allow: [target.origin] })
    const response = await gateway.fetch(relayed(target.origin))
    await expect(response.text()).rejects.toThrow()
    await gateway.close()
  })
  it('hands a body of many pieces over whole, as fast as it is read', async () => {
    const bytes = 4 * 1024 * 1024
    const target = await startTarget(
      (_incoming, response) => void response.end(Buffer.alloc(bytes, 7)),
    )
    const gateway = createGateway({ token: TOKEN, allow: [target.origin] })
    const response = await gateway.fetch(relayed(target.origin))
    expect((await response.arrayBuffer()).byteLength).toBe(bytes)
    await gateway.close()
  })
})

describe('middleware', () => {
  it('leaves other paths to the next, or answers 404', async () => {
    const gateway = createGateway({ basePath: '/relay/' })
    const server = createServer((request, response) => {
      if (request.url?.endsWith('?last') === true) gateway.middleware(request, response)
      else gateway.middleware(request, response, () => response.end('next'))
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const get = async (path: string) => {
      const response = await fetch(origin + path)
      return `${response.status} ${await response.text()}`
    }
    expect(await get('/')).toBe('200 next')
    expect(await get('/relayed/http')).toBe('200 next')
    expect(await get('/?last')).toBe('404 ')
    expect(await get('/relay/http')).toContain('403 {"kind":"refused"')
    await new Promise((resolve) => server.close(resolve))
    await gateway.close()
  })
})

describe('listen', () => {
  it('binds loopback and nothing else by default', async () => {
    const gateway = await startGateway()
    expect(new URL(gateway.url).hostname).toBe('127.0.0.1')
    expect(new URL(gateway.url).pathname).toBe('/__openwx/gateway')
  })
  it('answers to the address that it is bound to', async () => {
    const gateway = createGateway({ token: TOKEN })
    const server = await gateway.listen({ port: 0, host: '::1' })
    expect(server.url).toMatch(/^http:\/\/\[::1\]:\d+\/__openwx\/gateway$/)
    const response = await fetch(`${server.url}/http`, {
      method: 'POST',
      headers: { origin: new URL(server.url).origin },
    })
    expect(response.status).toBe(401)
    await server.close()
  })
  const [outside] = Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .filter(({ internal, family }) => !internal && family === 'IPv4')
  it.skipIf(outside === undefined)('on every address answers to every address', async () => {
    const server = await createGateway({ token: TOKEN }).listen({ port: 0, host: '0.0.0.0' })
    const { port, pathname } = new URL(server.url)
    const origin = `http://${outside?.address ?? ''}:${port}`
    const response = await fetch(`${origin}${pathname}/http`, {
      method: 'POST',
      headers: { origin },
    })
    // Named and placed right; only the token is missing.
    expect(response.status).toBe(401)
    await server.close()
  })
  it('says when it cannot', async () => {
    const first = await startGateway()
    const port = Number(new URL(first.url).port)
    await expect(createGateway().listen({ port })).rejects.toThrow('EADDRINUSE')
  })
})

describe('the token', () => {
  it('is another one each time, of 128 bits and more', () => {
    const tokens = [createGateway().token, createGateway().token]
    expect(new Set(tokens).size).toBe(2)
    for (const token of tokens) expect(token).toMatch(/^[\w-]{32}$/)
  })
  it('is the one that was set', () => {
    expect(createGateway({ token: TOKEN }).token).toBe(TOKEN)
  })
})
