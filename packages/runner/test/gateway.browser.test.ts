import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { once } from 'node:events'
import { createServer, get } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import type { IncomingMessage, RequestListener, Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { pathToFileURL } from 'node:url'
import { generate } from 'selfsigned'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openProgram, type OpenProgram } from './open-program.js'

const dir = mkdtempSync(path.join(tmpdir(), 'openwx-gateway-'))
const servers: Server[] = []
let program: OpenProgram
let plain: string
let unlisted: string

const answer: RequestListener = (request, response) => {
  // Nothing here that a browser would need to let a page read it.
  response.setHeader('x-seen', request.headers['accept-charset'] ?? '')
  response.end(JSON.stringify({ host: request.headers.host, method: request.method }))
}
const listen = async (server: Server): Promise<number> => {
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}

beforeAll(async () => {
  const { cert, private: key } = await generate([{ name: 'commonName', value: 'api.example' }], {
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: 'api.example' }] }],
  })
  const securePort = await listen(createSecureServer({ cert, key }, answer))
  plain = `http://127.0.0.1:${await listen(createServer(answer))}`
  unlisted = `http://127.0.0.1:${await listen(createServer(answer))}`
  const files = {
    'ca.pem': cert,
    'app.json': '{ "pages": ["index"] }',
    'index.wxml': '<view/>',
    'index.js': 'Page({})',
    'project.config.json': '{ "setting": { "urlCheck": false } }',
    'openwx.config.json': JSON.stringify({ domains: { request: ['https://api.example'] } }),
  }
  for (const [file, text] of Object.entries(files)) writeFileSync(path.join(dir, file), text)
  program = await openProgram(
    pathToFileURL(`${dir}/`),
    {},
    ...['--allow', plain],
    ...['--hosts', `api.example=127.0.0.1:${securePort}`],
    ...['--ca', path.join(dir, 'ca.pem')],
  )
  await program.open('index')
})
afterAll(async () => {
  await program.close()
  for (const server of servers) server.close()
  rmSync(dir, { recursive: true })
})

const request = (options: object) =>
  program.frame().evaluate<Record<string, unknown>, object>(
    (given) =>
      new Promise((resolve) => {
        const { wx } = (
          globalThis as unknown as { openwx: { wx: { request(options: object): void } } }
        ).openwx
        wx.request({ ...given, complete: resolve })
      }),
    options,
  )

it('lets wx.request reach what --allow names, without CORS', async () => {
  expect(
    await request({ url: `${plain}/a`, method: 'PUT', header: { 'accept-charset': 'utf-8' } }),
  ).toMatchObject({
    errMsg: 'request:ok',
    statusCode: 200,
    data: { method: 'PUT' },
    header: { 'x-seen': 'utf-8' },
  })
})

it('reaches the domains of the program, by --hosts and --ca', async () => {
  expect(await request({ url: 'https://api.example/a' })).toMatchObject({
    errMsg: 'request:ok',
    data: { host: 'api.example' },
  })
})

it('refuses what nobody named', async () => {
  expect(await request({ url: unlisted })).toMatchObject({
    errMsg: expect.stringMatching(/^request:fail /) as string,
  })
})

it('shows the token to nobody who calls the server by another name', async () => {
  const own = await fetch(`${program.url}__openwx/program.html`)
  expect(await own.text()).toContain('"token"')
  // fetch() would not send this Host.
  const request = get(`${program.url}__openwx/program.html`, { headers: { host: 'evil.example' } })
  const [response] = (await once(request, 'response')) as [IncomingMessage]
  expect(response.statusCode).toBe(403)
  expect(await text(response)).toBe('this server is not called evil.example')
})
