import type { EncoderPort } from '../../ports/encoder.js'
import type { VirtualClock } from './clock.js'

/** Encoders whose work takes none of a virtual clock's time. */
export const createTimelessEncoders = (encoders: EncoderPort, clock: VirtualClock): EncoderPort => {
  const open: EncoderPort['open'] = async (format, emit) => {
    const encoder = await encoders.open(format, emit)
    let release: (() => void) | undefined
    const closed = new Promise<void>((resolve) => (release = resolve))
    const during = <T>(work: Promise<T>): Promise<T> => {
      // What waits when it is closed may never settle.
      void clock.during(Promise.race([work, closed]))
      return work
    }
    return {
      encode: (channels) => during(encoder.encode(channels)),
      finish: () => during(encoder.finish()),
      close: () => {
        encoder.close()
        release?.()
      },
    }
  }
  return { open: (format, emit) => clock.during(open(format, emit)) }
}
