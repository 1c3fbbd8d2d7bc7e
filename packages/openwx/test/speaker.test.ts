import { createEncoders } from '../src/hosts/shared/encoders/encoders.js'
import type { SoundFormatName } from '../src/ports/encoder.js'
import { concatBytes } from '../src/codec/bytes.js'
import { toPcm16 } from '../src/codec/pcm.js'
import { wavHeader } from '../src/codec/wav.js'
import { expect, it, vi } from 'vitest'
import { createHost, createWx } from '../src/index.memory.js'
import { playlistText, segmentBytes } from '../conformance/server/hls.js'

const RATE = 48_000
const PART_SECONDS = 2

/** Hertz in 0–1 s, 2–3 s and so on: what stands where in a file can be heard. */
const toneOf = (hertz: readonly number[], sampleRate: number, amplitude = 0.4) =>
  Float32Array.from({ length: hertz.length * PART_SECONDS * sampleRate }, (_, i) => {
    const at = hertz[Math.floor(i / (PART_SECONDS * sampleRate))] ?? 0
    return amplitude * Math.sin((2 * Math.PI * at * i) / sampleRate)
  })
const wav = (hertz: readonly number[], sampleRate = 44_100, amplitude?: number) => {
  const pcm = toPcm16([toneOf(hertz, sampleRate, amplitude)])
  return concatBytes([wavHeader({ sampleRate, channels: 1 }, pcm.length), pcm])
}
const encoded = async (name: SoundFormatName, hertz: readonly number[]) => {
  const pieces: Uint8Array<ArrayBuffer>[] = []
  const format = { name, sampleRate: 44_100, channels: 1, bitRate: 128_000 } as const
  const encoder = await createEncoders().open(format, (piece) => void pieces.push(piece.slice()))
  await encoder.encode([toneOf(hertz, 44_100)])
  await encoder.finish()
  return concatBytes(pieces)
}

/** A machine whose speaker is heard. */
const setUp = (packageFiles: Record<string, Uint8Array<ArrayBuffer>>) => {
  const written: Uint8Array[] = []
  const host = createHost({
    packageFiles,
    speaker: { write: (pcm) => written.push(pcm) },
    http: ({ url }) => {
      const name = /(\w[\w-]*)\.(?:m3u8|mp3)$/.exec(url.pathname)?.[1] ?? ''
      const text = playlistText(name, 0, Infinity)
      return { body: text ?? new Uint8Array(segmentBytes(Number(name.split('-')[1]))) }
    },
  })
  const wx = createWx(host, { urlCheck: false })
  /** What was written since it was last asked: left and right. */
  const heard = (): [Float32Array, Float32Array] => {
    const bytes = concatBytes(written.splice(0).map((piece) => new Uint8Array(piece)))
    const view = new DataView(bytes.buffer)
    const frames = bytes.length / 4
    const channel = (number: number) =>
      Float32Array.from(
        { length: frames },
        (_, i) => view.getInt16(i * 4 + number * 2, true) / 32767,
      )
    return [channel(0), channel(1)]
  }
  /** Sets `src` and plays it; resolves when it plays. */
  const play = async (src: string) => {
    const audio = wx.createInnerAudioContext()
    const errors: string[] = []
    audio.onError(({ errMsg }) => errors.push(errMsg))
    const ready = new Promise<void>((resolve) => {
      audio.onCanplay(() => resolve())
      audio.onError(() => resolve())
    })
    audio.src = src
    await ready
    audio.play()
    await host.clock.advance(0)
    return { audio, errors }
  }
  return { host, wx, heard, play }
}
/** By zero crossings, with the level in decibels of full scale. */
const measure = (samples: Float32Array) => {
  let crossings = 0
  for (let i = 1; i < samples.length; i += 1) {
    if ((samples[i - 1] ?? 0) < 0 && (samples[i] ?? 0) >= 0) crossings += 1
  }
  const power = samples.reduce((sum, sample) => sum + sample ** 2, 0) / samples.length
  return {
    hertz: (crossings * RATE) / samples.length,
    decibels: 10 * Math.log10(power * 2),
  }
}

