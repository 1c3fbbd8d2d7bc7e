import { expect } from 'vitest'
import { conformance } from '../conformance.js'

/** Small, quick to encode, and easy to count. */
const PCM = { format: 'PCM', sampleRate: 16_000, numberOfChannels: 1 }
const BYTES_A_SECOND = 32_000

const DENIED = 'onError: operateRecorder:fail auth deny'
const BUSY = 'onError: operateRecorder:fail is recording or paused'
const NOT_RECORDING = 'onError: operateRecorder:fail not recording'
const NOT_PAUSED = 'onError: operateRecorder:fail not paused'
const NOT_STARTED = 'onError: operateRecorder:fail recorder not start'

export default conformance('recorder', ({ test }) => {
  test('F05 media-record 1, 38: is one, and takes no listener back', ({ wx }) => {
    const manager = wx.getRecorderManager()
    expect(wx.getRecorderManager()).toBe(manager)
    expect(Object.keys(manager).filter((name) => name.startsWith('off'))).toEqual([])
  })

  test('F06, F09, F10, F12 media-record 35, 39: records until it is stopped', async ({
    recorder,
    clock,
    host,
  }) => {
    const log = recorder()
    log.start(PCM)
    expect(log.events).toEqual([])
    expect(await log.next()).toBe('onStart')
    await clock.sleep(400)
    const stop = await log.stopped()
    expect(log.events).toEqual(['onStart', 'onStop'])
    expect(Object.keys(stop).sort()).toEqual(['duration', 'fileSize', 'tempFilePath'])
    expect(stop.tempFilePath).toMatch(/^wxfile:\/\/tmp_.+\.pcm$/)
    expect(stop.duration).toBeGreaterThan(200)
    expect(stop.fileSize / BYTES_A_SECOND).toBeCloseTo(stop.duration / 1000, 2)
    expect(await host.resolveUrl(stop.tempFilePath)).toBeTypeOf('string')
  })

  test('F15 media-record 4: ends by itself, exactly when its time is over', async ({
    recorder,
  }) => {
    const log = recorder()
    await log.started({ ...PCM, duration: 300 })
    expect(await log.next()).toBe('onStop')
    expect(log.stops).toMatchObject([{ duration: 300, fileSize: 0.3 * BYTES_A_SECOND }])
    log.manager.stop()
    expect(await log.next()).toBe(NOT_STARTED)
    expect(log.events).toEqual(['onStart', 'onStop', NOT_STARTED])
  })

  test('F07, F08 media-record 29, 30: a pause is not recorded, and costs no time', async ({
    recorder,
    clock,
  }) => {
    const log = recorder()
    await log.started({ ...PCM, duration: 600 })
    await clock.sleep(200)
    log.manager.pause()
    expect(await log.next()).toBe('onPause')
    await clock.sleep(700)
    log.manager.resume()
    expect(await log.next()).toBe('onResume')
    expect(await log.next()).toBe('onStop')
    expect(log.events).toEqual(['onStart', 'onPause', 'onResume', 'onStop'])
    expect(log.stops).toMatchObject([{ duration: 600, fileSize: 0.6 * BYTES_A_SECOND }])
  })

  test('F07, F09 media-record 31: stops from a pause', async ({ recorder, clock }) => {
    const log = recorder()
    await log.started(PCM)
    await clock.sleep(200)
    log.manager.pause()
    await log.next()
    const { duration } = await log.stopped()
    expect(log.events).toEqual(['onStart', 'onPause', 'onStop'])
    expect(duration).toBeGreaterThan(100)
  })

  test('F06 media-record 24, 25: a second start is refused, and changes nothing', async ({
    recorder,
  }) => {
    const log = recorder()
    await log.started(PCM)
    log.start(PCM)
    expect(await log.next()).toBe(BUSY)
    log.manager.pause()
    expect(await log.next()).toBe('onPause')
    log.start(PCM)
    expect(await log.next()).toBe(BUSY)
    log.manager.resume()
    expect(await log.next()).toBe('onResume')
    await log.stopped()
    expect(log.stops).toHaveLength(1)
  })

  test('F07, F08, F09, F14 media-record 26–28, 32: what does not fit is refused', async ({
    recorder,
  }) => {
    const log = recorder()
    log.manager.pause()
    expect(await log.next()).toBe(NOT_RECORDING)
    log.manager.resume()
    expect(await log.next()).toBe(NOT_PAUSED)
    log.manager.stop()
    expect(await log.next()).toBe(NOT_STARTED)
    await log.started(PCM)
    log.manager.resume()
    expect(await log.next()).toBe(NOT_PAUSED)
    log.manager.pause()
    log.manager.pause()
    expect([await log.next(), await log.next()].sort()).toEqual([NOT_RECORDING, 'onPause'])
    await log.stopped()
  })

  test('F06, F09 media-record 33, 34: a stop before it began, and a start before it ended', async ({
    recorder,
  }) => {
    const log = recorder()
    log.start(PCM)
    log.manager.stop()
    log.start(PCM)
    expect(await log.next()).toBe(BUSY)
    expect(await log.next()).toBe('onStart')
    expect(await log.next()).toBe('onStop')
    await log.started(PCM)
    log.manager.stop()
    log.start(PCM)
    expect(await log.next()).toBe(BUSY)
    expect(await log.next()).toBe('onStop')
    expect(log.stops).toHaveLength(2)
  })

  test('F14 media-record 23, 42, 43: a user who refuses', async ({ recorder, user }) => {
    user.will({ 'scope.record': false })
    const log = recorder()
    log.start({ ...PCM, frameSize: 1 })
    expect(await log.next()).toBe(DENIED)
    user.will({ 'scope.record': true })
    log.start({ ...PCM, frameSize: 1 })
    expect(await log.next()).toBe(DENIED)
    expect(log.frames).toEqual([])
    expect(user.takeQuestions()).toEqual(['scope.record'])
  })

  test('F13, F20 media-record 19, 22: pieces of one size, which are the file', async ({
    recorder,
  }) => {
    const log = recorder()
    await log.started({ ...PCM, frameSize: 2, duration: 500 })
    expect(await log.next()).toBe('onStop')
    const sizes = log.frames.map(({ frameBuffer }) => frameBuffer.byteLength)
    expect(sizes.slice(0, -1).every((size) => size === 2048)).toBe(true)
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(0.5 * BYTES_A_SECOND)
    expect(log.frames.map(({ isLastFrame }) => isLastFrame)).toEqual(
      sizes.map((_, i) => i === sizes.length - 1),
    )
    expect(log.events).toEqual(['onStart', 'last frame', 'onStop'])
  })

  test('F14 media-record 46–48: a call comes in', async ({ recorder, host }) => {
    const log = recorder()
    await log.started(PCM)
    const hangUp = host.interrupt()
    expect(await log.next()).toBe('onInterruptionBegin')
    expect(await log.next()).toBe('onPause')
    log.manager.resume()
    expect(await log.next()).toBe('onError: operateRecorder:fail system busy')
    hangUp()
    expect(await log.next()).toBe('onInterruptionEnd')
    log.manager.resume()
    expect(await log.next()).toBe('onResume')
    await log.stopped()
  })

  test('F07 media-record 49, 50: out of sight it pauses, and starts nothing', async ({
    recorder,
    host,
    user,
  }) => {
    const log = recorder()
    await log.started(PCM)
    user.takeQuestions()
    host.enterBackground()
    expect(await log.next()).toBe('onPause')
    host.enterForeground()
    await log.stopped()
    host.enterBackground()
    log.start(PCM)
    expect(await log.next()).toMatch(/^onError: operateRecorder:fail: jsapi has no permission/)
    expect(user.takeQuestions()).toEqual([])
  })

  test('F14 tells that its host has gone', async ({ recorder, host }) => {
    const log = recorder()
    await log.started(PCM)
    const told = log.next()
    await host.dispose()
    expect(await told).toBe('onError: operateRecorder:fail interrupted')
    expect(log.stops).toEqual([])
  })

  test('F12 media-record 63: a listener that throws', async ({
    recorder,
    takeErrors,
    takeLog,
    clock,
  }) => {
    const log = recorder()
    const threw = new Promise<void>((resolve) => {
      log.manager.onStop(() => {
        resolve()
        throw new Error('mine')
      })
    })
    await log.started({ ...PCM, duration: 100 })
    await clock.until(threw)
    await clock.sleep(0)
    expect(takeErrors()).toEqual(['mine; at RecorderManager.onStop callback function'])
    expect(takeLog()).toHaveLength(1)
    await log.started(PCM)
    await recorder().stopped()
  })
})
