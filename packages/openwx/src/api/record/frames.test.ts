import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createFrames } from './frames.js'

const cut = (frameBytes: number, pieces: readonly Uint8Array<ArrayBuffer>[]) => {
  const frames: { bytes: number[]; isLast: boolean }[] = []
  const cutter = createFrames(frameBytes, (frame, isLast) =>
    frames.push({ bytes: [...new Uint8Array(frame)], isLast }),
  )
  for (const piece of pieces) cutter.add(piece)
  cutter.end()
  return frames
}

it('gives every byte once, in pieces of one size, the last of which has the rest', () => {
  const pieces = fc.array(
    fc.uint8Array({ maxLength: 40 }).map((bytes) => new Uint8Array(bytes)),
    { maxLength: 12 },
  )
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 20 }), pieces, (frameBytes, pieces) => {
      const frames = cut(frameBytes, pieces)
      const all = pieces.flatMap((piece) => [...piece])
      expect(frames.flatMap(({ bytes }) => bytes)).toEqual(all)
      expect(frames.slice(0, -1).every(({ bytes }) => bytes.length === frameBytes)).toBe(true)
      expect(frames.map(({ isLast }) => isLast)).toEqual(
        frames.map((_, i) => i === frames.length - 1),
      )
      const last = frames.at(-1)?.bytes.length ?? NaN
      expect(last).toBeLessThanOrEqual(frameBytes)
      expect(last > 0).toBe(all.length > 0)
    }),
  )
})

it('owns what it gives', () => {
  const piece = new Uint8Array([1, 2, 3])
  const frames: ArrayBuffer[] = []
  const cutter = createFrames(2, (frame) => frames.push(frame))
  cutter.add(piece)
  piece.fill(9)
  expect(frames.map((frame) => [...new Uint8Array(frame)])).toEqual([[1, 2]])
})
