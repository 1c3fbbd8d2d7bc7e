import { createHash } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { BadRequest, integer, MAX_BYTES, MAX_WAIT_MS } from './query.js'

const MAX_HEAD_BYTES = 16 * 1024
const MAX_FIELD_BYTES = 1024 * 1024
const HEAD_END = Buffer.from('\r\n\r\n')

const boundaryOf = (contentType = '') => {
  const [, quoted, plain] =
    /^multipart\/form-data\b.*?;\s*boundary=(?:"([^"]+)"|([^\s;]+))/i.exec(contentType) ?? []
  return quoted ?? plain
}

/** What a part's head says: `{ name, fileName, type }`. */
const readHead = (text) => {
  const value = (name) => new RegExp(`^${name}:[ \\t]*(.*)$`, 'im').exec(text)?.[1].trim()
  const disposition = value('content-disposition') ?? ''
  const parameter = (name) => new RegExp(`; *${name}="([^"]*)"`, 'i').exec(disposition)?.[1]
  const name = parameter('name')
  if (name === undefined) throw new BadRequest('a part without a name')
  return { name, fileName: parameter('filename'), type: value('content-type') }
}

/** Reads parts as they come: a file is counted and hashed, never held. */
const createReader = (boundary) => {
  const mark = Buffer.from(`\r\n--${boundary}`)
  const fields = {}
  const files = []
  // A line break, so that the first boundary looks like all others.
  let rest = Buffer.from('\r\n')
  let part
  let over = false

  const endPart = () => {
    if (!part) return
    const { name, fileName, type, bytes, hash, pieces } = part
    if (fileName === undefined) fields[name] = Buffer.concat(pieces).toString()
    else files.push({ name, fileName, type, bytes, sha256: hash.digest('hex') })
    part = undefined
  }
  const take = (piece) => {
    // What stands before the first boundary belongs to nobody.
    if (!part) return
    part.bytes += piece.length
    if (part.fileName !== undefined) part.hash.update(piece)
    else if (part.bytes > MAX_FIELD_BYTES) throw new BadRequest('a field is larger than 1 MiB', 413)
    else part.pieces.push(piece)
  }
  /** Whether it got any further. */
  const step = () => {
    const at = rest.indexOf(mark)
    if (at < 0) {
      // The end may be the beginning of a boundary.
      const known = Math.max(0, rest.length - mark.length)
      take(rest.subarray(0, known))
      rest = rest.subarray(known)
      return false
    }
    const behind = rest.subarray(at + mark.length)
    if (behind.subarray(0, 2).toString() === '--') {
      take(rest.subarray(0, at))
      endPart()
      over = true
      return false
    }
    const headEnd = behind.indexOf(HEAD_END)
    if (headEnd < 0) {
      if (behind.length > MAX_HEAD_BYTES) throw new BadRequest('the head of a part is too long')
      return false
    }
    take(rest.subarray(0, at))
    endPart()
    part = {
      ...readHead(behind.subarray(0, headEnd).toString()),
      bytes: 0,
      hash: createHash('sha256'),
      pieces: [],
    }
    rest = behind.subarray(headEnd + HEAD_END.length)
    return true
  }

  return {
    push(chunk) {
      if (over) return
      rest = Buffer.concat([rest, chunk])
      while (step());
    },
    result() {
      if (!over) throw new BadRequest('the last boundary is missing')
      return { fields, files }
    },
  }
}

/** Reads a form, evenly over `ms`, and says what was in it. */
export const readUpload = async ({ request, url, signal }) => {
  const boundary = boundaryOf(request.headers['content-type'])
  if (boundary === undefined) throw new BadRequest('not multipart/form-data', 415)
  const ms = integer(url.searchParams, 'ms', 0, MAX_WAIT_MS)
  const expected = Number(request.headers['content-length'] ?? 0)
  const reader = createReader(boundary)
  const started = Date.now()
  let bytes = 0
  for await (const chunk of request) {
    bytes += chunk.length
    if (bytes > MAX_BYTES) throw new BadRequest('the body is larger than 100 MiB', 413)
    reader.push(chunk)
    const due = expected > 0 ? started + (ms * bytes) / expected : 0
    if (due > Date.now()) await wait(due - Date.now(), undefined, { signal })
  }
  const { fields, files } = reader.result()
  return { bytes, fields, files }
}
