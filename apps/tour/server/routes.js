import { STATUS_CODES, validateHeaderName, validateHeaderValue } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setTimeout as wait } from 'node:timers/promises'
import { URLSearchParams } from 'node:url'
import { gzipSync } from 'node:zlib'
import { file, picture } from './files.js'
import { hls } from './hls.js'
import { music } from './music.js'
import { BadRequest, integer, MAX_BYTES, MAX_WAIT_MS } from './query.js'
import { readUpload } from './upload.js'

const MAX_BODY_BYTES = 1024 * 1024
const MAX_PARTS = 1_000
const MAX_REDIRECTS = 50
const BLOCK_BYTES = 64 * 1024
const REDIRECT_CODES = [301, 302, 303, 307, 308]

export const sendJson = (response, status, value, headers = {}) => {
  const body = Buffer.from(`${JSON.stringify(value, null, 2)}\n`)
  response.writeHead(status, {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': body.length,
    ...headers,
  })
  response.end(body)
}

const readBody = async (request) => {
  const parts = []
  let bytes = 0
  for await (const part of request) {
    bytes += part.length
    if (bytes > MAX_BODY_BYTES) throw new BadRequest('the body is larger than 1 MiB', 413)
    parts.push(part)
  }
  return Buffer.concat(parts)
}

const parsed = (text) => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const echo = async ({ request, response, url }) => {
  const body = await readBody(request)
  const text = body.toString()
  const json = parsed(text)
  sendJson(response, 200, {
    method: request.method,
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    headers: request.headers,
    bytes: body.length,
    body: text,
    ...(json !== undefined && { json }),
  })
}

const slow = async ({ response, url, signal }) => {
  const ms = integer(url.searchParams, 'ms', 1_000, MAX_WAIT_MS)
  await wait(ms, undefined, { signal })
  sendJson(response, 200, { waitedMs: ms })
}

const chunked = async ({ response, url, signal }) => {
  const parts = integer(url.searchParams, 'parts', 5, MAX_PARTS)
  const ms = integer(url.searchParams, 'ms', 300, MAX_WAIT_MS)
  // Without a content-length Node sends the body as chunks.
  response.writeHead(200, { 'Content-Type': 'text/plain; charset=utf-8' })
  response.flushHeaders()
  for (let part = 1; part <= parts; part += 1) {
    await wait(ms, undefined, { signal })
    response.write(`part ${part} of ${parts}\n`)
  }
  response.end()
}

const status = ({ response, url }) => {
  const code = Number(url.pathname.slice('/status/'.length))
  if (!Number.isInteger(code) || code < 200 || code > 599) {
    throw new BadRequest('the status must be a number from 200 to 599')
  }
  if (code === 204 || code === 205 || code === 304) response.writeHead(code).end()
  else sendJson(response, code, { status: code, text: STATUS_CODES[code] ?? '' })
}

const redirect = ({ response, url }) => {
  const code = integer(url.searchParams, 'code', 302, 399)
  if (!REDIRECT_CODES.includes(code)) {
    throw new BadRequest(`code must be one of ${REDIRECT_CODES.join(', ')}`)
  }
  const count = integer(url.searchParams, 'count', 1, MAX_REDIRECTS)
  const to = url.searchParams.get('to') || '/echo'
  const next = new URLSearchParams({ to, code: String(code), count: String(count - 1) })
  // A space or a line break would end the header's value, so they go out percent-encoded.
  const location =
    count > 1 ? `/redirect?${next}` : to.replace(/[^\x21-\x7e]/gu, encodeURIComponent)
  sendJson(response, code, { location }, { Location: location })
}

const cookies = ({ request, response }) => {
  const received = Object.fromEntries(
    (request.headers.cookie ?? '')
      .split(';')
      .map((pair) => pair.trim().split('='))
      .filter(([name]) => name !== '')
      .map(([name, ...value]) => [name, value.join('=')]),
  )
  const visits = Number(received['visits'] ?? 0) + 1 || 1
  sendJson(
    response,
    200,
    { received, visits },
    { 'Set-Cookie': [`visits=${visits}; Path=/; Max-Age=3600`, 'flavour=oat; Path=/; HttpOnly'] },
  )
}

const header = ({ request, response, url }) => {
  for (const [name, value] of url.searchParams) {
    try {
      validateHeaderName(name)
      validateHeaderValue(name, value)
    } catch (error) {
      throw new BadRequest(error instanceof Error ? error.message : String(error))
    }
    response.appendHeader(name, value)
  }
  const sent = []
  for (let index = 0; index < request.rawHeaders.length; index += 2) {
    sent.push(`${request.rawHeaders[index]}: ${request.rawHeaders[index + 1]}`)
  }
  sendJson(response, 200, { sent })
}

const gzip = ({ response }) => {
  const lines = Array.from({ length: 200 }, (_, index) => `line ${index + 1}`)
  const body = gzipSync(JSON.stringify({ encoding: 'gzip', lines }))
  response.writeHead(200, {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Encoding': 'gzip',
    'Content-Length': body.length,
  })
  response.end(body)
}

const broken = ({ response }) => {
  response.writeHead(200, { 'Content-Type': 'text/plain', 'Content-Length': 1_000 })
  response.write('x'.repeat(500), () => response.socket?.destroy())
}

const block = Buffer.from(Uint8Array.from({ length: BLOCK_BYTES }, (_, index) => index % 256))

function* blocks(total) {
  for (let left = total; left > 0; left -= BLOCK_BYTES) {
    yield left >= BLOCK_BYTES ? block : block.subarray(0, left)
  }
}

const bytes = async ({ response, url, signal }) => {
  const total = integer(url.searchParams, 'n', 1_024, MAX_BYTES)
  response.writeHead(200, {
    'Content-Type': 'application/octet-stream',
    'Content-Length': total,
  })
  await pipeline(Readable.from(blocks(total)), response, { signal })
}

const upload = async (exchange) => sendJson(exchange.response, 200, await readUpload(exchange))

/** Path, what it shows, and who answers. The first that matches answers. */
export const routes = [
  { path: '/echo', what: 'says back the method, query, headers and body', answer: echo },
  { path: '/slow', query: 'ms=', what: 'answers after a while', answer: slow },
  { path: '/chunked', query: 'parts=&ms=', what: 'sends its body in parts', answer: chunked },
  { path: '/status/', query: ':code', what: 'answers with any status', answer: status },
  { path: '/redirect', query: 'to=&code=&count=', what: 'sends elsewhere', answer: redirect },
  { path: '/cookies', what: 'sets two cookies and counts visits', answer: cookies },
  { path: '/header', query: 'name=value', what: 'headers, both ways', answer: header },
  { path: '/gzip', what: 'a compressed body', answer: gzip },
  { path: '/broken', what: 'hangs up half-way through the body', answer: broken },
  { path: '/bytes', query: 'n=', what: 'as many bytes as asked for', answer: bytes },
  { path: '/file', query: 'type=&bytes=&ms=&length=', what: 'a file of any size', answer: file },
  { path: '/image.svg', query: 'side=', what: 'a picture', answer: picture('svg') },
  { path: '/image.png', query: 'side=', what: 'a picture', answer: picture('png') },
  { path: '/music/', query: ':file', what: 'music and covers, in ranges', answer: music },
  { path: '/hls/', query: ':file', what: 'streams, on demand and live', answer: hls },
  { path: '/upload', query: 'ms=', what: 'says what was in a form', answer: upload },
]
