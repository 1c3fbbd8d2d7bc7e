const FULL_SCALE = 32767

/** Samples in −1…1 as interleaved 16-bit little-endian integers; what is beyond is cut off. */
export const toPcm16 = (channels: readonly Float32Array[]): Uint8Array<ArrayBuffer> => {
  const count = channels.length
  const length = channels[0]?.length ?? 0
  const view = new DataView(new ArrayBuffer(length * count * 2))
  channels.forEach((samples, channel) => {
    samples.forEach((sample, i) => {
      const clipped = Math.max(-1, Math.min(1, sample))
      view.setInt16((i * count + channel) * 2, Math.round(clipped * FULL_SCALE), true)
    })
  })
  return new Uint8Array(view.buffer)
}

/** The samples with another number of channels: one is doubled, several are averaged. */
export const withChannels = (
  channels: readonly Float32Array[],
  count: 1 | 2,
): readonly Float32Array[] => {
  const [left = new Float32Array(0), ...others] = channels
  if (channels.length === count) return channels
  if (count === 2) return [left, others[0] ?? left.slice()]
  return [
    left.map(
      (sample, i) => others.reduce((sum, other) => sum + (other[i] ?? 0), sample) / channels.length,
    ),
  ]
}
