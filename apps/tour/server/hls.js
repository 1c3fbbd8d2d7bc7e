import { track } from './music.js'
import { BadRequest } from './query.js'
import { sendBytes } from './ranges.js'

/** Of MPEG 2, layer III, by the four bits of a frame's header. */
const KBITS = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160]
const RATES = [22_050, 24_000, 16_000]
const SAMPLES_A_FRAME = 576
const FRAMES_A_SEGMENT = 100
/** How many segments a live playlist names at a time. */
const WINDOW = 4
/** No server has it. */
const MISSING = 999
const CLOCK_HERTZ = 90_000
/** The clock of a stream has 33 bits. */
const CLOCK_LIMIT = 2 ** 33

const bytes = track('train.mp3')
const sampleRate = RATES[(bytes[2] >> 2) & 3]

/** Where each frame begins: one byte longer where its header says so. */
const frameStarts = () => {
  const starts = []
  for (let at = 0; at + 4 <= bytes.length;) {
    starts.push(at)
    const kbits = KBITS[bytes[at + 2] >> 4]
    at += Math.floor((SAMPLES_A_FRAME * kbits * 125) / sampleRate) + ((bytes[at + 2] >> 1) & 1)
  }
  return starts
}
const starts = frameStarts()
const SEGMENTS = Math.floor(starts.length / FRAMES_A_SEGMENT)
const SEGMENT_SECONDS = (FRAMES_A_SEGMENT * SAMPLES_A_FRAME) / sampleRate
const startedAt = Date.now()

/** An ID3 tag that says when a segment begins, as those without a container have to. */
const timestamp = (number) => {
  const owner = Buffer.from('com.apple.streaming.transportStreamTimestamp\0', 'latin1')
  const time = Buffer.alloc(8)
  const ticks = Math.round(number * SEGMENT_SECONDS * CLOCK_HERTZ) % CLOCK_LIMIT
  time.writeBigUInt64BE(BigInt(ticks))
  const frame = Buffer.alloc(10)
  frame.write('PRIV', 'latin1')
  frame.writeUInt8(owner.length + time.length, 7)
  const head = Buffer.from([0x49, 0x44, 0x33, 4, 0, 0, 0, 0, 0, 10 + owner.length + time.length])
  return Buffer.concat([head, frame, owner, time])
}

/** Pieces of one track, by number from 0 on; those of a live stream go round. */
const segment = (number) => {
  const first = (number % SEGMENTS) * FRAMES_A_SEGMENT
  const frames = bytes.subarray(starts[first], starts[first + FRAMES_A_SEGMENT])
  return Buffer.concat([timestamp(number), frames])
}

const entry = (number, ...lines) => [
  ...lines,
  `#EXTINF:${SEGMENT_SECONDS.toFixed(5)},`,
  `segment-${number}.mp3`,
]
const playlist = (first, ...lines) =>
  [
    '#EXTM3U',
    '#EXT-X-VERSION:8',
    `#EXT-X-TARGETDURATION:${Math.ceil(SEGMENT_SECONDS)}`,
    `#EXT-X-MEDIA-SEQUENCE:${first}`,
    ...lines,
    '',
  ].join('\n')
const END = '#EXT-X-ENDLIST'
const run = (first, count) => Array.from({ length: count }, (_, i) => entry(first + i)).flat()

const playlists = {
  'vod.m3u8': () => playlist(0, ...run(0, SEGMENTS), END),
  // As if it had begun with the server, and went on for ever.
  'live.m3u8': () => {
    const first = Math.floor((Date.now() - startedAt) / 1000 / SEGMENT_SECONDS)
    return playlist(first, ...run(first, WINDOW))
  },
  // One piece is not there, and the playlist says so: players pass over it.
  'gap.m3u8': () => playlist(0, ...entry(0), ...entry(MISSING, '#EXT-X-GAP'), ...run(2, 2), END),
  // One piece is not there, and nobody has said so.
  'hole.m3u8': () => playlist(0, ...run(0, 2), ...entry(MISSING), ...run(3, 2), END),
  'broken.m3u8': () => 'This is no playlist.\n',
}

export const hls = (exchange) => {
  const name = exchange.url.pathname.slice('/hls/'.length)
  if (Object.hasOwn(playlists, name)) {
    exchange.response.setHeader('Cache-Control', 'no-store')
    sendBytes(exchange, Buffer.from(playlists[name]()), 'application/vnd.apple.mpegurl')
    return
  }
  const number = Number(/^segment-(\d{1,9})\.mp3$/.exec(name)?.[1] ?? MISSING)
  if (number === MISSING) throw new BadRequest(`nothing at ${exchange.url.pathname}`, 404)
  sendBytes(exchange, segment(number), 'audio/mpeg')
}
