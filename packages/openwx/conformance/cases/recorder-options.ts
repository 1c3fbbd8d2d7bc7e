import { expect } from 'vitest'
import type { RecorderStartOptions } from '../../src/api/record/recorder-options.js'
import type { Bench } from '../bench.js'
import { conformance } from '../conformance.js'
import { contentOf, PCM, PCM_BYTES_A_SECOND, refusals } from '../recorded.js'

/** Bits a second, lowest and highest, by sample rate: the table of the documentation. */
const bitRates = [
  [8000, 16_000, 48_000],
  [11_025, 16_000, 48_000],
  [12_000, 24_000, 64_000],
  [16_000, 24_000, 96_000],
  [22_050, 32_000, 128_000],
  [24_000, 32_000, 128_000],
  [32_000, 48_000, 192_000],
  [44_100, 64_000, 320_000],
  [48_000, 64_000, 320_000],
] as const

/** The options are refused, and developers are told why. */
const expectRefused = async (
  { recorder, takeLog }: Bench,
  options: object,
  refusal: string = refusals.unfit,
) => {
  const log = recorder()
  log.start(options)
  expect(await log.next(), JSON.stringify(options)).toBe(refusal)
  expect(takeLog()).toHaveLength(1)
}

/** A recording with these options begins, and has something in it when it is stopped. */
const record = async (
  { recorder, clock }: Bench,
  options?: RecorderStartOptions,
  lengthMs = 150,
) => {
  const log = recorder()
  await log.started(options)
  await clock.sleep(lengthMs)
  return { ...(await log.stopped()), log }
}

