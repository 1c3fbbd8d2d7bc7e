import { ALL_FORMATS, CustomSource, Input } from 'mediabunny'
import { ADTS_HEADER_BYTES, readAdtsHeader } from '../../../codec/adts.js'
import { PlayerError } from '../../../ports/player.js'

/** Bytes from `start` up to, and without, `end`. */
type Read = (start: number, end: number) => Promise<Uint8Array>

const CHUNK_BYTES = 1024 * 1024

/** Seconds of AAC in ADTS, which says nowhere how long it is: counted frame by frame. */
const adtsLength = async (size: number, read: Read): Promise<number> => {
  let seconds = 0
  let chunk = new Uint8Array()
  let chunkStart = 0
  for (let at = 0; at + ADTS_HEADER_BYTES <= size;) {
    if (at + ADTS_HEADER_BYTES > chunkStart + chunk.length) {
      chunkStart = at
      chunk = new Uint8Array(await read(at, Math.min(size, at + CHUNK_BYTES)))
    }
    const frame = readAdtsHeader(chunk, at - chunkStart)
    if (frame === undefined) break
    seconds += frame.samples / frame.sampleRate
    at += frame.length
  }
  return seconds
}

const lengthByLibrary = async (size: number, read: Read): Promise<number> => {
  const input = new Input({
    source: new CustomSource({ getSize: () => size, read }),
    formats: ALL_FORMATS,
  })
  try {
    const track = await input.getPrimaryAudioTrack()
    if (track === null) throw new PlayerError('format')
    return (await input.getDurationFromMetadata([track])) ?? (await input.computeDuration([track]))
  } finally {
    input.dispose()
  }
}

/**
 * Seconds of sound in a file: as its header says, or counted where it says nothing.
 * @throws PlayerError `format` for what is no sound
 */
export const soundLength = async (size: number, read: Read): Promise<number> => {
  try {
    const start = await read(0, Math.min(size, ADTS_HEADER_BYTES))
    // The library loses its way in ADTS where a frame's bytes look like a header.
    const isAdts = readAdtsHeader(start) !== undefined
    const length = await (isAdts ? adtsLength : lengthByLibrary)(size, read)
    if (!(length > 0)) throw new PlayerError('format')
    return length
  } catch (cause) {
    throw cause instanceof PlayerError ? cause : new PlayerError('format', { cause })
  }
}
