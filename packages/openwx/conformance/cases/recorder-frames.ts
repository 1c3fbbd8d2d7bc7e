import { expect } from 'vitest'
import type { RecorderStartOptions } from '../../src/api/record/recorder-options.js'
import type { Bench } from '../bench.js'
import { conformance } from '../conformance.js'
import { contentOf, PCM } from '../recorded.js'

/** A recording that ended by itself, with what came in pieces, and its file. */
const record = async (bench: Bench, options: RecorderStartOptions) => {
  const log = bench.recorder()
  await log.started(options)
  expect(await log.next()).toBe('onStop')
  const { tempFilePath = '', fileSize } = log.stops.at(-1) ?? {}
  return {
    log,
    fileSize,
    file: await contentOf(bench, tempFilePath),
    sizes: log.frames.map(({ frameBuffer }) => frameBuffer.byteLength),
    joined: new Uint8Array(
      await new Blob(log.frames.map(({ frameBuffer }) => frameBuffer)).arrayBuffer(),
    ),
  }
}

export default conformance('recorder frames', ({ test }) => {
  test('F13 media-record 16, 18: without frameSize, and of aac and wav, no pieces come', async (bench) => {
    for (const options of [
      { format: 'mp3', duration: 300 },
      { ...PCM, duration: 300 },
      { ...PCM, format: 'wav', frameSize: 1, duration: 300 },
      // The options of the official demo, but for its ten seconds.
      {
        duration: 300,
        sampleRate: 44_100,
        numberOfChannels: 1,
        encodeBitRate: 192_000,
        format: 'aac',
        frameSize: 50,
      },
    ]) {
      const { log, fileSize } = await record(bench, options)
      expect(fileSize).toBeGreaterThan(0)
      expect(log.events).toEqual(['onStart', 'onStop'])
      expect(log.frames).toEqual([])
    }
  })

  test('F13, F20 media-record 17, 22: an mp3 in pieces of 1 KiB is the mp3', async (bench) => {
    const options = { format: 'mp3', frameSize: 1, duration: 700 }
    const { log, sizes, joined, file } = await record(bench, options)
    expect(sizes.length).toBeGreaterThan(3)
    expect(sizes.slice(0, -1).every((size) => size === 1024)).toBe(true)
    expect(sizes.at(-1)).toBeGreaterThan(0)
    expect(sizes.at(-1)).toBeLessThanOrEqual(1024)
    expect(log.frames.map(({ isLastFrame }) => isLastFrame)).toEqual(
      sizes.map((_, i) => i === sizes.length - 1),
    )
    expect(log.events).toEqual(['onStart', 'last frame', 'onStop'])
    expect(joined).toEqual(file)
  })

  test('F13, F20 media-record 19: PCM in pieces of 2 KiB is the file', async (bench) => {
    const { sizes, joined, file } = await record(bench, { ...PCM, frameSize: 2, duration: 1000 })
    expect(sizes).toEqual([...Array.from({ length: 15 }, () => 2048), 32_000 - 15 * 2048])
    expect(joined).toEqual(file)
  })

  test('F20 media-record 20: half a KiB is a size', async (bench) => {
    // 16 pieces exactly: the last one is as long as the others, and not empty.
    const { sizes } = await record(bench, { ...PCM, frameSize: 0.5, duration: 256 })
    expect(sizes).toEqual(Array.from({ length: 16 }, () => 512))
  })

  test('F20 media-record 21: no size is no pieces', async (bench) => {
    for (const frameSize of [0, -1, NaN, '1']) {
      const options = { ...PCM, duration: 100, frameSize: frameSize as number }
      expect((await record(bench, options)).log.frames).toEqual([])
    }
  })

  test('F13 media-record 22: none comes after onStop', async (bench) => {
    const log = bench.recorder()
    await log.started({ ...PCM, frameSize: 0.5 })
    await bench.clock.sleep(200)
    await log.stopped()
    const { length } = log.frames
    await bench.clock.sleep(200)
    expect(log.frames).toHaveLength(length)
    expect(log.events.slice(-2)).toEqual(['last frame', 'onStop'])
  })
})
