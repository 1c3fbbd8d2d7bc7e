import { Blob } from 'node:buffer'
import { createHash } from 'node:crypto'
import { ReadableStream } from 'node:stream/web'
import { crc32 } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startDemoServer } from './server.js'

let server
beforeAll(async () => {
  server = await startDemoServer({ port: 0 })
})
afterAll(() => server.close())

const get = (path, options) => fetch(server.origin + path, options)
const bodyOf = async (reply) => Buffer.from(await reply.arrayBuffer())

/** The chunks of a PNG, each with the check sum that it should have. */
const chunksOf = (png) => {
  const chunks = []
  for (let at = 8; at < png.length;) {
    const length = png.readUInt32BE(at)
    const body = png.subarray(at + 4, at + 8 + length)
    chunks.push({
      type: body.toString('latin1', 0, 4),
      good: crc32(body) === png.readUInt32BE(at + 8 + length),
    })
    at += length + 12
  }
  return chunks
}

describe('/file', () => {
  it.each([
    ['png', 'image/png', 300_000],
    ['svg', 'image/svg+xml', 300_001],
    ['txt', 'text/plain; charset=utf-8', 300_002],
    ['bin', 'application/octet-stream', 300_003],
  ])('sends a %s file of exactly so many bytes', async (kind, type, bytes) => {
    const reply = await get(`/file?type=${kind}&bytes=${bytes}`)
    expect(reply.headers.get('content-type')).toBe(type)
    expect(reply.headers.get('content-length')).toBe(String(bytes))
    expect(await bodyOf(reply)).toHaveLength(bytes)
  })

  it('fills a picture up in a way that leaves it whole', async () => {
    const png = await bodyOf(await get('/file?type=png&bytes=300000'))
    const chunks = chunksOf(png)
    expect(chunks.map(({ type }) => type)).toEqual(['IHDR', 'IDAT', 'paDd', 'IEND'])
    expect(chunks.every(({ good }) => good)).toBe(true)
    const svg = await bodyOf(await get('/file?type=svg&bytes=5000'))
    expect(svg.toString()).toMatch(/^<svg .*<\/svg>\n$/s)
  })

  it('gives a picture the bytes that it needs', async () => {
    const least = await bodyOf(await get('/file?type=png&bytes=0'))
    expect(chunksOf(least).map(({ type }) => type)).toEqual(['IHDR', 'IDAT', 'IEND'])
    const more = await bodyOf(await get(`/file?type=png&bytes=${least.length + 5}`))
    expect(more).toHaveLength(least.length + 5)
    expect(more.subarray(0, least.length)).toEqual(least)
  })

  it('sends the same bytes in steps, and without a length', async () => {
    const at = async (query) => bodyOf(await get(`/file?type=bin&bytes=200000${query}`))
    const reply = await get('/file?bytes=200000&length=0')
    expect(reply.headers.get('content-length')).toBeNull()
    const whole = await at('')
    expect(await bodyOf(reply)).toEqual(whole)
    expect(await at('&ms=120')).toEqual(whole)
  })

  it.each(['type=exe', 'bytes=-1', 'bytes=104857601', 'length=2'])('refuses %s', async (query) => {
    expect((await get(`/file?${query}`)).status).toBe(400)
  })
})

it('sends pictures of any side', async () => {
  const png = await bodyOf(await get('/image.png?side=48'))
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([48, 48])
  expect(await (await get('/image.svg?side=48')).text()).toContain('width="48" height="48"')
})

describe('/upload', () => {
  const send = (body, headers = {}) => get('/upload', { method: 'POST', body, headers })
  const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex')

  it('says what was in a form, however its bytes look', async () => {
    // Nearly a boundary, again and again.
    const tricky = Buffer.from('\r\n--\r\n----\r\n\r\n'.repeat(50_000))
    const form = new FormData()
    form.set('name', 'Ada 艾达')
    form.set('lines', '36')
    form.set('file', new Blob([tricky], { type: 'image/png' }), 'a.png')
    expect(await (await send(form)).json()).toEqual({
      bytes: expect.any(Number),
      fields: { name: 'Ada 艾达', lines: '36' },
      files: [
        {
          name: 'file',
          fileName: 'a.png',
          type: 'image/png',
          bytes: tricky.length,
          sha256: sha256(tricky),
        },
      ],
    })
  })

  it('finds a boundary that is cut anywhere', async () => {
    const body = Buffer.from(
      '--b\r\nContent-Disposition: form-data; name="f"; filename="x"\r\n\r\n\r\n--\r\n--b--\r\n',
    )
    for (let cut = 1; cut < body.length; cut += 1) {
      const parts = [body.subarray(0, cut), body.subarray(cut)]
      const stream = new ReadableStream({
        async pull(controller) {
          const part = parts.shift()
          if (part) controller.enqueue(part)
          else controller.close()
          // So that each part is a write of its own.
          await new Promise((resolve) => setImmediate(resolve))
        },
      })
      const reply = await get('/upload', {
        method: 'POST',
        body: stream,
        duplex: 'half',
        headers: { 'content-type': 'multipart/form-data; boundary="b"' },
      })
      const { files } = await reply.json()
      expect(files.map(({ bytes, sha256: sum }) => [bytes, sum])).toEqual([[4, sha256('\r\n--')]])
    }
  })

  it('refuses what is no form, and one that is cut off', async () => {
    expect((await send('text')).status).toBe(415)
    const type = { 'content-type': 'multipart/form-data; boundary=b' }
    expect(
      (await send('--b\r\nContent-Disposition: form-data; name="f"\r\n\r\nx', type)).status,
    ).toBe(400)
    expect((await send('--b\r\n\r\nx\r\n--b--', type)).status).toBe(400)
  })
})
