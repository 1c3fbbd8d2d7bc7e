import path from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { writeToneFile } from '../../conformance/server/tone-file.js'
import type { RecorderManager } from '../../src/api/record/get-recorder-manager.js'
import { ownPages, startLastingBrowser, type LastingBrowser } from './lasting-browser.js'

type Told = string | { stop: { tempFilePath: string; duration: number; fileSize: number } }

/** See record-page.js. */
declare const test: {
  readonly host: { dispose(): Promise<void>; resolveUrl(path: string): Promise<string> }
  readonly recorder: RecorderManager
  readonly made: {
    readonly tracks: MediaStreamTrack[]
    readonly contexts: AudioContext[]
    readonly workers: (Worker & { isTerminated: boolean })[]
  }
  /** Samples that the audio thread has given in this page, and how many came together. */
  readonly counted: [number, number[]]
  next(): Promise<Told>
  measure(path: string): Promise<{ channels: number; hertz: number; decibels: number }>
}

const PCM = { format: 'PCM', sampleRate: 16_000, numberOfChannels: 1 }
const MP3 = { format: 'mp3', sampleRate: 16_000, numberOfChannels: 1 }
const AAC = { format: 'aac', sampleRate: 16_000, numberOfChannels: 1 }

/** As little as a page can do with. */
const STRICT = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'"

let browser: LastingBrowser

beforeAll(async () => {
  browser = await startLastingBrowser(
    (request, response) => {
      const { pathname } = new URL(request.url ?? '/', 'http://localhost')
      if (policy !== undefined) response.setHeader('content-security-policy', policy)
      if (pathname === gone) {
        response.writeHead(404).end()
        return
      }
      ownPages(request, response)
    },
    [
      '--use-fake-ui-for-media-stream',
      '--use-fake-device-for-media-stream',
      `--use-file-for-fake-audio-capture=${writeToneFile(path.resolve('node_modules/.cache/openwx'))}`,
      '--autoplay-policy=user-gesture-required',
      '--host-resolver-rules=MAP *.test 127.0.0.1',
    ],
  )
})
afterAll(() => browser.close())

/** A file that the server does not have, for once. */
let gone: string | undefined

/** What every answer says of the rules for pages and workers. */
let policy: string | undefined

const open = async (): Promise<Page> => {
  const page = await browser.open('/test/record.html')
  // A page may not make sound before it is touched.
  await page.mouse.click(5, 5)
  return page
}

const start = (page: Page, options: object) =>
  page.evaluate((options) => {
    test.recorder.start(options)
    return test.next()
  }, options)

const stop = (page: Page) =>
  page.evaluate(() => {
    test.recorder.stop()
    return test.next()
  })

/** What is still held of all that recording needs. */
const held = (page: Page) =>
  page.evaluate(() => ({
    tracks: test.made.tracks.filter(({ readyState }) => readyState === 'live').length,
    contexts: test.made.contexts.filter(({ state }) => state !== 'closed').length,
    workers: test.made.workers.filter(({ isTerminated }) => !isTerminated).length,
  }))
const NOTHING = { tracks: 0, contexts: 0, workers: 0 }

const pause = (page: Page, ms: number) => page.waitForTimeout(ms)

describe('a page that records', () => {
  it('holds nothing after twenty recordings, and lets the microphone go with each', async () => {
    const page = await open()
    for (const options of Array.from({ length: 20 }, (_, i) => (i % 2 ? MP3 : PCM))) {
      expect(await start(page, options)).toBe('onStart')
      expect(await held(page)).toMatchObject({ tracks: 1 })
      expect(await stop(page)).toMatchObject({ stop: { fileSize: expect.any(Number) as number } })
      await expect.poll(() => held(page)).toEqual(NOTHING)
    }
    expect(await page.evaluate(() => test.made.tracks.length)).toBe(20)
  })

  it('loses no sample at a pause or the end: the file has what was heard', async () => {
    const page = await open()
    expect(await start(page, PCM)).toBe('onStart')
    for (let i = 0; i < 4; i++) {
      await pause(page, 130)
      await page.evaluate(async () => {
        test.recorder.pause()
        await test.next()
        test.recorder.resume()
        await test.next()
      })
    }
    await pause(page, 100)
    const told = (await stop(page)) as Exclude<Told, string>
    const [heard, blocks] = await page.evaluate(() => test.counted)
    expect(told.stop.fileSize / 2).toBe(heard)
    // Blocks that were not full show that the rest came too.
    expect(blocks.some((length) => length < Math.max(...blocks))).toBe(true)
  })

  it('tells a device that is gone, and saves what it gave', async () => {
    const page = await open()
    expect(await start(page, PCM)).toBe('onStart')
    await pause(page, 300)
    const told = await page.evaluate(async () => {
      test.made.tracks.at(-1)?.dispatchEvent(new Event('ended'))
      return [await test.next(), await test.next()]
    })
    expect(told).toEqual([
      'operateRecorder:fail the microphone is gone',
      { stop: expect.objectContaining({ fileSize: expect.any(Number) as number }) as object },
    ])
    await expect.poll(() => held(page)).toEqual(NOTHING)
    expect(await start(page, PCM)).toBe('onStart')
    await stop(page)
  })

  it('is interrupted while the machine mutes the microphone', async () => {
    const page = await open()
    expect(await start(page, PCM)).toBe('onStart')
    const told = await page.evaluate(async () => {
      const track = test.made.tracks.at(-1)
      const setMuted = (muted: boolean) => {
        Object.defineProperty(track, 'muted', { value: muted, configurable: true })
        track?.dispatchEvent(new Event(muted ? 'mute' : 'unmute'))
      }
      setMuted(true)
      const told = [await test.next(), await test.next()]
      setMuted(false)
      told.push(await test.next())
      test.recorder.resume()
      return [...told, await test.next()]
    })
    expect(told).toEqual(['onInterruptionBegin', 'onPause', 'onInterruptionEnd', 'onResume'])
    await stop(page)
  })

  it('lets everything go with its host, at whatever moment', async () => {
    for (const ms of [0, 5, 30, 150]) {
      const page = await open()
      await page.evaluate((options) => test.recorder.start(options), MP3)
      await pause(page, ms)
      expect(await page.evaluate(() => test.host.dispose().then(() => test.next()))).toMatch(
        /^(onStart|operateRecorder:fail interrupted)$/,
      )
      await expect.poll(() => held(page)).toEqual(NOTHING)
    }
  })
})

