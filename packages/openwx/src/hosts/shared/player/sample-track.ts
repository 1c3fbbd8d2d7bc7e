/** Samples of a sound, piece by piece as they come. Places are numbers of frames. */
export interface SampleTrack {
  /** @param start Behind what is there already. */
  append(start: number, planes: readonly Float32Array[]): void
  /**
   * The frames from a place on, which may lie between two; silence where there is nothing.
   * @param step 1 for the sound as it is, 2 for one that passes twice as fast.
   */
  read(from: number, count: number, step: number): readonly Float32Array[]
  /** What lies before is not read again. */
  forgetBefore(frame: number): void
}

export const createSampleTrack = (channels: number): SampleTrack => {
  let pieces: { readonly start: number; readonly planes: readonly Float32Array[] }[] = []
  const lengthOf = (planes: readonly Float32Array[]) => planes[0]?.length ?? 0
  const sampleAt = (channel: number, frame: number): number => {
    const piece = pieces.findLast(({ start }) => start <= frame)
    return piece?.planes[channel]?.[frame - piece.start] ?? 0
  }
  const between = (channel: number, place: number): number => {
    const before = Math.floor(place)
    const share = place - before
    const sample = sampleAt(channel, before)
    return share === 0 ? sample : sample + share * (sampleAt(channel, before + 1) - sample)
  }
  return {
    append: (start, planes) => void pieces.push({ start, planes }),
    read: (from, count, step) =>
      Array.from({ length: channels }, (_, channel) =>
        Float32Array.from({ length: count }, (_, i) => between(channel, from + i * step)),
      ),
    forgetBefore: (frame) => {
      pieces = pieces.filter(({ start, planes }) => start + lengthOf(planes) >= frame)
    },
  }
}
