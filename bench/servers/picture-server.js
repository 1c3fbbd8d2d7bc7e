import { once } from 'node:events'
import http from 'node:http'
import sharp from 'sharp'
import { answerCalls } from '../lib/process.js'

/** Noise that makes files as large as photographs of as many pixels. */
const NOISE = { type: 'gaussian', mean: 128, sigma: 42 }
const TURNED_RIGHT = 6

/** `/4000x3000.jpg`: a picture of that size, made once. */
const pictures = new Map()

const pictureOf = (name) => {
  const [, width, height] = /^\/(\d+)x(\d+)\.jpg$/.exec(name) ?? []
  if (width === undefined) return undefined
  if (!pictures.has(name)) {
    const create = { width: Number(width), height: Number(height), channels: 3, noise: NOISE }
    const picture = sharp({ create, limitInputPixels: false })
      .blur(1)
      .jpeg({ quality: 85 })
      .withMetadata({ orientation: TURNED_RIGHT })
      .toBuffer()
    pictures.set(name, picture)
  }
  return pictures.get(name)
}

const server = http.createServer(async ({ url }, response) => {
  const picture = await pictureOf(url)
  response.writeHead(picture ? 200 : 404, {
    'content-type': 'image/jpeg',
    'access-control-allow-origin': '*',
  })
  response.end(picture)
})

answerCalls({
  start: async () => {
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    return `http://127.0.0.1:${server.address().port}`
  },
})