describe('a page that cannot record', () => {
  it('says so without a secure context', async () => {
    const page = await browser.context().newPage()
    await page.goto(`${browser.origin.replace('127.0.0.1', 'plain.test')}/test/record.html`)
    await page.waitForFunction(() => 'test' in globalThis)
    expect(await start(page, PCM)).toBe(
      'operateRecorder:fail unsupported: a microphone needs a secure context (https, or localhost)',
    )
  })

  it.each([
    ['NotAllowedError', ':system permission denied'],
    ['NotFoundError', 'NotFoundError'],
    ['NotReadableError', ':start record fail'],
  ])('says %s in its own way, and can be used again', async (name, text) => {
    const page = await open()
    await page.evaluate((name) => {
      const { getUserMedia } = navigator.mediaDevices
      navigator.mediaDevices.getUserMedia = () => {
        navigator.mediaDevices.getUserMedia = getUserMedia
        return Promise.reject(new DOMException('', name))
      }
    }, name)
    expect(await start(page, PCM)).toBe(
      text.startsWith(':') ? `operateRecorder:fail${text}` : `operateRecorder:fail ${text}`,
    )
    expect(await start(page, PCM)).toBe('onStart')
    await stop(page)
    await expect.poll(() => held(page)).toEqual(NOTHING)
  })

  it('says that an encoder is not there, or was killed, and can be used again', async () => {
    const page = await open()
    gone = '/dist/hosts/browser/mp3-worker.js'
    expect(await start(page, MP3)).toBe(
      'operateRecorder:fail unsupported: the worker that encodes sound, mp3-worker.js, did not start',
    )
    gone = undefined
    await expect.poll(() => held(page)).toEqual(NOTHING)
    expect(await start(page, MP3)).toBe('onStart')
    const told = await page.evaluate(() => {
      // As a browser does that is short of memory: nobody is told.
      test.made.workers.at(-1)?.terminate()
      return test.next()
    })
    expect(told).toBe('operateRecorder:fail the mp3 encoder does not answer')
    await expect.poll(() => held(page)).toEqual(NOTHING)
    expect(await start(page, MP3)).toBe('onStart')
    await stop(page)
  })
})

describe('a page with rules of its own', () => {
  const under = (rules: string) => {
    policy = rules
    return open()
  }
  afterEach(() => (policy = undefined))

  it('records PCM and MP3 with no more than its own files and WebAssembly', async () => {
    const page = await under(STRICT)
    for (const options of [PCM, MP3]) {
      expect(await start(page, options)).toBe('onStart')
      await pause(page, 200)
      expect(await stop(page)).toMatchObject({ stop: { fileSize: expect.any(Number) as number } })
    }
  })

  it('says that AAC needs a worker from a blob:, and records it with one', async () => {
    const strict = await under(STRICT)
    expect(await start(strict, AAC)).toBe('onStart')
    // With the first samples, for the encoder starts with them.
    expect(await strict.evaluate(() => test.next())).toBe(
      "operateRecorder:fail unsupported: the aac encoder cannot run: the page's rules forbid it: worker-src",
    )
    const page = await under(`${STRICT}; worker-src 'self' blob:`)
    expect(await start(page, AAC)).toBe('onStart')
    await pause(page, 200)
    expect(await stop(page)).toMatchObject({ stop: { fileSize: expect.any(Number) as number } })
  })
})

describe('a recording of 440 Hz at −6 dB, decoded by the browser', () => {
  const rates: [number, number][] = [
    [8000, 48_000],
    [16_000, 96_000],
    [44_100, 128_000],
    [48_000, 128_000],
  ]
  it.each(
    ['mp3', 'aac'].flatMap((format) =>
      rates.flatMap(([sampleRate, encodeBitRate]) =>
        [1, 2].map((numberOfChannels) => ({
          format,
          sampleRate,
          encodeBitRate,
          numberOfChannels,
        })),
      ),
    ),
  )('$format, $sampleRate Hz, $numberOfChannels channels', async (options) => {
    const page = await open()
    expect(await start(page, options)).toBe('onStart')
    await pause(page, 1200)
    const { stop: file } = (await stop(page)) as Exclude<Told, string>
    const sound = await page.evaluate((path) => test.measure(path), file.tempFilePath)
    expect(sound.channels).toBe(options.numberOfChannels)
    expect(Math.abs(sound.hertz - 440)).toBeLessThan(0.5)
    expect(Math.abs(sound.decibels + 6)).toBeLessThan(1)
  })
})
