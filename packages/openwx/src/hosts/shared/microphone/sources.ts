import { withChannels } from '../../../codec/pcm.js'
import type { WavSound } from '../../../codec/wav.js'
import type { MicrophoneRequest } from '../../../ports/microphone.js'

/** Sound for a microphone that is none. */
export interface SoundSource {
  /** The next samples at the asked rate and channels, `length` of each. */
  read(length: number): readonly Float32Array[] | Promise<readonly Float32Array[]>
  close(): void
}

const silence = (channels: number, length: number): Float32Array[] =>
  Array.from({ length: channels }, () => new Float32Array(length))

export const createSilence = ({ channels }: MicrophoneRequest): SoundSource => ({
  read: (length) => silence(channels, length),
  close: () => undefined,
})

/** A sine wave, the same on every channel. */
export const createTone = (
  { sampleRate, channels }: MicrophoneRequest,
  hertz: number,
  amplitude: number,
): SoundSource => {
  let position = 0
  const step = (2 * Math.PI * hertz) / sampleRate
  return {
    read: (length) => {
      const start = position
      position += length
      const wave = Float32Array.from({ length }, (_, i) => amplitude * Math.sin(step * (start + i)))
      return Array.from({ length: channels }, () => wave.slice())
    },
    close: () => undefined,
  }
}

/** A recording that begins anew when it is over. */
export const createLoop = (request: MicrophoneRequest, sound: WavSound): SoundSource => {
  const channels = withChannels(sound.samples, request.channels)
  const available = channels[0]?.length ?? 0
  let position = 0
  return {
    read: (length) => {
      const start = position
      position += length
      if (available === 0) return silence(request.channels, length)
      return channels.map((samples) =>
        Float32Array.from({ length }, (_, i) => samples[(start + i) % available] ?? 0),
      )
    },
    close: () => undefined,
  }
}

/** Samples that somebody else makes, at the asked rate; what is missing at its end is silence. */
export const createStreamed = (
  { channels }: MicrophoneRequest,
  stream: AsyncIterable<readonly Float32Array[]>,
): SoundSource => {
  const iterator = stream[Symbol.asyncIterator]()
  let rest = silence(channels, 0)
  let ended = false
  return {
    read: async (length) => {
      const pieces = [rest]
      let held = rest[0]?.length ?? 0
      while (held < length && !ended) {
        const next = await iterator.next()
        if (next.done === true) ended = true
        else {
          const piece = [...withChannels(next.value, channels)]
          pieces.push(piece)
          held += piece[0]?.length ?? 0
        }
      }
      const all = silence(channels, Math.max(held, length))
      let at = 0
      for (const piece of pieces) {
        piece.forEach((samples, channel) => all[channel]?.set(samples, at))
        at += piece[0]?.length ?? 0
      }
      rest = all.map((samples) => samples.slice(length))
      return all.map((samples) => samples.slice(0, length))
    },
    close: () => {
      ended = true
      // How whoever makes it ends is his own affair.
      iterator.return?.().then(undefined, () => undefined)
    },
  }
}
