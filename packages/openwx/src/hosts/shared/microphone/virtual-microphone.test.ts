import { expect, it } from 'vitest'
import { wavHeader } from '../../../codec/wav.js'
import { toPcm16 } from '../../../codec/pcm.js'
import { MicrophoneError } from '../../../ports/microphone.js'
import { createVirtualClock } from '../../memory/clock.js'
import type { VirtualSound } from './virtual-microphone.js'
import { createVirtualMicrophone } from './virtual-microphone.js'

const request = { sampleRate: 8000, channels: 1, source: 'auto' } as const

const listen = async (sound: VirtualSound, channels: 1 | 2 = 1) => {
  const clock = createVirtualClock()
  const heard: Float32Array[][] = []
  const lost: MicrophoneError[] = []
  const handle = await createVirtualMicrophone(clock, () => sound).open(
    { ...request, channels },
    {
      samples: (planes) => {
        heard.push([...planes])
        return Promise.resolve()
      },
      lost: (error) => lost.push(error),
    },
  )
  const samples = () => heard.flatMap(([plane = new Float32Array()]) => [...plane])
  return { clock, handle, heard, lost, samples }
}

it('gives exactly as many samples as time has passed, whatever the pauses', async () => {
  const { clock, handle, samples } = await listen({ tone: 440 })
  await clock.advance(1000)
  expect(samples()).toHaveLength(8000)
  await clock.advance(50)
  await handle.pause()
  expect(samples()).toHaveLength(8400)
  await clock.advance(5000)
  expect(samples()).toHaveLength(8400)
  handle.resume()
  await clock.advance(100)
  expect(samples()).toHaveLength(9200)
  handle.close()
  handle.close()
  await clock.advance(1000)
  expect(samples()).toHaveLength(9200)
  expect(clock.pending).toBe(0)
})

it('is silent where that is asked for', async () => {
  const { clock, samples, handle } = await listen({ silence: true })
  await clock.advance(100)
  expect(samples()).toEqual(Array.from({ length: 800 }, () => 0))
  handle.close()
})

it('plays a WAV file again and again', async () => {
  const data = toPcm16([new Float32Array([0.5, -0.5, 0.25])])
  const wav = new Uint8Array([
    ...wavHeader({ sampleRate: 8000, channels: 1 }, data.length),
    ...data,
  ])
  const { clock, heard, samples, handle } = await listen(wav, 2)
  await clock.advance(100)
  expect(
    samples()
      .slice(0, 7)
      .map((sample) => sample.toFixed(2)),
  ).toEqual(['0.50', '-0.50', '0.25', '0.50', '-0.50', '0.25', '0.50'])
  expect(heard[0]?.[1]).toEqual(heard[0]?.[0])
  handle.close()
})

it('plays what somebody makes, and silence after it', async () => {
  const stream = async function* () {
    yield [new Float32Array(500).fill(0.5)]
    await Promise.resolve()
    yield [new Float32Array(100).fill(0.25)]
  }
  const { clock, samples, handle } = await listen(() => stream())
  await clock.advance(200)
  const all = samples()
  expect(all).toHaveLength(1600)
  expect([all[499], all[500], all[599], all[600]]).toEqual([0.5, 0.25, 0.25, 0])
  handle.close()
})

it('is lost when what it plays fails', async () => {
  const { clock, lost } = await listen(async function* () {
    yield [new Float32Array(800)]
    await Promise.reject(new Error('no more'))
  })
  await clock.advance(300)
  expect(lost.map(({ problem }) => problem)).toEqual(['failed'])
  expect(clock.pending).toBe(0)
})

it('gives in a pause all that somebody makes for it, and again after it', async () => {
  const stream = async function* () {
    for (let i = 0; ; i += 300) {
      await Promise.resolve()
      yield [Float32Array.from({ length: 300 }, (_, j) => i + j)]
    }
  }
  const { clock, samples, handle } = await listen(() => stream())
  await clock.advance(1050)
  await handle.pause()
  handle.resume()
  await clock.advance(50)
  const paused = handle.pause()
  handle.resume()
  await clock.advance(30)
  await Promise.all([paused, handle.pause()])
  handle.close()
  expect(samples()).toEqual(Array.from({ length: 9040 }, (_, i) => i))
  expect(clock.pending).toBe(0)
})

it('is lost when what it plays fails in a pause, and pauses although it never comes', async () => {
  const failing = await listen(async function* () {
    await Promise.reject(new Error('no more'))
    yield []
  })
  await failing.clock.advance(50)
  await failing.handle.pause()
  expect(failing.lost.map(({ problem }) => problem)).toEqual(['failed'])
  const silent = await listen(async function* () {
    await new Promise(() => undefined)
    yield []
  })
  await silent.clock.advance(50)
  await silent.handle.pause()
  expect([silent.lost, silent.heard]).toEqual([[], []])
})

it('is absent without a sound, and for another source', async () => {
  const sink = { samples: () => Promise.resolve(), lost: () => undefined }
  const clock = createVirtualClock()
  const absent = { problem: 'absent' }
  const none = createVirtualMicrophone(clock, () => undefined)
  await expect(none.open(request, sink)).rejects.toMatchObject(absent)
  const one = createVirtualMicrophone(clock, () => ({ silence: true }))
  await expect(one.open({ ...request, source: 'mic' }, sink)).rejects.toMatchObject(absent)
  const broken = createVirtualMicrophone(clock, () => new Uint8Array(5))
  await expect(broken.open(request, sink)).rejects.toBeInstanceOf(MicrophoneError)
})
