import { joinBytes } from '../../codec/bytes.js'

/** Cuts a stream of bytes into pieces of one size. */
export interface Frames {
  add(bytes: Uint8Array<ArrayBuffer>): void
  /** Gives the rest, as the last piece. */
  end(): void
}

/**
 * Every piece but the last has exactly `frameBytes`. One is always held back, so that the last is empty
 * only where there was nothing at all.
 */
export const createFrames = (
  frameBytes: number,
  give: (frame: ArrayBuffer, isLast: boolean) => void,
): Frames => {
  let parts: Uint8Array<ArrayBuffer>[] = []
  let held = 0
  return {
    add: (bytes) => {
      parts.push(bytes)
      held += bytes.length
      if (held <= frameBytes) return
      const all = joinBytes(parts)
      let at = 0
      for (; held > frameBytes; at += frameBytes, held -= frameBytes) {
        give(all.slice(at, at + frameBytes).buffer, false)
      }
      parts = [all.subarray(at)]
    },
    end: () => give(joinBytes(parts).slice().buffer, true),
  }
}
