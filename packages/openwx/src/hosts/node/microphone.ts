import { readFile } from 'node:fs/promises'
import type { ClockPort } from '../../ports/clock.js'
import type { MicrophonePort } from '../../ports/microphone.js'
import type { VirtualSound } from '../shared/microphone/virtual-microphone.js'
import { createVirtualMicrophone } from '../shared/microphone/virtual-microphone.js'
import { systemClock } from '../shared/system.js'

export interface NodeMicrophoneOptions {
  /**
   * What there is to hear: the path or the bytes of a WAV file, a tone, silence, or samples that somebody
   * makes. @default no microphone
   */
  microphone?: string | VirtualSound
  /** `'fast'` records as fast as the samples can be made. @default 'real-time' */
  microphonePace?: 'real-time' | 'fast'
}

/** A clock that does not wait: its time passes when somebody waits for it. */
const createFastClock = (): ClockPort => {
  let now = 0
  return {
    now: () => now,
    after: (delayMs, callback) => {
      const waiting = setImmediate(() => {
        now += delayMs
        callback()
      })
      return () => clearImmediate(waiting)
    },
  }
}

/** A microphone that is made of a file, or of values. */
export const createNodeMicrophone = ({
  microphone: sound,
  microphonePace: pace,
}: NodeMicrophoneOptions): MicrophonePort =>
  createVirtualMicrophone(pace === 'fast' ? createFastClock() : systemClock, () =>
    typeof sound === 'string' ? readFile(sound) : sound,
  )