it.each(['wav', 'mp3'] as const)('hears %s, in time, on both sides', async (name) => {
  const hertz = [440, 880]
  const file = name === 'wav' ? wav(hertz) : await encoded(name, hertz)
  const { host, play, heard } = setUp({ [`a.${name}`]: file })
  await play(`/a.${name}`)
  await host.clock.advance(3500)
  const [left, right] = heard()
  expect(left).toHaveLength(3.5 * RATE)
  expect(right).toEqual(left)
  // Encoders begin a little late.
  const first = measure(left.subarray(0.1 * RATE, 1.9 * RATE))
  expect(first.hertz).toBeCloseTo(440, -1)
  expect(first.decibels).toBeGreaterThan(-9)
  expect(first.decibels).toBeLessThan(-7)
  expect(measure(left.subarray(2.1 * RATE)).hertz).toBeCloseTo(880, -1)
  await host.dispose()
})

it('hears pauses, seeks, rates and volumes at once, and nothing while nothing sounds', async () => {
  const { host, play, heard } = setUp({ 'a.wav': wav([440, 880, 1320]) })
  const { audio } = await play('/a.wav')
  await host.clock.advance(1050)
  audio.pause()
  await host.clock.advance(1000)
  expect(heard()[0]).toHaveLength(1.05 * RATE)
  audio.seek(4.5)
  audio.play()
  await host.clock.advance(500)
  const after = heard()[0]
  expect(after).toHaveLength(0.5 * RATE)
  expect(measure(after).hertz).toBeCloseTo(1320, -1)
  audio.seek(2)
  audio.playbackRate = 0.5
  audio.volume = 0.1
  await host.clock.advance(1000)
  const slow = measure(heard()[0])
  expect(slow.hertz).toBeCloseTo(440, -1)
  expect(slow.decibels).toBeCloseTo(20 * Math.log10(0.04), 0)
  audio.destroy()
  await host.clock.advance(1000)
  expect(heard()[0]).toHaveLength(0)
  expect(host.clock.pending).toBe(0)
  await host.dispose()
})

it('hears what plays together, and each to its own end', async () => {
  const { host, play, heard } = setUp({ 'a.wav': wav([440]), 'b.wav': wav([880, 880]) })
  await play('/a.wav')
  await host.clock.advance(1000)
  await play('/b.wav')
  await host.clock.advance(10_000)
  const [left] = heard()
  expect(left).toHaveLength(5 * RATE)
  const parts = [0, 1, 2].map((second) =>
    measure(left.subarray((second + 0.1) * RATE, (second + 0.9) * RATE)),
  )
  expect(parts[0]?.hertz).toBeCloseTo(440, -1)
  // Two tones of the same level have twice the power of one.
  expect((parts[1]?.decibels ?? 0) - (parts[0]?.decibels ?? 0)).toBeCloseTo(3, 0)
  expect(parts[2]?.hertz).toBeCloseTo(880, -1)
  await host.dispose()
})

it('hears a stream, with silence where its playlist has a gap', async () => {
  const { host, play, heard } = setUp({})
  await play('https://h.test/gap.m3u8')
  await host.clock.advance(10_000)
  const [left] = heard()
  const second = 1.0449 * RATE
  const part = (number: number) =>
    measure(left.subarray((number + 0.1) * second, (number + 0.9) * second))
  expect(part(0).hertz).toBeCloseTo(440, -1)
  expect(part(1).decibels).toBe(-Infinity)
  expect(part(2).hertz).toBeCloseTo(440, -1)
  await host.dispose()
})

it('says what it cannot hear', async () => {
  const { host, play, heard } = setUp({ 'a.aac': await encoded('aac', [440]) })
  const { errors } = await play('/a.aac')
  // Playing what failed tries it again.
  expect(errors).toEqual(
    Array(2).fill('operateAudio:fail unknown format: a speaker hears WAV and MP3'),
  )
  await host.clock.advance(1000)
  expect(heard()[0]).toHaveLength(0)
  await host.dispose()
})

it('holds the clock while it loads what it needs', async () => {
  vi.resetModules()
  const fresh = await import('../src/index.memory.js')
  const host = fresh.createHost({ packageFiles: { 'a.wav': wav([440]) } })
  const audio = fresh.createWx(host).createInnerAudioContext()
  audio.src = '/a.wav'
  audio.play()
  await host.clock.advance(1500)
  expect(audio.currentTime).toBe(1.5)
  await host.dispose()
})
