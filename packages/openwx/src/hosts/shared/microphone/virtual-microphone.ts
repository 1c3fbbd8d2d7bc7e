import { parseWav } from '../../../codec/wav.js'
import type { ClockPort } from '../../../ports/clock.js'
import type {
  MicrophoneHandle,
  MicrophonePort,
  MicrophoneRequest,
  MicrophoneSink,
} from '../../../ports/microphone.js'
import { MicrophoneError } from '../../../ports/microphone.js'
import type { SoundSource } from './sources.js'
import { createLoop, createSilence, createStreamed, createTone } from './sources.js'

/** Samples in −1…1, one array for each channel, at the rate that the recording asks for. */
export type SampleStream = AsyncIterable<readonly Float32Array[]>

/** What a host hears that has no real microphone. */
export type VirtualSound =
  | { readonly silence: true }
  /** A sine wave in hertz; `level` is its amplitude in 0…1. @default level 0.5 */
  | { readonly tone: number; readonly level?: number }
  /** A WAV file, again and again, at whatever rate it has. */
  | Uint8Array
  | SampleStream
  | ((request: MicrophoneRequest) => SampleStream)

/** As much as arrives at a time. */
const BLOCK_MS = 100

const openSource = async (
  request: MicrophoneRequest,
  sound: VirtualSound,
): Promise<SoundSource> => {
  if ('silence' in sound) return createSilence(request)
  if (sound instanceof Uint8Array) {
    const { resampled } = await import('./resampled.js')
    return createLoop(request, await resampled(parseWav(sound), request.sampleRate))
  }
  if (typeof sound === 'function') return createStreamed(request, sound(request))
  return 'tone' in sound
    ? createTone(request, sound.tone, sound.level ?? 0.5)
    : createStreamed(request, sound)
}

const sources: readonly string[] = ['auto']

/**
 * A microphone made of values. It follows the clock: after a second it has given a second of samples,
 * exactly, however late its timers were.
 * @param load What there is to hear, asked for at each opening; undefined without a microphone.
 */
export const createVirtualMicrophone = (
  clock: ClockPort,
  load: () => VirtualSound | undefined | Promise<VirtualSound>,
): MicrophonePort => ({
  sources: () => Promise.resolve(sources),
  open: async (request, sink) => {
    const sound = sources.includes(request.source) ? await load() : undefined
    if (sound === undefined) throw new MicrophoneError('absent')
    try {
      return play(await openSource(request, sound), request, clock, sink)
    } catch (cause) {
      throw new MicrophoneError('failed', { cause })
    }
  },
})

const play = (
  source: SoundSource,
  { sampleRate }: MicrophoneRequest,
  clock: ClockPort,
  sink: MicrophoneSink,
): MicrophoneHandle => {
  /** Samples that are due, and since when they have not been counted; undefined while it is silent. */
  let owed = 0
  let since: number | undefined = clock.now()
  let cancelTimer: (() => void) | undefined
  const isPlaying = () => since !== undefined

  const silence = () => {
    since = undefined
    cancelTimer?.()
  }
  const close = () => {
    silence()
    source.close()
  }
  const deliver = (): void | Promise<void> => {
    if (since === undefined) return
    const now = clock.now()
    owed += ((now - since) * sampleRate) / 1000
    since = now
    const length = Math.floor(owed)
    owed -= length
    if (length === 0) return
    const samples = source.read(length)
    if (!(samples instanceof Promise)) return sink.samples(samples)
    return samples.then((made) => {
      // Silenced while it was made: then it was not said.
      if (isPlaying()) return sink.samples(made)
    })
  }
  const tick = async () => {
    try {
      await deliver()
      if (isPlaying()) schedule()
    } catch (cause) {
      close()
      sink.lost(new MicrophoneError('failed', { cause }))
    }
  }
  const schedule = () => {
    cancelTimer = clock.after(BLOCK_MS, () => void tick())
  }
  schedule()

  return {
    pause: () => {
      void deliver()
      silence()
    },
    resume: () => {
      if (isPlaying()) return
      owed = 0
      since = clock.now()
      schedule()
    },
    close,
  }
}
