import type { ClockPort } from '../../../ports/clock.js'
import type { FilesPort, HostBlob } from '../../../ports/files.js'
import type { HttpPort } from '../../../ports/http.js'
import type { Player, PlayerPort, PlayerSink, PlayerSource } from '../../../ports/player.js'
import { asPlayerError, PlayerError } from '../../../ports/player.js'
import { createClockPlayer } from './clock-player.js'
import { fetchSound } from './fetch-sound.js'
import type { Mixer, PcmSpeaker } from './mixer.js'
import type { SampleTrack } from './sample-track.js'
import { createSampleTrack } from './sample-track.js'

type During = <T>(loading: Promise<T>) => Promise<T>

/** What a speaker made of time needs of its host. */
export interface SpeakerParts {
  readonly clock: ClockPort
  readonly files: FilesPort
  readonly http: HttpPort
  /** Told of all code that is loaded, for a clock that stands still meanwhile. @default nobody is */
  readonly during?: During
  /** Hears everything. @default nobody does, and nothing is decoded */
  readonly speaker?: PcmSpeaker | undefined
}

export type MixedParts = SpeakerParts &
  Required<Pick<SpeakerParts, 'during'>> & { readonly mixer: Mixer | undefined }

/**
 * A loudspeaker that is nothing but time: sounds are as long as their files, and pass by the host's clock. It is the
 * whole file that it waits for.
 */
export const createVirtualSpeaker = (parts: SpeakerParts): PlayerPort => {
  const { clock, speaker } = parts
  const during: During = parts.during ?? ((loading) => loading)
  let mixing: Promise<Mixer> | undefined
  const mixer = async () => {
    if (speaker === undefined) return undefined
    mixing ??= during(import('./mixer.js')).then(({ createMixer }) => createMixer(clock, speaker))
    return mixing
  }
  return {
    open: async (source, sink, signal) => {
      try {
        const mixed = { ...parts, during, mixer: await mixer() }
        if (!('url' in source && source.isHls === true)) {
          return await openFile(mixed, source, sink, signal)
        }
        const { openVirtualStream } = await during(import('./virtual-stream.js'))
        return await openVirtualStream(mixed, source.url, sink, signal)
      } catch (cause) {
        throw asPlayerError(cause)
      }
    },
    // Nobody else plays here, and nothing mutes it.
    configure: () => Promise.resolve(),
  }
}

const openFile = async (
  { clock, mixer, ...parts }: MixedParts,
  source: PlayerSource,
  sink: PlayerSink,
  signal: AbortSignal,
): Promise<Player> => {
  const { duration, samples } = await readSource(parts, source, mixer !== undefined, signal)
  const channel = samples && mixer?.add(samples)
  const player = createClockPlayer({ clock, sink, signal, duration, ...channel })
  player.extend(duration)
  player.finish()
  return player
}

interface SoundFile {
  readonly duration: number
  /** What it sounds like, where somebody hears it. */
  readonly samples: SampleTrack | undefined
}

const readSource = async (
  parts: Pick<MixedParts, 'files' | 'http' | 'during'>,
  source: PlayerSource,
  isHeard: boolean,
  signal: AbortSignal,
): Promise<SoundFile> => {
  const { files, http } = parts
  if ('place' in source) {
    const blob = await files.open(source.place)
    if (blob === undefined) throw new PlayerError('not-found')
    return readFile(parts, blob, isHeard)
  }
  const blob = source.url.startsWith('data:')
    ? await files.createBlob(await bytesOfDataUrl(source.url))
    : await fetchSound(http, source.url, 'file', signal)
  if (blob === undefined) throw new PlayerError('format')
  try {
    return await readFile(parts, blob, isHeard)
  } finally {
    files.discard(blob)
  }
}

const readFile = async (
  { files, during }: Pick<MixedParts, 'files' | 'during'>,
  blob: HostBlob,
  isHeard: boolean,
): Promise<SoundFile> => {
  const { soundLength } = await during(import('./sound-length.js'))
  const duration = await soundLength(blob.size, (start, end) =>
    files.read(blob, start, end - start),
  )
  // Decoding loads code, too.
  const samples = isHeard ? await during(decodeBlob(files, blob)) : undefined
  return { duration, samples }
}

const decodeBlob = async (files: FilesPort, blob: HostBlob): Promise<SampleTrack> => {
  const { decodeSound, SPEAKER_CHANNELS } = await import('./decode-sound.js')
  const track = createSampleTrack(SPEAKER_CHANNELS)
  track.append(0, await decodeSound(await files.read(blob, 0, blob.size)))
  return track
}

const bytesOfDataUrl = async (url: string): Promise<Uint8Array<ArrayBuffer>> => {
  try {
    return new Uint8Array(await (await fetch(url)).arrayBuffer())
  } catch (cause) {
    throw new PlayerError('format', { cause })
  }
}