export default conformance('recorder options', ({ test }) => {
  test('F06, F16, F17, F18, F19 media-record 2: without options it records aac', async (bench) => {
    const { tempFilePath } = await record(bench)
    expect(tempFilePath).toMatch(/\.aac$/)
    const [sync = 0, flags = 0, rate = 0, channels = 0] = await contentOf(bench, tempFilePath)
    expect([sync, flags & 0xf6], 'ADTS').toEqual([0xff, 0xf0])
    expect((rate >> 2) & 15, 'the index of 8000 Hz').toBe(11)
    expect(((rate & 1) << 2) | (channels >> 6)).toBe(2)
  })

  const isStillRunning = async ({ recorder, clock }: Bench) => {
    const log = recorder()
    for (const duration of [undefined, 600_000, 0, 0.05]) {
      await log.started({ ...PCM, ...(duration !== undefined && { duration }) })
      await clock.sleep(300)
      const stop = await log.stopped()
      expect(stop.duration).toBeGreaterThan(100)
    }
  }
  const patient = { needs: ['passing-time'], otherwise: isStillRunning } as const

  test('F06 media-record 2: null is no options', async ({ recorder, clock }) => {
    const log = recorder()
    log.start(null as unknown as undefined)
    expect(await log.next()).toBe('onStart')
    await clock.sleep(150)
    expect((await log.stopped()).tempFilePath).toMatch(/\.aac$/)
  })

  test(
    'F15 media-record 3, 6: ends after a minute, unless told otherwise',
    patient,
    async (bench) => {
      const log = bench.recorder()
      for (const duration of [undefined, 0, 0.05, -5, NaN, '1000']) {
        await log.started({
          ...PCM,
          ...(duration !== undefined && { duration: duration as number }),
        })
        await bench.clock.sleep(60_000)
        expect(await log.next()).toBe('onStop')
        expect(log.stops.at(-1)).toMatchObject({
          duration: 60_000,
          fileSize: 60 * PCM_BYTES_A_SECOND,
        })
      }
    },
  )

  test(
    'F15 media-record 5: ends after ten minutes, whatever it is told',
    patient,
    async (bench) => {
      const log = bench.recorder()
      await log.started({ ...PCM, sampleRate: 8000, duration: 600_001 })
      await bench.clock.sleep(600_000)
      expect(await log.next()).toBe('onStop')
      expect(log.stops).toMatchObject([{ duration: 600_000, fileSize: 600 * 16_000 }])
    },
  )

  test('F14, F18 media-record 7, 8: a bit rate that the sample rate does not have', async (bench) => {
    await expectRefused(bench, { sampleRate: 44_100 })
    await expectRefused(bench, { sampleRate: 44_100, encodeBitRate: 63_999 })
    await expectRefused(bench, { sampleRate: 44_100, encodeBitRate: 320_001 })
    for (const encodeBitRate of [NaN, '64000', Symbol('rate'), null]) {
      await expectRefused(bench, { sampleRate: 44_100, encodeBitRate })
    }
    const { log } = await record(bench, { sampleRate: 44_100, encodeBitRate: 64_000 })
    await log.started({ sampleRate: 44_100, encodeBitRate: 320_000 })
    await log.stopped()
    expect(log.events).toEqual(['onStart', 'onStop', 'onStart', 'onStop'])
  })

  for (const [sampleRate, lowest, highest] of bitRates) {
    test(`F16, F18 media-record 9: ${sampleRate} Hz has ${lowest} to ${highest} bit/s`, async (bench) => {
      await expectRefused(bench, { sampleRate, encodeBitRate: lowest - 1 })
      await expectRefused(bench, { sampleRate, encodeBitRate: highest + 1 })
      for (const encodeBitRate of [lowest, highest]) {
        const { fileSize } = await record(bench, { format: 'mp3', sampleRate, encodeBitRate })
        expect(fileSize).toBeGreaterThan(0)
      }
    })
  }

  test('F16, F18 media-record 10: 32000 Hz goes with the default bit rate', async (bench) => {
    const { fileSize } = await record(bench, { sampleRate: 32_000 })
    expect(fileSize).toBeGreaterThan(0)
  })

  test('F16, F17 media-record 11, 12: rates and channels that there are not', async (bench) => {
    for (const sampleRate of [9000, 0, 96_000, NaN, '16000', 'constructor', {}, null]) {
      await expectRefused(bench, { sampleRate })
    }
    for (const numberOfChannels of [0, 3, 1.5, '1', null]) {
      await expectRefused(bench, { numberOfChannels })
    }
  })

  test('F19 media-record 13: formats that there are not; letters of any case', async (bench) => {
    for (const format of ['ogg', '', 'constructor', 1, null]) {
      await expectRefused(bench, { format }, refusals.noSuchFormat)
    }
    const { tempFilePath } = await record(bench, { format: 'MP3' })
    expect(tempFilePath).toMatch(/\.mp3$/)
    const [sync = 0, version = 0] = await contentOf(bench, tempFilePath)
    expect([sync, version & 0xe6], 'MPEG audio, layer III').toEqual([0xff, 0xe2])
  })

  test('F19 media-record 14: PCM, however it is spelt, has no header', async (bench) => {
    for (const format of ['pcm', 'PCM']) {
      const { fileSize, duration, tempFilePath } = await record(bench, { ...PCM, format })
      expect(fileSize / PCM_BYTES_A_SECOND).toBeCloseTo(duration / 1000, 2)
      const bytes = await contentOf(bench, tempFilePath)
      expect(new TextDecoder('latin1').decode(bytes.subarray(0, 4))).not.toBe('RIFF')
    }
  })

  test('F16, F17, F19 media-record 15: the header of a wav says what it is', async (bench) => {
    const options = { format: 'wav', sampleRate: 22_050, numberOfChannels: 2 }
    const { tempFilePath, fileSize } = await record(bench, options)
    const bytes = await contentOf(bench, tempFilePath)
    const view = new DataView(bytes.buffer, bytes.byteOffset)
    const text = (from: number) => new TextDecoder().decode(bytes.subarray(from, from + 4))
    expect([text(0), text(8), text(12), text(36)]).toEqual(['RIFF', 'WAVE', 'fmt ', 'data'])
    expect(view.getUint32(4, true)).toBe(fileSize - 8)
    expect(view.getUint16(22, true)).toBe(2)
    expect(view.getUint32(24, true)).toBe(22_050)
    expect(view.getUint32(40, true)).toBe(fileSize - 44)
    expect(fileSize).toBeGreaterThan(44)
  })

  test('F21 media-record 52: a source that the machine has, and one that it has not', async (bench) => {
    await record(bench, { ...PCM, audioSource: 'auto' })
    const log = bench.recorder()
    for (const audioSource of ['headsetMic', 'buildInMic', '', 'constructor']) {
      log.start({ ...PCM, audioSource })
      expect(await log.next()).toBe(refusals.noSuchDevice)
    }
    const { audioSources } = await bench.call(bench.wx.getAvailableAudioSources, {}).success()
    for (const audioSource of audioSources) await record(bench, { ...PCM, audioSource })
  })

  test('F21 media-record 53: tells which sources there are', async ({ wx, createWx }) => {
    const result = await wx.getAvailableAudioSources()
    expect(result).toEqual({
      audioSources: expect.arrayContaining(['auto']) as string[],
      errMsg: 'getAvailableAudioSources:ok',
    })
    expect(createWx({ libVersion: '2.0.9' }).getAvailableAudioSources).toBeUndefined()
  })

  test('F06 media-record 39, 40: start, pause, resume and stop return nothing and take no callbacks', async ({
    recorder,
  }) => {
    const log = recorder()
    const called: string[] = []
    const callbacks = Object.fromEntries(
      ['success', 'fail', 'complete'].map((name) => [name, () => called.push(name)]),
    )
    const { manager } = log
    const returned = (method: () => unknown) => method()
    for (const [method, event] of [
      [() => manager.start({ ...PCM, ...callbacks }), 'onStart'],
      [() => manager.pause(), 'onPause'],
      [() => manager.resume(), 'onResume'],
      [() => manager.stop(), 'onStop'],
    ] as const) {
      expect(returned(method)).toBeUndefined()
      expect(await log.next()).toBe(event)
    }
    log.start({ ...PCM, audioSource: 'headsetMic', ...callbacks })
    expect(await log.next()).toBe(refusals.noSuchDevice)
    expect(called).toEqual([])
  })
})
