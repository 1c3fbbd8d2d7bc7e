import { request as httpRequest } from 'node:http'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startDemoServer } from './server.js'

let server
beforeAll(async () => {
  server = await startDemoServer({ port: 0 })
})
afterAll(() => server.close())

const get = (path, options) => fetch(server.origin + path, options)

it('lists its routes', async () => {
  const { routes } = await (await get('/')).json()
  expect(routes.map(({ path }) => path)).toEqual([
    '/echo',
    '/slow?ms=',
    '/chunked?parts=&ms=',
    '/status/:code',
    '/redirect?to=&code=&count=',
    '/cookies',
    '/header?name=value',
    '/gzip',
    '/broken',
    '/bytes?n=',
    '/file?type=&bytes=&ms=&length=',
    '/image.svg?side=',
    '/image.png?side=',
    '/music/:file',
    '/hls/:file',
    '/upload?ms=',
    '/chat?name=',
    '/echo-socket',
  ])
})

it('sends no CORS header, so that only a gateway can read it from a page', async () => {
  const reply = await get('/echo', { headers: { origin: 'http://127.0.0.1:1' } })
  expect([...reply.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([])
})

it('echoes method, query, headers and body', async () => {
  const reply = await get('/echo?a=1&b=x%20y', {
    method: 'PUT',
    body: '{"n":1}',
    headers: { 'x-tour': 'yes' },
  })
  expect(await reply.json()).toMatchObject({
    method: 'PUT',
    path: '/echo',
    query: { a: '1', b: 'x y' },
    headers: { 'x-tour': 'yes' },
    bytes: 7,
    body: '{"n":1}',
    json: { n: 1 },
  })
})

it('refuses a body of more than 1 MiB', async () => {
  const body = new Uint8Array(1024 * 1024)
  expect((await get('/echo', { method: 'POST', body })).status).toBe(200)
  const larger = new Uint8Array(1024 * 1024 + 1)
  expect((await get('/echo', { method: 'POST', body: larger })).status).toBe(413)
})

it('says how long it waited', async () => {
  expect(await (await get('/slow?ms=1')).json()).toEqual({ waitedMs: 1 })
})

it.each(['/slow?ms=-1', '/slow?ms=x', '/slow?ms=60001', '/chunked?parts=1001', '/bytes?n=1.5'])(
  'refuses %s',
  async (path) => {
    const reply = await get(path)
    expect(reply.status).toBe(400)
    expect((await reply.json()).error).toMatch(/must be a whole number/)
  },
)

it('sends a body in parts, without a length', async () => {
  const reply = await get('/chunked?parts=3&ms=0')
  expect(reply.headers.get('content-length')).toBeNull()
  expect(await reply.text()).toBe('part 1 of 3\npart 2 of 3\npart 3 of 3\n')
})

it.each([200, 204, 304, 404, 418, 500, 599])('answers with status %i', async (code) => {
  expect((await get(`/status/${code}`)).status).toBe(code)
})

it.each(['99', '100', '600', 'x', ''])('refuses status "%s"', async (code) => {
  expect((await get(`/status/${code}`)).status).toBe(400)
})

it('redirects as often as asked', async () => {
  const first = await get('/redirect?count=2&code=307&to=/status/201', { redirect: 'manual' })
  expect(first.status).toBe(307)
  expect(first.headers.get('location')).toBe('/redirect?to=%2Fstatus%2F201&code=307&count=1')
  const reply = await get('/redirect?count=2&code=307&to=/status/201')
  expect([reply.status, reply.url]).toEqual([201, `${server.origin}/status/201`])
})

it('makes a header of any target', async () => {
  const to = encodeURIComponent('/echo?q=中 a\r\nx: y')
  const reply = await get(`/redirect?to=${to}`, { redirect: 'manual' })
  expect(reply.headers.get('location')).toBe('/echo?q=%E4%B8%AD%20a%0D%0Ax:%20y')
  expect(reply.headers.get('x')).toBeNull()
})

it('refuses a redirect code that is none', async () => {
  expect((await get('/redirect?code=200', { redirect: 'manual' })).status).toBe(400)
})

it('sets two cookies and counts visits', async () => {
  const reply = await get('/cookies', { headers: { cookie: 'visits=4; a=b=c' } })
  expect(reply.headers.getSetCookie()).toEqual([
    'visits=5; Path=/; Max-Age=3600',
    'flavour=oat; Path=/; HttpOnly',
  ])
  expect(await reply.json()).toEqual({ received: { visits: '4', a: 'b=c' }, visits: 5 })
})

it('sends the headers that the query names and says what it got', async () => {
  const reply = await get('/header?x-a=1&x-a=2', { headers: { 'X-Sent': 'here' } })
  expect(reply.headers.get('x-a')).toBe('1, 2')
  expect((await reply.json()).sent).toContain('X-Sent: here')
})

it('refuses headers that cannot be', async () => {
  expect((await get('/header?a%20b=1')).status).toBe(400)
  expect((await get('/header?a=%0D%0Ab:1')).status).toBe(400)
})

it('sends a compressed body', async () => {
  const reply = await get('/gzip')
  expect(reply.headers.get('content-encoding')).toBe('gzip')
  expect((await reply.json()).lines).toHaveLength(200)
})

it('hangs up half-way', async () => {
  const reply = await get('/broken')
  expect(reply.headers.get('content-length')).toBe('1000')
  await expect(reply.text()).rejects.toThrow()
})

it('sends as many bytes as asked for', async () => {
  const body = new Uint8Array(await (await get('/bytes?n=70000')).arrayBuffer())
  expect(body).toHaveLength(70_000)
  expect([body[0], body[255], body[256], body[65_536], body[69_999]]).toEqual([0, 255, 0, 0, 111])
})

it('answers an unknown path with 404', async () => {
  expect((await get('/nowhere')).status).toBe(404)
})

it('is no tunnel', async () => {
  const { port } = new URL(server.origin)
  const status = await new Promise((resolve, reject) => {
    const call = httpRequest({ host: '127.0.0.1', port, method: 'CONNECT', path: 'a.example:1' })
    call.once('connect', (response, socket) => {
      socket.destroy()
      resolve(response.statusCode)
    })
    call.once('error', reject).end()
  })
  expect(status).toBe(405)
})

it('says that its port is taken', async () => {
  const port = Number(new URL(server.origin).port)
  await expect(startDemoServer({ port })).rejects.toThrow('EADDRINUSE')
})

it('ends open answers when it closes', async () => {
  const other = await startDemoServer({ port: 0 })
  const reply = await fetch(`${other.origin}/chunked?parts=2&ms=60000`)
  const text = reply.text()
  await other.close()
  await expect(text).rejects.toThrow()
})
