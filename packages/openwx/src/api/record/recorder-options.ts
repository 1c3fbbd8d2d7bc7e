import { typeName } from '../../call/template.js'
import type { SoundFormat, SoundFormatName } from '../../ports/encoder.js'

/** What `RecorderManager.start` takes. */
export interface RecorderStartOptions {
  /** Milliseconds of sound after which the recording ends by itself, up to 600000. @default 60000 */
  duration?: number
  /** Hertz. @default 8000 */
  sampleRate?: number
  /** @default 2 */
  numberOfChannels?: number
  /** Bits a second, within the range of the sample rate. @default 48000 */
  encodeBitRate?: number
  /** `aac`, `mp3`, `wav` or `PCM`, in any case of letters. @default 'aac' */
  format?: string
  /** KiB of each piece that `onFrameRecorded` gets, for mp3 and PCM. @default no pieces */
  frameSize?: number
  /** One of `wx.getAvailableAudioSources`. @default 'auto' */
  audioSource?: string
}

/** One recording, as the options ask for it. */
export interface RecordingPlan {
  readonly format: SoundFormat
  readonly limitMs: number
  /** Bytes of each piece; absent without pieces. */
  readonly frameBytes?: number
  readonly source: string
}

const DEFAULT_DURATION_MS = 60_000
/** Shorter ones might be without a sample. */
const MIN_DURATION_MS = 1
const MAX_DURATION_MS = 600_000
const KIB = 1024

/** Bits a second, lowest and highest, by sample rate in hertz. */
const bitRateRanges: ReadonlyMap<number, readonly [number, number]> = new Map([
  [8000, [16_000, 48_000]],
  [11025, [16_000, 48_000]],
  [12000, [24_000, 64_000]],
  [16000, [24_000, 96_000]],
  [22050, [32_000, 128_000]],
  [24000, [32_000, 128_000]],
  [32000, [48_000, 192_000]],
  [44100, [64_000, 320_000]],
  [48000, [64_000, 320_000]],
])

/** Those that come in pieces as well. */
const framedFormats: readonly SoundFormatName[] = ['mp3', 'pcm']
const formatNames: readonly SoundFormatName[] = ['aac', 'mp3', 'pcm', 'wav']

/** Programs in JavaScript may pass anything. */
const isText = (value: unknown): value is string => typeof value === 'string'
const isNumber = (value: unknown): value is number => typeof value === 'number'
/** Of a value that may be anything. */
const shown = (value: unknown): string =>
  isText(value) || isNumber(value) ? String(value) : typeName(value)

/**
 * The recording that the options mean, or what is wrong, as a sentence for developers. A duration that is
 * none is the default, one that is too long the longest; everything else has to be right.
 */
export const planRecording = (options: RecorderStartOptions): RecordingPlan | string => {
  const {
    duration,
    sampleRate = 8000,
    numberOfChannels = 2,
    encodeBitRate = 48_000,
    format = 'aac',
    frameSize,
    audioSource = 'auto',
  } = options
  const name = formatNames.find((known) => isText(format) && known === format.toLowerCase())
  if (name === undefined) return `format ${shown(format)} is none of aac, mp3, wav and PCM`
  const range = bitRateRanges.get(sampleRate)
  if (range === undefined) {
    return `sampleRate ${shown(sampleRate)} is none of ${[...bitRateRanges.keys()].join(', ')}`
  }
  if (numberOfChannels !== 1 && numberOfChannels !== 2) {
    return `numberOfChannels ${shown(numberOfChannels)} is neither 1 nor 2`
  }
  const [lowest, highest] = range
  if (!(isNumber(encodeBitRate) && encodeBitRate >= lowest && encodeBitRate <= highest)) {
    return `encodeBitRate ${shown(encodeBitRate)} is not within ${lowest} and ${highest}, which ${sampleRate} Hz asks for`
  }
  return {
    format: { name, sampleRate, channels: numberOfChannels, bitRate: encodeBitRate },
    limitMs:
      isNumber(duration) && duration >= MIN_DURATION_MS
        ? Math.min(duration, MAX_DURATION_MS)
        : DEFAULT_DURATION_MS,
    source: audioSource,
    ...(framedFormats.includes(name) &&
      isNumber(frameSize) &&
      frameSize > 0 && {
        frameBytes: Math.max(1, Math.round(frameSize * KIB)),
      }),
  }
}
