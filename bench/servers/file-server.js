import { once } from 'node:events'
import http from 'node:http'
import { answerCalls } from '../lib/process.js'

const CHUNK_BYTES = 512 * 1024
const chunk = Buffer.alloc(CHUNK_BYTES, 'openwx ')
/** A page asks from another origin, and asks before it uploads. */
const cors = {
  'access-control-allow-origin': '*',
  'access-control-allow-headers': '*',
  'access-control-max-age': '600',
}

const sendBytes = (response, bytes) => {
  response.writeHead(200, {
    'content-type': 'application/zip',
    'content-length': bytes,
    'cache-control': 'no-store',
    ...cors,
  })
  let left = bytes
  const send = () => {
    while (left > 0) {
      const piece = chunk.subarray(0, left)
      left -= piece.length
      if (!response.write(piece)) return
    }
    response.end()
  }
  response.on('drain', send)
  send()
}

/** Takes a body and says how long it was. */
const takeBytes = (request, response) => {
  let bytes = 0
  request.on('data', (piece) => (bytes += piece.length))
  request.on('end', () => {
    response.writeHead(200, { 'content-type': 'application/json', ...cors })
    response.end(JSON.stringify({ bytes }))
  })
}

const server = http.createServer((request, response) => {
  const { pathname, searchParams } = new URL(request.url, 'http://bench')
  if (request.method === 'OPTIONS') response.writeHead(204, cors).end()
  else if (pathname === '/bytes') sendBytes(response, Number(searchParams.get('count')))
  else takeBytes(request, response)
})

answerCalls({
  start: async () => {
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    return `http://127.0.0.1:${server.address().port}`
  },
})
