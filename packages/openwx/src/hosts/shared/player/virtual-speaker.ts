import type { ClockPort } from '../../../ports/clock.js'
import type { FilesPort, HostBlob } from '../../../ports/files.js'
import type { HttpPort } from '../../../ports/http.js'
import type { Player, PlayerPort, PlayerSink, PlayerSource } from '../../../ports/player.js'
import { asPlayerError, PlayerError } from '../../../ports/player.js'
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
      return play(await lengthOf(parts, source, signal), parts.clock, sink, signal)
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

/** A sound of some length, from its beginning on. */
const play = (
  duration: number,
  clock: ClockPort,
  sink: PlayerSink,
  signal: AbortSignal,
): Player => {
  let closed = false
  let rate = 1
  let loop = false
  /** Where it stood, and when; it has moved since unless it is silent. */
  let mark = { position: 0, atMs: 0, moves: false }
  let cancelEnd: (() => void) | undefined

  const positionNow = () => {
    if (!mark.moves) return mark.position
    const position = mark.position + ((clock.now() - mark.atMs) / 1000) * rate
    return loop ? position % duration : Math.min(position, duration)
  }
  const tell = (event: keyof PlayerSink & ('started' | 'seeked' | 'ended')) =>
    void Promise.resolve().then(() => {
      if (!closed) sink[event]()
    })
  const end = () => {
    if (loop) {
      go(0, true)
      return
    }
    go(duration, false)
    tell('ended')
  }
  const go = (position: number, moves: boolean) => {
    cancelEnd?.()
    cancelEnd = undefined
    mark = { position, atMs: clock.now(), moves }
    if (moves) cancelEnd = clock.after(((duration - position) / rate) * 1000, end)
  }
  const close = () => {
    closed = true
    go(0, false)
    signal.removeEventListener('abort', close)
  }
  signal.addEventListener('abort', close)
  if (signal.aborted) close()

  return {
    get position() {
      return positionNow()
    },
    duration,
    buffered: duration,
    play: () => {
      if (closed) return
      if (!mark.moves) go(mark.position < duration ? mark.position : 0, true)
      tell('started')
    },
    pause: () => go(positionNow(), false),
    seek: (position) => {
      if (closed) return
      go(Math.min(position, duration), mark.moves)
      tell('seeked')
    },
    setVolume: () => undefined,
    setRate: (next) => {
      const { moves } = mark
      const position = positionNow()
      rate = next
      go(position, moves)
    },
    setLoop: (next) => {
      const { moves } = mark
      const position = positionNow()
      loop = next
      go(position, moves)
    },
    close,
  }
}
