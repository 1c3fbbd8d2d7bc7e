import { toPcm16 } from '../../../codec/pcm.js'
import type { ClockPort } from '../../../ports/clock.js'
import type { ClockPlayer } from './clock-player.js'
import { SPEAKER_CHANNELS, SPEAKER_RATE } from './decode-sound.js'
import type { SampleTrack } from './sample-track.js'

/**
 * Hears what is played, as a Node `Writable` does: 16-bit little-endian samples of two channels, left and right in turn,
 * at 48,000 Hz. Nothing is written while nothing sounds.
 */
export interface PcmSpeaker {
  write(pcm: Uint8Array): unknown
}

/** How often it writes. */
const TICK_MS = 100

export interface Mixer {
  /** Takes part from now on; its state is read whenever time has passed. */
  add(track: SampleTrack): MixerChannel
}

export interface MixerChannel {
  /** To be called before the player's state changes. */
  changing(): void
  /** To be called when it has changed. */
  changed(player: Pick<ClockPlayer, 'isMoving' | 'position' | 'rate' | 'volume'>): void
}

/** Adds up what plays at the same time, at the pace of a clock. */
export const createMixer = (clock: ClockPort, speaker: PcmSpeaker): Mixer => {
  interface Voice {
    readonly track: SampleTrack
    /** Frames. */
    place: number
    rate: number
    volume: number
  }
  const voices = new Set<Voice>()
  let begunMs = 0
  let written = 0
  let cancelTick: (() => void) | undefined

  const flush = () => {
    const due = Math.round(((clock.now() - begunMs) / 1000) * SPEAKER_RATE)
    const count = due - written
    if (voices.size === 0 || count <= 0) return
    const mix = Array.from({ length: SPEAKER_CHANNELS }, () => new Float32Array(count))
    for (const voice of voices) {
      const planes = voice.track.read(voice.place, count, voice.rate)
      mix.forEach((sum, channel) => {
        planes[channel]?.forEach((sample, i) => {
          sum[i] = (sum[i] ?? 0) + sample * voice.volume
        })
      })
      voice.place += count * voice.rate
    }
    written = due
    speaker.write(toPcm16(mix))
  }
  const tick = () => {
    flush()
    cancelTick = clock.after(TICK_MS, tick)
  }

  return {
    add: (track) => {
      const voice: Voice = { track, place: 0, rate: 1, volume: 1 }
      return {
        changing: flush,
        changed: ({ isMoving, position, rate, volume }) => {
          Object.assign(voice, { place: Math.round(position * SPEAKER_RATE), rate, volume })
          const wasQuiet = voices.size === 0
          if (isMoving) voices.add(voice)
          else voices.delete(voice)
          if (voices.size === 0) {
            cancelTick?.()
            cancelTick = undefined
          } else if (wasQuiet) {
            begunMs = clock.now()
            written = 0
            cancelTick = clock.after(TICK_MS, tick)
          }
        },
      }
    },
  }
}
