import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { extensionOf } from '../../src/codec/file-path.js'
import { typeOfExtension } from '../../src/codec/media-type.js'
import type { HeaderList } from '../../src/ports/http.js'
import type { FixtureReply, FixtureRequest, Route } from './fixture.js'
import { MISSING, playlistText, segmentBytes } from './hls.js'
import { parseMultipart } from './multipart.js'
import { pictureBytes } from './pictures.js'
import { toneWav } from './tone.js'

const PACKAGE_IMAGES = ['a.png', 'photo.jpg']

const encode = (text: string) => new TextEncoder().encode(text)

const fromHex = (hex: string) =>
  Uint8Array.from(hex.match(/[0-9a-f]{2}/gi) ?? [], (pair) => Number.parseInt(pair, 16))

const toBase64 = (bytes: Uint8Array) =>
  btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))

/** Answers in one go, with a length. */
const send = (reply: FixtureReply, status: number, headers: HeaderList, body: Uint8Array) => {
  const bodiless = status === 204 || status === 304
  // A 304 may name the length that a 200 would have.
  const length = [['Content-Length', String(body.length)]] as const
  reply.head(status, status === 204 ? headers : [...headers, ...length])
  if (!bodiless) void reply.write(body)
  reply.end()
}

/** The part that is asked for: players seek by it. */
const sendRange = (
  request: FixtureRequest,
  reply: FixtureReply,
  headers: HeaderList,
  body: Uint8Array,
): void => {
  const asked = request.headers.find(([name]) => name.toLowerCase() === 'range')?.[1] ?? ''
  const [, first, last] = /^bytes=(\d+)-(\d*)$/.exec(asked) ?? []
  if (first === undefined) {
    send(reply, 200, [...headers, ['Accept-Ranges', 'bytes']], body)
    return
  }
  const start = Number(first)
  const part = body.subarray(start, last ? Number(last) + 1 : undefined)
  const range = `bytes ${start}-${start + part.length - 1}/${body.length}`
  send(reply, 206, [...headers, ['Content-Range', range]], part)
}

const type = (value: string): HeaderList => [['Content-Type', value]]

const echo: Route = (request, reply) => {
  const seen = {
    method: request.method,
    url: request.url,
    /** Lower-case names; a repeated one keeps all its values in `rawHeaders`. */
    headers: Object.fromEntries(
      request.headers.map(([name, value]) => [name.toLowerCase(), value]),
    ),
    rawHeaders: request.headers,
    body: new TextDecoder('utf-8', { ignoreBOM: true }).decode(request.body),
    bodyBase64: toBase64(request.body),
  }
  send(reply, 200, type('application/json'), encode(JSON.stringify(seen)))
}

/** Texts up to this size are told whole. */
const TOLD_BYTES = 4096

// Not the asynchronous one: what takes real time must not happen on the memory host's clock.
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

/** The parts of a form as JSON; a form that is none, or that says another length, is answered 400. */
const upload: Route = (request, reply) => {
  const headers = Object.fromEntries(
    request.headers.map(([name, value]) => [name.toLowerCase(), value]),
  )
  try {
    const length = headers['content-length']
    if (length !== String(request.body.length)) throw new Error(`length ${length}`)
    const parts = parseMultipart(headers['content-type'], request.body).map(
      ({ headers, bytes }) => ({
        headers,
        bytes: bytes.length,
        sha256: sha256(bytes),
        ...(bytes.length <= TOLD_BYTES && { text: new TextDecoder().decode(bytes) }),
      }),
    )
    const { method, body } = request
    const told = JSON.stringify({ method, headers, bodyBytes: body.length, parts })
    send(reply, 200, type('application/json'), encode(told))
  } catch (error) {
    send(reply, 400, type('text/plain'), encode(String(error)))
  }
}

/** The head of a body that will not come as a whole: of a redirect where the query says `to`. */
const tenBytes = (query: URLSearchParams): [status: number, headers: HeaderList] => {
  const to = query.get('to')
  const headers: HeaderList = [...type(query.get('type') ?? 'text/plain'), ['Content-Length', '10']]
  return to === null ? [200, headers] : [302, [['Location', to], ...headers]]
}

