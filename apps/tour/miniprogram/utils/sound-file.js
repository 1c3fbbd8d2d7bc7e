// What a sound file says of itself: read from its own frames, not from what was asked for.

const MPEG1_KBITS = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320]
const MPEG2_KBITS = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160]
/** By the version's two bits; the second is no version. */
const MP3_RATES = [[11025, 12000, 8000], [], [22050, 24000, 16000], [44100, 48000, 32000]]
const MPEG1 = 3
const MP3_LAYER = 1
const AAC_RATES = [
  96000, 88200, 64000, 48000, 44100, 32000, 24000, 22050, 16000, 12000, 11025, 8000, 7350,
]
const AAC_FRAME_SAMPLES = 1024

/** { bytes, samples, sampleRate, channels } of the frame that begins at `at`, or undefined if none does. */
const readMp3Frame = (file, at) => {
  if (file[at] !== 0xff || file[at + 1] >> 5 !== 7) return undefined
  const version = (file[at + 1] >> 3) & 3
  const layer = (file[at + 1] >> 1) & 3
  const isFirst = version === MPEG1
  const kbits = (isFirst ? MPEG1_KBITS : MPEG2_KBITS)[file[at + 2] >> 4]
  const sampleRate = MP3_RATES[version][(file[at + 2] >> 2) & 3]
  if (layer !== MP3_LAYER || !kbits || !sampleRate) return undefined
  const samples = isFirst ? 1152 : 576
  const padding = (file[at + 2] >> 1) & 1
  const bytes = Math.floor((samples * kbits * 125) / sampleRate) + padding
  return { bytes, samples, sampleRate, channels: file[at + 3] >> 6 === 3 ? 1 : 2 }
}

const readAdtsFrame = (file, at) => {
  if (file[at] !== 0xff || (file[at + 1] & 0xf6) !== 0xf0) return undefined
  const sampleRate = AAC_RATES[(file[at + 2] >> 2) & 15]
  const channels = ((file[at + 2] & 1) << 2) | (file[at + 3] >> 6)
  const bytes = ((file[at + 3] & 3) << 11) | (file[at + 4] << 3) | (file[at + 5] >> 5)
  return sampleRate && bytes > 6
    ? { bytes, samples: AAC_FRAME_SAMPLES, sampleRate, channels }
    : undefined
}

/** Walks from frame to frame; undefined unless they fill the file from its first byte on. */
const readFrames = (file, format, readFrame) => {
  const first = readFrame(file, 0)
  if (!first) return undefined
  let at = 0
  let samples = 0
  let frames = 0
  for (let frame = first; frame; frame = readFrame(file, at)) {
    at += frame.bytes
    samples += frame.samples
    frames += 1
  }
  const { sampleRate, channels } = first
  const seconds = samples / sampleRate
  return {
    format,
    sampleRate,
    channels,
    seconds,
    frames,
    bitRate: Math.round((at * 8) / seconds),
    strayBytes: Math.abs(file.length - at),
  }
}

const textAt = (file, at) => String.fromCharCode(...file.subarray(at, at + 4))

const readWav = (file) => {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength)
  if (file.length < 44 || textAt(file, 0) !== 'RIFF' || textAt(file, 36) !== 'data')
    return undefined
  const byteRate = view.getUint32(28, true)
  const bytes = view.getUint32(40, true)
  return {
    format: 'WAV',
    sampleRate: view.getUint32(24, true),
    channels: view.getUint16(22, true),
    seconds: bytes / byteRate,
    frames: 0,
    bitRate: byteRate * 8,
    strayBytes: Math.abs(file.length - 44 - bytes),
  }
}

/**
 * { format, sampleRate, channels, bitRate, seconds, frames, strayBytes } of the file in an ArrayBuffer, where
 * `strayBytes` belong to nothing that was understood; undefined when it begins as no sound file does.
 */
const readSound = (buffer) => {
  const file = new Uint8Array(buffer)
  return (
    readWav(file) ||
    readFrames(file, 'MP3', readMp3Frame) ||
    readFrames(file, 'AAC (ADTS)', readAdtsFrame)
  )
}

/** The loudest of 16-bit samples, 0 to 100 on a scale of 60 decibels. */
const levelOf = (buffer) => {
  const samples = new Int16Array(buffer, 0, Math.floor(buffer.byteLength / 2))
  const peak = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 1)
  const decibels = 20 * Math.log10(peak / 32768)
  return Math.max(0, Math.min(100, Math.round((1 + decibels / 60) * 100)))
}

module.exports = { readSound, levelOf }
