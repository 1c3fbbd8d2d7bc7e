import { withChannels } from '../../../codec/pcm.js'
import type { WavSound } from '../../../codec/wav.js'
import { parseWav } from '../../../codec/wav.js'
import { PlayerError } from '../../../ports/player.js'
import { resampled } from '../microphone/resampled.js'

/** What a speaker hears. */
export const SPEAKER_RATE = 48_000
export const SPEAKER_CHANNELS = 2

const beginsWith = (bytes: Uint8Array, text: string) =>
  String.fromCharCode(...bytes.subarray(0, text.length)) === text
/** A tag, or the first frame; that of AAC is of no layer. */
const isMp3 = (bytes: Uint8Array) =>
  beginsWith(bytes, 'ID3') ||
  (bytes[0] === 0xff && ((bytes[1] ?? 0) & 0xe0) === 0xe0 && ((bytes[1] ?? 0) & 0x06) !== 0)

const notHeard = () => new PlayerError('format', { detail: 'a speaker hears WAV and MP3' })

const decodeMp3 = async (bytes: Uint8Array): Promise<WavSound> => {
  const { MPEGDecoder } = await loadMpg123()
  const decoder = new MPEGDecoder()
  await decoder.ready
  try {
    const { channelData, sampleRate } = decoder.decode(bytes)
    return { sampleRate, channels: channelData.length, samples: channelData }
  } finally {
    decoder.free()
  }
}

const loadMpg123 = async () => {
  try {
    return await import('mpg123-decoder')
  } catch (cause) {
    const detail = 'a speaker that hears MP3 needs the package mpg123-decoder'
    throw new PlayerError('failed', { cause, detail })
  }
}

/**
 * Two channels of samples at {@link SPEAKER_RATE}, of a WAV or MP3 file.
 * @throws PlayerError `format` for anything else
 */
export const decodeSound = async (bytes: Uint8Array): Promise<readonly Float32Array[]> => {
  const isWav = beginsWith(bytes, 'RIFF')
  if (!isWav && !isMp3(bytes)) throw notHeard()
  const sound = isWav ? parseWav(bytes) : await decodeMp3(bytes)
  const { samples } = await resampled(sound, SPEAKER_RATE)
  if ((samples[0]?.length ?? 0) === 0) throw notHeard()
  return withChannels(samples, SPEAKER_CHANNELS)
}
