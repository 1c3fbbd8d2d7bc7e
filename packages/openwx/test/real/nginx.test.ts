import { mkdtempSync, rmSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { FailResult } from '../../src/call/call.js'
import { createHost, createWx } from '../../src/index.node.js'
import type { RequestOptions, RequestResult } from '../../src/public-types.js'
import { freePort, nginxProgram, startNginx } from '../nginx.js'

const BIG_BYTES = 5_000_000
const ITEMS = Array.from({ length: 200 }, (_, id) => ({ id, name: `item ${id}` }))

const configuration = (folder: string, port: number) => `
  access_log off;
  gzip on;
  gzip_types application/json;
  gzip_min_length 100;
  server {
    listen 127.0.0.1:${port};
    root ${folder}/www;
    keepalive_requests 3;
    location = /moved { return 302 /items.json; }
    location = /chunked {
      proxy_pass http://127.0.0.1:${port}/items.json;
      proxy_http_version 1.0;
      chunked_transfer_encoding on;
    }
  }
`

describe.skipIf(nginxProgram === undefined)('wx.request against nginx', () => {
  let folder: string
  let stop: () => Promise<void>
  let origin: string
  const host = createHost()
  const wx = createWx(host, { urlCheck: false })

  const request = (options: RequestOptions) =>
    new Promise<RequestResult>((resolve, reject) => {
      wx.request({
        ...options,
        url: origin + options.url,
        success: (result: RequestResult) => resolve(result),
        fail: (error: FailResult) => reject(new Error(error.errMsg)),
      })
    })

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'openwx-nginx-'))
    await mkdir(path.join(folder, 'www'))
    await writeFile(path.join(folder, 'www/items.json'), JSON.stringify(ITEMS))
    await writeFile(path.join(folder, 'www/big.bin'), Buffer.alloc(BIG_BYTES, 7))
    const port = await freePort()
    origin = `http://127.0.0.1:${port}`
    stop = await startNginx(folder, { http: configuration(folder, port), port })
  })

  afterAll(async () => {
    await host.dispose()
    await stop()
    rmSync(folder, { recursive: true })
  })

  it('reads JSON, compressed by the server', async () => {
    const { data, header } = await request({ url: '/items.json' })
    expect(data).toEqual(ITEMS)
    expect(header['Content-Encoding']).toBe('gzip')
    expect(header.Server).toMatch(/^nginx/)
  })

  it('goes on over connections that the server closes after three requests', async () => {
    const results = await Promise.all(
      Array.from({ length: 40 }, () => request({ url: '/items.json' })),
    )
    expect(results.every(({ data }) => Array.isArray(data))).toBe(true)
    expect(results.some(({ profile }) => profile.socketReused)).toBe(true)
    expect(results.some(({ profile }) => !profile.socketReused)).toBe(true)
  })

  it('follows its redirect, or shows it', async () => {
    expect((await request({ url: '/moved' })).data).toEqual(ITEMS)
    const { statusCode, header } = await request({ url: '/moved', redirect: 'manual' })
    expect([statusCode, header.Location]).toEqual([302, `${origin}/items.json`])
  })

  it('hands over its error page as data', async () => {
    const { statusCode, data } = await request({ url: '/nothing' })
    expect(statusCode).toBe(404)
    expect(data).toContain('404 Not Found')
  })

  it('reads a chunked body', async () => {
    const { data, header } = await request({
      url: '/chunked',
      header: { 'accept-encoding': 'gzip' },
    })
    expect(data).toEqual(ITEMS)
    expect(header['Transfer-Encoding']).toBe('chunked')
  })

  it('reads a big file whole, and a range of it', async () => {
    const whole = await request({ url: '/big.bin', responseType: 'arraybuffer' })
    expect((whole.data as ArrayBuffer).byteLength).toBe(BIG_BYTES)
    const part = await request({
      url: '/big.bin',
      responseType: 'arraybuffer',
      header: { Range: 'bytes=10-19' },
    })
    expect([part.statusCode, (part.data as ArrayBuffer).byteLength]).toEqual([206, 10])
  })

  it('asks for the head only, and again with a validator', async () => {
    const head = await request({ url: '/big.bin', method: 'HEAD' })
    expect([head.data, head.header['Content-Length']]).toEqual(['', String(BIG_BYTES)])
    const again = await request({
      url: '/big.bin',
      header: { 'If-None-Match': head.header.ETag },
    })
    expect([again.statusCode, again.data]).toEqual([304, ''])
  })
})
