import type { ClockPort } from '../../../ports/clock.js'
import type { FilesPort, HostBlob } from '../../../ports/files.js'
import type { HttpPort } from '../../../ports/http.js'
import type { PlayerPort, PlayerSource } from '../../../ports/player.js'
import { asPlayerError, PlayerError } from '../../../ports/player.js'
import { createClockPlayer } from './clock-player.js'
import { fetchSound } from './fetch-sound.js'

/** What a speaker made of time needs of its host. */
export interface SpeakerParts {
  readonly clock: ClockPort
  readonly files: FilesPort
  readonly http: HttpPort
}

/**
 * A loudspeaker that nobody hears: sounds are as long as their files, and pass by the host's clock. It is the whole file that it
 * waits for.
 */
export const createVirtualSpeaker = (parts: SpeakerParts): PlayerPort => ({
  open: async (source, sink, signal) => {
    try {
      if ('url' in source && source.isHls === true) {
        const { openVirtualStream } = await import('./virtual-stream.js')
        return await openVirtualStream(parts, source.url, sink, signal)
      }
      const duration = await lengthOf(parts, source, signal)
      const player = createClockPlayer({ clock: parts.clock, sink, signal, duration })
      player.extend(duration)
      player.finish()
      return player
    } catch (cause) {
      throw asPlayerError(cause)
    }
  },
  // Nobody else plays here, and nothing mutes it.
  configure: () => Promise.resolve(),
})

const lengthOf = async (
  { files, http }: SpeakerParts,
  source: PlayerSource,
  signal: AbortSignal,
): Promise<number> => {
  if ('place' in source) {
    const blob = await files.open(source.place)
    if (blob === undefined) throw new PlayerError('not-found')
    return measure(files, blob)
  }
  const blob = source.url.startsWith('data:')
    ? await files.createBlob(await bytesOfDataUrl(source.url))
    : await fetchSound(http, source.url, 'file', signal)
  if (blob === undefined) throw new PlayerError('format')
  try {
    return await measure(files, blob)
  } finally {
    files.discard(blob)
  }
}

const measure = async (files: FilesPort, blob: HostBlob): Promise<number> => {
  const { soundLength } = await import('./sound-length.js')
  return soundLength(blob.size, (start, end) => files.read(blob, start, end - start))
}

const bytesOfDataUrl = async (url: string): Promise<Uint8Array<ArrayBuffer>> => {
  try {
    return new Uint8Array(await (await fetch(url)).arrayBuffer())
  } catch (cause) {
    throw new PlayerError('format', { cause })
  }
}
