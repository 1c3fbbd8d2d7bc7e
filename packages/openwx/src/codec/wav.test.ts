import fc from 'fast-check'
import { expect, it } from 'vitest'
import { toPcm16, withChannels } from './pcm.js'
import { parseWav, wavHeader } from './wav.js'

const file = (head: Uint8Array, data: Uint8Array) => new Uint8Array([...head, ...data])

it('reads back what it wrote, to the precision of 16 bits', () => {
  const channels = fc
    .tuple(fc.integer({ min: 1, max: 2 }), fc.integer({ min: 0, max: 50 }))
    .chain(([count, length]) =>
      fc.array(
        fc.float32Array({ minLength: length, maxLength: length, min: -1, max: 1, noNaN: true }),
        { minLength: count, maxLength: count },
      ),
    )
  fc.assert(
    fc.property(channels, fc.constantFrom(8000, 44_100), (planes, sampleRate) => {
      const data = toPcm16(planes)
      const head = wavHeader({ sampleRate, channels: planes.length }, data.length)
      const sound = parseWav(file(head, data))
      expect([sound.sampleRate, sound.channels]).toEqual([sampleRate, planes.length])
      planes.forEach((plane, channel) => {
        const read = sound.samples[channel] ?? new Float32Array(1)
        expect(read.length).toBe(plane.length)
        plane.forEach((sample, i) =>
          expect(Math.abs((read[i] ?? NaN) - sample)).toBeLessThan(1 / 16_000),
        )
      })
    }),
  )
})

it('cuts off what is too loud', () => {
  const view = new DataView(toPcm16([new Float32Array([2, -2, 1, -1])]).buffer)
  expect([0, 2, 4, 6].map((at) => view.getInt16(at, true))).toEqual([32767, -32767, 32767, -32767])
})

it('reads a file that was cut off, or does not say how long it is, as far as it goes', () => {
  const data = toPcm16([new Float32Array([0.5, 0.25, 0])])
  const head = wavHeader({ sampleRate: 8000, channels: 1 })
  expect(parseWav(file(head, data.subarray(0, 5))).samples[0]).toHaveLength(2)
})

it('refuses what is none', () => {
  for (const bytes of [
    new Uint8Array(),
    new Uint8Array(44),
    wavHeader({ sampleRate: 0, channels: 0 }),
  ]) {
    expect(() => parseWav(bytes)).toThrow(TypeError)
  }
})

it('never fails otherwise, whatever it is given', () => {
  const head = wavHeader({ sampleRate: 8000, channels: 1 }, 8)
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), fc.nat({ max: 43 }), (noise, at) => {
      const bytes = file(head, new Uint8Array(8))
      bytes.set(noise.subarray(0, bytes.length - at), at)
      try {
        parseWav(bytes)
      } catch (error) {
        expect(error).toBeInstanceOf(TypeError)
      }
    }),
  )
})

it('doubles one channel, and averages several', () => {
  const left = new Float32Array([1, 0])
  const right = new Float32Array([0, 1])
  expect(withChannels([left], 2)).toEqual([left, left])
  expect(withChannels([left, right], 1)).toEqual([new Float32Array([0.5, 0.5])])
  expect(withChannels([left, right, right], 2)).toEqual([left, right])
})
