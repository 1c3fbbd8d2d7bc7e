import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startDemoServer } from './server.js'

let server
beforeAll(async () => {
  server = await startDemoServer({ port: 0 })
})
afterAll(() => server.close())

const get = (path, options) => fetch(server.origin + path, options)
const bodyOf = async (reply) => Buffer.from(await reply.arrayBuffer())
const fileOf = (name) => readFileSync(new URL(`music/${name}`, import.meta.url))

describe('/music', () => {
  it.each([
    ['ferry.mp3', 'audio/mpeg'],
    ['lanterns.m4a', 'audio/mp4'],
    ['train.jpg', 'image/jpeg'],
  ])('sends %s whole', async (name, type) => {
    const reply = await get(`/music/${name}`)
    expect([reply.status, reply.headers.get('content-type')]).toEqual([200, type])
    expect(reply.headers.get('accept-ranges')).toBe('bytes')
    expect(await bodyOf(reply)).toEqual(fileOf(name))
  })

  it.each([
    ['bytes=0-9', 0, 9],
    ['bytes=1000-', 1000, undefined],
    ['bytes=-7', -7, undefined],
    ['bytes=5-99999999', 5, undefined],
  ])('sends %s of it', async (range, first, last) => {
    const file = fileOf('ferry.mp3')
    const reply = await get('/music/ferry.mp3', { headers: { range } })
    const expected = file.subarray(first, last === undefined ? undefined : last + 1)
    const from = first < 0 ? file.length + first : first
    expect(reply.status).toBe(206)
    expect(reply.headers.get('content-range')).toBe(
      `bytes ${from}-${from + expected.length - 1}/${file.length}`,
    )
    expect(await bodyOf(reply)).toEqual(expected)
  })

  it('refuses a range beyond the end, and takes what is no range for none', async () => {
    const { length } = fileOf('ferry.mp3')
    const ask = (range) => get('/music/ferry.mp3', { headers: { range } })
    const beyond = await ask(`bytes=${length}-`)
    expect([beyond.status, beyond.headers.get('content-range')]).toEqual([416, `bytes */${length}`])
    expect((await ask('bytes=9-5')).status).toBe(416)
    for (const range of ['lines=1-2', 'bytes=-', 'bytes=0-1,4-5']) {
      expect((await ask(range)).status, range).toBe(200)
    }
  })

  it('says how long it is without sending it', async () => {
    const reply = await get('/music/ferry.mp3', { method: 'HEAD' })
    expect(reply.headers.get('content-length')).toBe(String(fileOf('ferry.mp3').length))
    expect(await reply.text()).toBe('')
  })

  it('has something that is no music, and nothing beside its folder', async () => {
    const broken = await get('/music/broken.mp3')
    expect(broken.headers.get('content-type')).toBe('audio/mpeg')
    expect(await broken.text()).toMatch(/^This says/)
    for (const name of ['missing.mp3', '', '..%2fmain.js', '%2e%2e/main.js']) {
      expect((await get(`/music/${name}`)).status, name).toBe(404)
    }
  })
})

describe('/hls', () => {
  const linesOf = async (name) => {
    const reply = await get(`/hls/${name}.m3u8`)
    expect(reply.headers.get('content-type')).toBe('application/vnd.apple.mpegurl')
    return (await reply.text()).split('\n')
  }
  const segmentsOf = (lines) => lines.filter((line) => line.endsWith('.mp3'))
  const valueOf = (lines, tag) => lines.find((line) => line.startsWith(`#${tag}:`)).split(':')[1]
  /** A segment behind its tag, and the ticks of which the tag tells. */
  const read = async (name) => {
    const body = await bodyOf(await get(`/hls/${name}`))
    expect(body.toString('latin1', 0, 3)).toBe('ID3')
    const end = 10 + body[9]
    return { frames: body.subarray(end), ticks: Number(body.readBigUInt64BE(end - 8)) }
  }

  it('cuts a track into pieces that are its frames, one after another', async () => {
    const lines = await linesOf('vod')
    expect(lines[0]).toBe('#EXTM3U')
    expect(lines.at(-2)).toBe('#EXT-X-ENDLIST')
    const seconds = parseFloat(valueOf(lines, 'EXTINF'))
    const pieces = await Promise.all(segmentsOf(lines).map(read))
    const all = Buffer.concat(pieces.map(({ frames }) => frames))
    const file = fileOf('train.mp3')
    expect(all).toEqual(file.subarray(0, all.length))
    expect(all.length).toBeGreaterThan(0.9 * file.length)
    expect(pieces.map(({ frames }) => frames.readUInt16BE(0) >> 5)).toEqual(pieces.map(() => 0x7ff))
    expect(pieces.map(({ ticks }) => ticks)).toEqual(
      pieces.map((_, number) => Math.round(number * seconds * 90_000)),
    )
  })

  it('goes on by the clock, without an end', async () => {
    const lines = await linesOf('live')
    expect(lines).not.toContain('#EXT-X-ENDLIST')
    const first = Number(valueOf(lines, 'EXT-X-MEDIA-SEQUENCE'))
    expect(segmentsOf(lines)).toEqual([0, 1, 2, 3].map((n) => `segment-${first + n}.mp3`))
    // Far from its beginning it plays the same again, at another time.
    const [one, again] = [await read('segment-1.mp3'), await read('segment-81.mp3')]
    expect(again.frames).toEqual(one.frames)
    expect(again.ticks - one.ticks).toBe(80 * one.ticks)
  })

  it('leaves a piece out, and says so or does not', async () => {
    const [gap, hole] = [await linesOf('gap'), await linesOf('hole')]
    expect(gap.filter((line) => line === '#EXT-X-GAP')).toHaveLength(1)
    expect(hole).not.toContain('#EXT-X-GAP')
    for (const lines of [gap, hole]) {
      const replies = await Promise.all(segmentsOf(lines).map((name) => get(`/hls/${name}`)))
      expect(replies.filter(({ status }) => status === 404)).toHaveLength(1)
    }
    expect((await linesOf('broken'))[0]).not.toContain('#EXTM3U')
  })

  it.each(['none.m3u8', 'segment-x.mp3', 'segment-1.mp4', 'toString'])(
    'has no %s',
    async (name) => {
      expect((await get(`/hls/${name}`)).status).toBe(404)
    },
  )
})
