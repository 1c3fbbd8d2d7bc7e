import { parseWav } from '../../../codec/wav.js'
import type { ClockPort } from '../../../ports/clock.js'
import type {
  MicrophoneHandle,
  MicrophonePort,
  MicrophoneRequest,
  MicrophoneSink,
} from '../../../ports/microphone.js'
import { MicrophoneError } from '../../../ports/microphone.js'
import { withinTime } from '../within-time.js'
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
/** For how long a pause waits for samples that somebody else makes. */
const ANSWER_MS = 500

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
  let closed = false
  /** Settles when what somebody else makes has been given, one piece after another. */
  let making: Promise<void> | undefined

  const silence = () => {
    since = undefined
    cancelTimer?.()
  }
  const close = () => {
    if (closed) return
    closed = true
    silence()
    source.close()
  }
  const lose = (cause: unknown) => {
    if (closed) return
    close()
    sink.lost(new MicrophoneError('failed', { cause }))
  }
  const count = (): number => {
    if (since === undefined) return 0
    const now = clock.now()
    owed += ((now - since) * sampleRate) / 1000
    since = now
    const length = Math.floor(owed)
    owed -= length
    return length
  }
  const give = async (samples: readonly Float32Array[]) => {
    if (!closed) await sink.samples(samples)
  }
  const make = (samples: Promise<readonly Float32Array[]>): Promise<void> => {
    const made = samples.then(give)
    const forget = () => {
      if (making === made) making = undefined
    }
    making = made
    made.then(forget, forget)
    return made
  }
  /** Gives what is due: before it returns, or when somebody else has made it. */
  const deliver = async (): Promise<void> => {
    const length = count()
    if (length === 0) return making
    if (making !== undefined) return make(making.then(() => source.read(length)))
    const samples = source.read(length)
    return samples instanceof Promise ? make(samples) : sink.samples(samples)
  }
  const tick = async () => {
    try {
      await deliver()
      if (since !== undefined) schedule()
    } catch (cause) {
      lose(cause)
    }
  }
  const schedule = () => {
    cancelTimer?.()
    cancelTimer = clock.after(BLOCK_MS, () => void tick())
  }
  schedule()

  return {
    pause: async () => {
      const rest = deliver().catch(lose)
      silence()
      // Whoever makes samples may never be done.
      await withinTime(rest, ANSWER_MS, 'the sound does not come').catch(() => undefined)
    },
    resume: () => {
      if (closed || since !== undefined) return
      owed = 0
      since = clock.now()
      schedule()
    },
    close,
  }
}
