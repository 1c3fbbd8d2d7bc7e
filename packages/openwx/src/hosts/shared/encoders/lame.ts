import { createMp3Encoder } from 'wasm-media-encoders'

export type Lame = Awaited<ReturnType<typeof createMp3Encoder>>

/**
 * LAME, which fetches its code from a `data:` URL. The build of the worker puts a function here that has the
 * code as bytes, since the rules of a page may forbid the other.
 */
export const createLame = (): Promise<Lame> => createMp3Encoder()
