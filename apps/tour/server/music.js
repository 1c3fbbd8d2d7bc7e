import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { BadRequest } from './query.js'
import { sendBytes } from './ranges.js'

const folder = path.join(import.meta.dirname, 'music')
const types = { mp3: 'audio/mpeg', m4a: 'audio/mp4', jpg: 'image/jpeg' }

/** All of them together are smaller than one photo. */
const files = new Map(
  readdirSync(folder).map((name) => [name, readFileSync(path.join(folder, name))]),
)
// It begins like nothing that a player knows.
files.set('broken.mp3', Buffer.from('This says that it is music, and is none.\n'.repeat(200)))

export const track = (name) => files.get(name)

export const music = (exchange) => {
  const name = exchange.url.pathname.slice('/music/'.length)
  const bytes = track(name)
  if (bytes === undefined) throw new BadRequest(`no music at ${exchange.url.pathname}`, 404)
  sendBytes(exchange, bytes, types[name.split('.').at(-1)])
}
