import { setTimeout as wait } from 'node:timers/promises'
import { once } from 'node:events'
import { crc32, deflateSync } from 'node:zlib'
import { BadRequest, integer, MAX_BYTES, MAX_WAIT_MS } from './query.js'

const MAX_SIDE = 2_000
const BLOCK_BYTES = 64 * 1024
/** How often a file that takes its time sends a piece. */
const STEP_MS = 50
/** Length, type and check sum around the data of a PNG chunk. */
const CHUNK_FRAME_BYTES = 12

const uint32 = (value) => {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}

const pngChunk = (type, data) => {
  const body = Buffer.concat([Buffer.from(type), data])
  return Buffer.concat([uint32(data.length), body, uint32(crc32(body))])
}
const PNG_END = pngChunk('IEND', Buffer.alloc(0))

/** A square picture without its end: hills under a sky that is green at the left. */
const pngHead = (side) => {
  const rows = Buffer.alloc((side * 3 + 1) * side)
  for (let y = 0; y < side; y += 1) {
    let at = y * (side * 3 + 1) + 1
    for (let x = 0; x < side; x += 1) {
      const across = x / side
      const ridge = 0.62 + 0.12 * Math.sin(across * 7) + 0.05 * Math.sin(across * 19)
      const below = y / side > ridge
      rows[at++] = below ? 4 + 20 * across : 120 + 110 * across
      rows[at++] = below ? 120 - 50 * across : 225 - 20 * across
      rows[at++] = below ? 70 + 30 * across : 180 + 60 * (y / side)
    }
  }
  const header = Buffer.concat([uint32(side), uint32(side), Buffer.from([8, 2, 0, 0, 0])])
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    pngChunk('IHDR', header),
    pngChunk('IDAT', deflateSync(rows)),
  ])
}

const svgHead = (side) =>
  Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${side}" height="${side}" viewBox="0 0 100 100">` +
      '<defs><linearGradient id="a" x1="0" y1="0" x2="1" y2="1"><stop stop-color="#38dc8c"/>' +
      '<stop offset="1" stop-color="#1f6fd6"/></linearGradient></defs>' +
      '<rect width="100" height="100" fill="url(#a)"/><circle cx="72" cy="28" r="11" fill="#fff"/>' +
      '<path d="M0 78 28 46l20 22 16-16 36 34v14H0z" fill="#fff" fill-opacity=".85"/>',
  )
const SVG_END = Buffer.from('</svg>\n')

/** `total` bytes of one repeated block. */
function* repeated(block, total) {
  for (let left = total; left > 0; left -= block.length) {
    yield left >= block.length ? block : block.subarray(0, left)
  }
}

/** A chunk that viewers skip. */
function* pngPadding(bytes) {
  const type = Buffer.from('paDd')
  const block = Buffer.alloc(BLOCK_BYTES)
  let sum = crc32(type)
  yield Buffer.concat([uint32(bytes - CHUNK_FRAME_BYTES), type])
  for (const piece of repeated(block, bytes - CHUNK_FRAME_BYTES)) {
    sum = crc32(piece, sum)
    yield piece
  }
  yield uint32(sum)
}

const LINE = Buffer.from('The quick brown fox jumps over the lazy dog. 0123456789\n')
const text = Buffer.concat(Array.from({ length: 1_000 }, () => LINE))
const counting = Buffer.from(Uint8Array.from({ length: BLOCK_BYTES }, (_, index) => index % 256))

const PICTURE_SIDE = 360
const kinds = {
  png: {
    type: 'image/png',
    head: pngHead,
    end: PNG_END,
    // What is too short for a chunk stands behind the end, where nobody looks.
    padding: (bytes) =>
      bytes >= CHUNK_FRAME_BYTES ? pngPadding(bytes) : repeated(Buffer.alloc(bytes), bytes),
    paddingIsLast: (bytes) => bytes < CHUNK_FRAME_BYTES,
  },
  svg: {
    type: 'image/svg+xml',
    head: svgHead,
    end: SVG_END,
    padding: (bytes) => repeated(Buffer.alloc(BLOCK_BYTES, ' '), bytes),
  },
  txt: { type: 'text/plain; charset=utf-8', padding: (bytes) => repeated(text, bytes) },
  bin: { type: 'application/octet-stream', padding: (bytes) => repeated(counting, bytes) },
}

/** Content of one kind, filled up to `wanted` bytes; a picture has its own least size. */
const createFile = (name, side, wanted) => {
  const { type, head, end = Buffer.alloc(0), padding, paddingIsLast } = kinds[name]
  const start = head ? head(side) : Buffer.alloc(0)
  const bytes = Math.max(wanted, start.length + end.length)
  const missing = bytes - start.length - end.length
  function* pieces() {
    yield start
    if (paddingIsLast?.(missing)) yield end
    if (missing > 0) yield* padding(missing)
    if (!paddingIsLast?.(missing)) yield end
  }
  return { type, bytes, pieces }
}

/** Sends a file at once, or evenly over `ms`. */
const send = async ({ response, signal }, { type, bytes, pieces }, ms, hasLength) => {
  response.writeHead(200, {
    'Content-Type': type,
    ...(hasLength && { 'Content-Length': bytes }),
  })
  response.flushHeaders()
  const started = Date.now()
  const steps = Math.max(1, Math.ceil(ms / STEP_MS))
  const stepBytes = Math.ceil(bytes / steps)
  let sent = 0
  let steppedOver = 0
  for (const piece of pieces()) {
    for (let at = 0; at < piece.length;) {
      const room = ms > 0 ? stepBytes - (sent % stepBytes) : BLOCK_BYTES
      const part = piece.subarray(at, at + room)
      at += part.length
      sent += part.length
      if (!response.write(part)) await once(response, 'drain', { signal })
      const step = Math.floor(sent / stepBytes)
      if (ms > 0 && step > steppedOver) {
        steppedOver = step
        await wait(Math.max(0, started + (step * ms) / steps - Date.now()), undefined, { signal })
      }
    }
  }
  response.end()
}

export const file = async (exchange) => {
  const query = exchange.url.searchParams
  const kind = query.get('type') || 'bin'
  if (!Object.hasOwn(kinds, kind)) {
    throw new BadRequest(`type must be one of ${Object.keys(kinds).join(', ')}`)
  }
  const bytes = integer(query, 'bytes', 64 * 1024, MAX_BYTES)
  const ms = integer(query, 'ms', 0, MAX_WAIT_MS)
  const hasLength = integer(query, 'length', 1, 1) === 1
  await send(exchange, createFile(kind, PICTURE_SIDE, bytes), ms, hasLength)
}

export const picture = (kind) => async (exchange) => {
  const side = integer(exchange.url.searchParams, 'side', PICTURE_SIDE, MAX_SIDE)
  await send(exchange, createFile(kind, Math.max(1, side), 0), 0, true)
}
