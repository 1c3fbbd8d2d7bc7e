import type { Encoder } from '../../../ports/encoder.js'
import type { Codec } from './codec.js'

/** The codec as an encoder, whose calls wait for each other. */
export const inOrder = (codec: Codec): Encoder => {
  let last: Promise<unknown> = Promise.resolve()
  const next = <T>(work: () => T | Promise<T>): Promise<T> => {
    const done = last.then(work)
    last = done
    return done
  }
  return {
    encode: (channels) => next(() => codec.encode(channels)),
    finish: () => next(() => codec.finish()),
    close: () => codec.close(),
  }
}
