/** What sound really has in it, by means that share nothing with what made it. */

/** The part of a recording that no beginning or end disturbs. */
export const middleOf = (samples: Float32Array): Float32Array =>
  samples.subarray(Math.floor(samples.length / 4), Math.floor((samples.length * 3) / 4))

/** Amplitude in 0…1 of one frequency, through a Hann window. */
export const amplitudeAt = (samples: Float32Array, sampleRate: number, hertz: number): number => {
  const { length } = samples
  const step = (2 * Math.PI * hertz) / sampleRate
  let real = 0
  let imaginary = 0
  let weight = 0
  samples.forEach((sample, i) => {
    const window = 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / (length - 1))
    real += sample * window * Math.cos(step * i)
    imaginary += sample * window * Math.sin(step * i)
    weight += window
  })
  return (2 * Math.hypot(real, imaginary)) / weight
}

/** The frequency in hertz that is strongest around `near`, to a hundredth. */
export const frequencyNear = (samples: Float32Array, sampleRate: number, near: number): number => {
  let best = near
  for (const step of [1, 0.1, 0.01]) {
    const center = best
    let strongest = 0
    for (let i = -10; i <= 10; i += 1) {
      const hertz = center + i * step
      const amplitude = amplitudeAt(samples, sampleRate, hertz)
      if (amplitude > strongest) {
        strongest = amplitude
        best = hertz
      }
    }
  }
  return best
}

export const toDecibels = (amplitude: number): number => 20 * Math.log10(amplitude)

const MPEG_RATES = [44_100, 48_000, 32_000]
/** kbit/s of layer III by index: version 1, and versions 2 and 2.5. */
const MP3_BIT_RATES = [
  [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
] as const
const ADTS_RATES = [
  96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8000,
  7350,
]

export interface SoundFrame {
  readonly bytes: number
  readonly samples: number
  readonly sampleRate: number
  readonly channels: number
  /** Of MP3: bits a second, as its header says. */
  readonly bitRate?: number
}

const mp3Frame = (file: Uint8Array, at: number): SoundFrame => {
  const [first = 0, second = 0, third = 0, fourth = 0] = file.subarray(at, at + 4)
  if (first !== 0xff || (second & 0xe6) !== 0xe2) throw new Error(`no MP3 frame at ${at}`)
  const version = (second >> 3) & 3
  const isFirstVersion = version === 3
  const rate = (MPEG_RATES[(third >> 2) & 3] ?? NaN) / (isFirstVersion ? 1 : version === 2 ? 2 : 4)
  const bitRate = (MP3_BIT_RATES[isFirstVersion ? 0 : 1][third >> 4] ?? NaN) * 1000
  const samples = isFirstVersion ? 1152 : 576
  const bytes = Math.floor(((samples / 8) * bitRate) / rate) + ((third >> 1) & 1)
  return { bytes, samples, sampleRate: rate, channels: fourth >> 6 === 3 ? 1 : 2, bitRate }
}

const adtsFrame = (file: Uint8Array, at: number): SoundFrame => {
  const [first = 0, second = 0, third = 0, fourth = 0, fifth = 0, sixth = 0] = file.subarray(at)
  if (first !== 0xff || (second & 0xf6) !== 0xf0) throw new Error(`no ADTS frame at ${at}`)
  return {
    bytes: ((fourth & 3) << 11) | (fifth << 3) | (sixth >> 5),
    samples: 1024,
    sampleRate: ADTS_RATES[(third >> 2) & 15] ?? NaN,
    channels: ((third & 1) << 2) | (fourth >> 6),
  }
}

/** Every frame of a file, which has nothing before, between or after them. */
export const framesOf = (file: Uint8Array, format: 'mp3' | 'aac'): SoundFrame[] => {
  const frames: SoundFrame[] = []
  let at = 0
  while (at < file.length) {
    const frame = format === 'mp3' ? mp3Frame(file, at) : adtsFrame(file, at)
    if (!(frame.bytes > 0)) throw new Error(`a frame without bytes at ${at}`)
    frames.push(frame)
    at += frame.bytes
  }
  if (at !== file.length) throw new Error('the last frame is cut off')
  return frames
}
