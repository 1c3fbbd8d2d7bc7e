import { concatBytes } from '../../src/codec/bytes.js'
import { createEncoders } from '../../src/hosts/shared/encoders/encoders.js'
import { toneSamples } from './tone.js'

const SAMPLE_RATE = 44_100
const BIT_RATE = 64_000
const SAMPLES_A_FRAME = 1152
const FRAMES_A_SEGMENT = 40
const SEGMENTS = 4

/** Seconds of one segment: about one. */
export const SEGMENT_SECONDS = (FRAMES_A_SEGMENT * SAMPLES_A_FRAME) / SAMPLE_RATE

const encodeTone = async (seconds: number): Promise<Uint8Array> => {
  const pieces: Uint8Array<ArrayBuffer>[] = []
  const format = { name: 'mp3', sampleRate: SAMPLE_RATE, channels: 1, bitRate: BIT_RATE } as const
  const encoder = await createEncoders().open(format, (piece) => void pieces.push(piece.slice()))
  await encoder.encode([toneSamples(seconds, SAMPLE_RATE)])
  await encoder.finish()
  return concatBytes(pieces)
}

/** Where each frame of MP3 at that rate begins: one byte longer where its header says so. */
const frameStarts = (bytes: Uint8Array): number[] => {
  const starts: number[] = []
  for (let at = 0; at + 4 <= bytes.length;) {
    starts.push(at)
    const padding = ((bytes[at + 2] ?? 0) >> 1) & 1
    at += Math.floor((SAMPLES_A_FRAME / 8) * (BIT_RATE / SAMPLE_RATE)) + padding
  }
  return starts
}

// Made when the server starts, so that no request has to wait for it.
const tone = await encodeTone((SEGMENTS + 1) * SEGMENT_SECONDS)
const starts = frameStarts(tone)

/** Pieces of one tone, by number from 0 on; those of a live stream go round. */
export const segmentBytes = (number: number): Uint8Array => {
  const first = (number % SEGMENTS) * FRAMES_A_SEGMENT
  return tone.subarray(starts[first], starts[first + FRAMES_A_SEGMENT])
}

const entry = (number: number, lines: readonly string[] = [], query = '') => [
  ...lines,
  `#EXTINF:${SEGMENT_SECONDS.toFixed(5)},`,
  `segment-${number}.mp3${query}`,
]
const media = (first: number, lines: readonly string[]) =>
  [
    '#EXTM3U',
    '#EXT-X-VERSION:8',
    `#EXT-X-TARGETDURATION:${Math.ceil(SEGMENT_SECONDS)}`,
    `#EXT-X-MEDIA-SEQUENCE:${first}`,
    ...lines,
    '',
  ].join('\n')
const numbers = (first: number, count: number) => Array.from({ length: count }, (_, i) => first + i)
const END = '#EXT-X-ENDLIST'
/** What no server of ours has. */
export const MISSING = 99

/** How many segments a live playlist names at a time. */
const WINDOW = 4

/**
 * Playlists by name, without `.m3u8`.
 * @param loads How often it was asked for before: a live one has one segment more each time.
 * @param liveSegments After how many the live one ends.
 */
export const playlistText = (
  name: string,
  loads: number,
  liveSegments: number,
): string | undefined => {
  if (name === 'vod' || name === 'stream') {
    return media(0, [...numbers(0, SEGMENTS).flatMap((number) => entry(number)), END])
  }
  if (name === 'master') {
    const codecs = 'CODECS="mp4a.40.34"'
    return ['#EXTM3U', `#EXT-X-STREAM-INF:BANDWIDTH=${BIT_RATE},${codecs}`, 'vod.m3u8', ''].join(
      '\n',
    )
  }
  if (name === 'gap') {
    const lines = [entry(0), entry(MISSING, ['#EXT-X-GAP']), entry(2), entry(3)]
    return media(0, [...lines.flat(), END])
  }
  if (name === 'hole') return media(0, [...entry(0), ...entry(1), ...entry(MISSING), END])
  if (name === 'held') return media(0, [...entry(0), ...entry(1, [], '?hold'), ...entry(2), END])
  if (name === 'empty') return media(0, [END])
  if (name === 'broken') return 'This is no playlist.'
  // It goes on, and does not say when to ask again.
  if (name === 'restless') return media(0, entry(0)).replace(/#EXT-X-TARGETDURATION:.*\n/, '')
  if (name === 'live') {
    const last = Math.min(WINDOW + loads, liveSegments)
    const first = Math.max(0, last - WINDOW)
    const lines = numbers(first, last - first).flatMap((number) => entry(number))
    return media(first, last === liveSegments ? [...lines, END] : lines)
  }
  return undefined
}
