import { once } from 'node:events'
import http from 'node:http'
import { pipeline, Readable } from 'node:stream'
import { answerCalls } from '../lib/process.js'

const JSON_BYTES = 1024
const CHUNK_BYTES = 64 * 1024
/** Long enough for everything that was sent at once to have come. */
const SLOW_MS = 10

const jsonBody = () => {
  const items = Array.from({ length: 12 }, (_, id) => ({
    id,
    name: `item ${id}`,
    tags: ['a', 'b'],
  }))
  const body = { ok: true, items, padding: '' }
  body.padding = 'x'.repeat(JSON_BYTES - JSON.stringify(body).length)
  return Buffer.from(JSON.stringify(body))
}

const body = jsonBody()
const chunk = Buffer.alloc(CHUNK_BYTES, 'openwx ')
/** A page asks from another origin. */
const cors = { 'access-control-allow-origin': '*' }

const load = { running: 0, most: 0, total: 0 }

const sendJson = (response) => {
  response.writeHead(200, {
    'content-type': 'application/json',
    'content-length': body.length,
    'cache-control': 'no-store',
    ...cors,
  })
  response.end(body)
}

const sendBytes = (response, bytes) => {
  response.writeHead(200, {
    'content-type': 'application/octet-stream',
    'content-length': bytes,
    'cache-control': 'no-store',
    ...cors,
  })
  let left = bytes
  const body = new Readable({
    read() {
      if (left === 0) return void this.push(null)
      const piece = chunk.subarray(0, left)
      left -= piece.length
      this.push(piece)
    },
  })
  // A client that goes away is none of the server's business.
  pipeline(body, response, () => undefined)
}

const server = http.createServer((request, response) => {
  load.total++
  load.most = Math.max(load.most, ++load.running)
  response.once('close', () => load.running--)
  const { pathname, searchParams } = new URL(request.url, 'http://bench')
  if (pathname === '/bytes') sendBytes(response, Number(searchParams.get('count')))
  else if (pathname === '/slow') setTimeout(sendJson, SLOW_MS, response)
  else sendJson(response)
})

answerCalls({
  start: async () => {
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    return `http://127.0.0.1:${server.address().port}`
  },
  /** How much was asked of the server, and at once, since it was last asked. */
  load: () => {
    const { most, total } = load
    Object.assign(load, { most: load.running, total: 0 })
    return { most, total }
  },
})