/** Text that hardly compresses, the same each time. */
const noise = (length: number): string => {
  let state = 1
  return Array.from({ length }, () => {
    state = (state * 48_271) % 2_147_483_647
    return String.fromCharCode(33 + (state % 90))
  }).join('')
}

const gzip = (reply: FixtureReply, body: ReadableStream<Uint8Array<ArrayBuffer>>) =>
  reply.wire ? body.pipeThrough(new CompressionStream('gzip')) : body

const zeros = (bytes: number) => {
  const piece = 64 * 1024
  let left = bytes
  return new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull(controller) {
      if (left <= 0) {
        controller.close()
        return
      }
      controller.enqueue(new Uint8Array(Math.min(left, piece)))
      left -= piece
    },
  })
}

const sendStream = async (
  reply: FixtureReply,
  headers: HeaderList,
  body: ReadableStream<Uint8Array>,
) => {
  reply.head(200, headers)
  const reader = body.getReader()
  for (;;) {
    const { value, done } = await reader.read()
    if (reply.gone.aborted) {
      await reader.cancel()
      return
    }
    if (done) break
    await reply.write(value)
  }
  reply.end()
}

/** By first path segment. Options are in the query; `tools.held` waits for the case's `release`. */
export const routes: Readonly<Record<string, Route>> = {
  /** The request as JSON. */
  '/echo': echo,

  /** What a form holds, see {@link upload}. */
  '/upload': upload,

  /**
   * Takes nothing of the request's body until `release`, and then breaks off; see {@link unreadRoutes}.
   */
  '/unread': async (_request, reply, { held }) => {
    await held()
    reply.readOn()
    if (!reply.gone.aborted) reply.break('reset')
  },

  /** `/early?status=413`: answers before it has taken anything of the request's body. */
  '/early': (_request, reply, { query }) => {
    send(reply, Number(query.get('status') ?? 200), type('text/plain'), encode('enough'))
    reply.readOn()
  },

  /** `/status/404?body=…`; also the answer to an unknown path (404). */
  '/status': (request, reply, { query }) => {
    const status = Number(/^\/status\/(\d{3})/.exec(request.url)?.[1] ?? 404)
    send(reply, status, type('text/plain'), encode(query.get('body') ?? ''))
  },

  /** The folder `images` of the package that the hosts under test have. */
  '/images': (request, reply) => {
    const [, , name = ''] = request.url.split('/')
    if (!PACKAGE_IMAGES.includes(name)) {
      return send(reply, 404, type('text/plain'), encode('no such file'))
    }
    const bytes = readFileSync(path.join(import.meta.dirname, '../package/images', name))
    send(reply, 200, type(typeOfExtension(extensionOf(name))), bytes)
  },

  /** `/pictures/plain.jpg`: one of `pictures.ts`, by the type of its name, or `?type=image/png`. */
  '/pictures': (request, reply, { query }) => {
    const name = /^\/pictures\/([\w.-]+)/.exec(request.url)?.[1] ?? ''
    const stated = query.get('type') ?? typeOfExtension(extensionOf(name))
    const bytes = pictureBytes(name)
    const status = bytes === undefined ? 404 : Number(query.get('status') ?? 200)
    send(reply, status, type(stated), bytes ?? encode('no such picture'))
  },

  /** `/sounds/tone.wav?seconds=2`: a tone, by default as long as that of the hosts' package; also what is none, or stops. */
  '/sounds': (request, reply, { query }) => {
    const name = /^\/sounds\/([\w.-]+)/.exec(request.url)?.[1] ?? ''
    const headers = type(typeOfExtension(extensionOf(name)))
    if (name === 'tone.wav') {
      sendRange(request, reply, headers, toneWav(Number(query.get('seconds') ?? 1)))
    } else if (name === 'stalled.wav' || name === 'cut.wav') {
      // Ten times as much as comes.
      const whole = toneWav(20)
      reply.head(200, [...headers, ['Content-Length', String(whole.length)]])
      void reply.write(whole.subarray(0, whole.length / 10)).then(() => {
        if (name === 'cut.wav') reply.break('cut')
      })
    } else if (name === 'broken.wav') send(reply, 200, headers, encode('This is no sound.'))
    else if (name === 'empty.wav') send(reply, 200, headers, encode(''))
    else send(reply, 404, headers, encode('no such sound'))
  },

  /** `/hls/vod.m3u8` and what else `hls.ts` has; `/hls/live.m3u8?segments=6` ends after so many; a piece with `?hold` waits for a `release`. */
  '/hls': async (request, reply, { query, before, held }) => {
    if (query.has('hold')) await held()
    if (reply.gone.aborted) return
    const [, name = '', extension] = /^\/hls\/([\w-]+)(?:\.(\w+))?/.exec(request.url) ?? []
    const number = /^segment-(\d+)$/.exec(name)?.[1]
    const segments = Number(query.get('segments') ?? Infinity)
    const text = playlistText(name, before, segments)
    if (text !== undefined && (extension === 'm3u8' || name === 'stream')) {
      send(reply, 200, type('application/vnd.apple.mpegurl'), encode(text))
    } else if (number === undefined || Number(number) === MISSING) {
      send(reply, 404, type('text/plain'), encode('no such piece'))
    } else send(reply, 200, type('audio/mpeg'), segmentBytes(Number(number)))
  },

  /** `/text?body=…&type=text/html` */
  '/text': (_request, reply, { query }) =>
    send(
      reply,
      200,
      type(query.get('type') ?? 'text/plain; charset=utf-8'),
      encode(query.get('body') ?? ''),
    ),

  /** `/bytes?hex=00ff&type=…` */
  '/bytes': (_request, reply, { query }) =>
    send(
      reply,
      200,
      type(query.get('type') ?? 'application/octet-stream'),
      fromHex(query.get('hex') ?? ''),
    ),

  /** `/zeros?bytes=1048576`, in pieces of 64 KiB. */
  '/zeros': (_request, reply, { query }) => {
    const bytes = Number(query.get('bytes'))
    return sendStream(
      reply,
      [...type('application/octet-stream'), ['Content-Length', String(bytes)]],
      zeros(bytes),
    )
  },

  /** `/bom?count=2&body=…`: that many byte order marks before the body. */
  '/bom': (_request, reply, { query }) =>
    send(
      reply,
      200,
      type('application/json'),
      encode('\uFEFF'.repeat(Number(query.get('count') ?? 1)) + (query.get('body') ?? '{"a":1}')),
    ),

  /** `/header?name=X-A&value=1&name=X-B&value=2`, a name as often as wanted. */
  '/header': (_request, reply, { query }) => {
    const values = query.getAll('value')
    const headers = query.getAll('name').map((name, i) => [name, values[i] ?? ''] as const)
    send(reply, 200, headers, encode('ok'))
  },

  /** `/big-header?bytes=65536`: one field of that size. */
  '/big-header': (_request, reply, { query }) =>
    send(reply, 200, [['X-Big', 'x'.repeat(Number(query.get('bytes')))]], encode('ok')),

  /** Two `Set-Cookie` fields, or `/cookies?cookie=a%3D1&cookie=…`. */
  '/cookies': (_request, reply, { query }) => {
    const asked = query.getAll('cookie')
    const cookies = asked.length > 0 ? asked : ['a=1; Path=/', 'b=2; HttpOnly']
    const headers = cookies.map((cookie) => ['Set-Cookie', cookie] as const)
    send(reply, 200, headers, encode('ok'))
  },

  /** `/redirect?code=302&to=echo`; `to` is a Location: relative, absolute path or URL. */
  '/redirect': (_request, reply, { query }) =>
    send(
      reply,
      Number(query.get('code') ?? 302),
      [['Location', query.get('to') ?? 'echo']],
      encode(query.get('body') ?? ''),
    ),

  /** Redirects to itself for ever. */
  '/loop': (_request, reply) => send(reply, 302, [['Location', 'loop']], encode('')),

  /** `/hops?count=3`: redirects that often, then echoes. */
  '/hops': (request, reply, tools) => {
    const left = Number(tools.query.get('count'))
    if (left <= 0) return echo(request, reply, tools)
    send(reply, 302, [['Location', `hops?count=${left - 1}`]], encode(''))
  },

  /** `/slow?ms=100`: echoes after that time. */
  '/slow': async (request, reply, tools) => {
    await tools.sleep(Number(tools.query.get('ms')))
    if (!reply.gone.aborted) await echo(request, reply, tools)
  },

  /** Echoes after `release`. */
  '/hold': async (request, reply, tools) => {
    await tools.held()
    if (!reply.gone.aborted) await echo(request, reply, tools)
  },

  /** `/chunks?parts=ab,cd&type=text/plain`: the first part at once, each further one after a `release`. */
  '/chunks': async (_request, reply, { query, held }) => {
    reply.head(200, type(query.get('type') ?? 'text/plain; charset=utf-8'))
    const parts = (query.get('parts') ?? 'ab,cd').split(',')
    for (const [i, part] of parts.entries()) {
      if (i > 0) await held()
      if (reply.gone.aborted) return
      await reply.write(encode(part))
    }
    reply.end()
  },

  /** `/gzip?body=…`, or so many characters of `noise`; with `close` in one piece, and the connection ends behind it. */
  '/gzip': async (_request, reply, { query }) => {
    const length = query.get('noise')
    const body = length === null ? (query.get('body') ?? '{"a":1}') : noise(Number(length))
    const headers: HeaderList = [...type('application/json'), ['Content-Encoding', 'gzip']]
    const zipped = gzip(reply, new Blob([body]).stream())
    if (!query.has('close')) return sendStream(reply, headers, zipped)
    const bytes = new Uint8Array(await new Response(zipped).arrayBuffer())
    return send(reply, 200, [...headers, ['Connection', 'close']], bytes)
  },

  /** `/gzip-bomb?bytes=104857600`: that many zeros, about a thousandth of it on the wire. */
  '/gzip-bomb': (_request, reply, { query }) =>
    sendStream(
      reply,
      [...type('text/plain'), ['Content-Encoding', 'gzip']],
      gzip(reply, zeros(Number(query.get('bytes')))),
    ),

  /** Claims gzip and sends text. */
  '/gzip-broken': (_request, reply) => {
    if (reply.wire) send(reply, 200, [['Content-Encoding', 'gzip']], encode('not gzip at all'))
    else reply.break('undecodable')
  },

  /** The connection is reset before the response. */
  '/reset': (_request, reply) => reply.break('reset'),

  /** The connection is closed before the response. */
  '/close': (_request, reply) => reply.break('empty'),

  /** A status line that is none. */
  '/malformed': (_request, reply) => reply.break('malformed'),

  /** Says nothing more in the middle of its head, until the client goes; `/half-head?cut`: or closes. */
  '/half-head': (_request, reply, { query }) => {
    reply.halfHead()
    if (query.has('cut')) reply.break('empty')
  },

  /** Promises ten bytes, sends five and closes; `?hold=1`: after a `release`; `?to=…`: a redirect that does so. */
  '/truncate': async (_request, reply, { query, held }) => {
    reply.head(...tenBytes(query))
    await reply.write(encode('12345'))
    if (query.has('hold')) await held()
    reply.break('cut')
  },

  /** `/stall?type=…&to=…`: promises ten bytes, sends five and says nothing more until the client goes. */
  '/stall': async (_request, reply, { query }) => {
    reply.head(...tenBytes(query))
    await reply.write(encode('12345'))
  },
}

/** Routes that run before the request's body has been read; what they see of it is nothing. */
export const unreadRoutes: ReadonlySet<string> = new Set(['/unread', '/early'])

/** The first segment of a path. */
export const routeNameOf = (pathname: string): string => /^\/[^/?]*/.exec(pathname)?.[0] ?? '/'
