import { expect } from 'vitest'
import { conformance } from '../conformance.js'
import { contentOf, PCM, PCM_BYTES_A_SECOND, refusals } from '../recorded.js'

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
    expect(stop.fileSize / PCM_BYTES_A_SECOND).toBeCloseTo(stop.duration / 1000, 2)
    expect(await host.resolveUrl(stop.tempFilePath)).toBeTypeOf('string')
  })

  test('F15 media-record 4: ends by itself, exactly when its time is over', async ({
    recorder,
  }) => {
    const log = recorder()
    await log.started({ ...PCM, duration: 300 })
    expect(await log.next()).toBe('onStop')
    expect(log.stops).toMatchObject([{ duration: 300, fileSize: 0.3 * PCM_BYTES_A_SECOND }])
    log.manager.stop()
    expect(await log.next()).toBe(refusals.notStarted)
    expect(log.events).toEqual(['onStart', 'onStop', refusals.notStarted])
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
    expect(log.stops).toMatchObject([{ duration: 600, fileSize: 0.6 * PCM_BYTES_A_SECOND }])
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
    expect(await log.next()).toBe(refusals.busy)
    log.manager.pause()
    expect(await log.next()).toBe('onPause')
    log.start(PCM)
    expect(await log.next()).toBe(refusals.busy)
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
    expect(await log.next()).toBe(refusals.notRecording)
    log.manager.resume()
    expect(await log.next()).toBe(refusals.notPaused)
    log.manager.stop()
    expect(await log.next()).toBe(refusals.notStarted)
    await log.started(PCM)
    log.manager.resume()
    expect(await log.next()).toBe(refusals.notPaused)
    log.manager.pause()
    log.manager.pause()
    expect([await log.next(), await log.next()].sort()).toEqual([refusals.notRecording, 'onPause'])
    await log.stopped()
  })

  test('F07, F08, F09, F12 media-record 29: whatever is called in one turn is told in its order', async ({
    recorder,
    clock,
  }) => {
    const log = recorder()
    const { manager } = log
    await log.started(PCM)
    await clock.sleep(150)
    manager.pause()
    manager.resume()
    manager.pause()
    manager.resume()
    manager.stop()
    while ((await log.next()) !== 'onStop');
    // Longer than a device takes for what it still has to say.
    await clock.sleep(700)
    expect(log.events).toEqual([
      'onStart',
      ...['onPause', 'onResume', 'onPause', 'onResume'],
      'onStop',
    ])
  })

  test('F14 nothing is told after the end', async ({ recorder, host, clock }) => {
    const log = recorder()
    await log.started(PCM)
    log.manager.pause()
    await host.dispose()
    await clock.sleep(700)
    expect(log.events.at(-1)).toMatch(/^onError/)
  })

  test('F06, F09 media-record 33, 34: a stop before it began, and a start before it ended', async ({
    recorder,
  }) => {
    const log = recorder()
    log.start(PCM)
    log.manager.stop()
    log.start(PCM)
    expect(await log.next()).toBe(refusals.busy)
    expect(await log.next()).toBe('onStart')
    expect(await log.next()).toBe('onStop')
    await log.started(PCM)
    log.manager.stop()
    log.start(PCM)
    expect(await log.next()).toBe(refusals.busy)
    expect(await log.next()).toBe('onStop')
    expect(log.stops).toHaveLength(2)
  })

  test('F13, F14 media-record 23: no last piece of what came to nothing', async ({
    recorder,
    host,
  }) => {
    const log = recorder()
    await log.started({ ...PCM, frameSize: 1 })
    const told = log.next()
    await host.dispose()
    await told
    expect(log.frames.filter(({ isLastFrame }) => isLastFrame)).toEqual([])
  })

  test('F14 media-record 46–48: a call comes in', async ({ recorder, host }) => {
    const log = recorder()
    await log.started(PCM)
    const hangUp = host.interrupt()
    expect(await log.next()).toBe('onInterruptionBegin')
    expect(await log.next()).toBe('onPause')
    log.manager.resume()
    expect(await log.next()).toBe(refusals.systemBusy)
    log.start(PCM)
    expect(await log.next()).toBe(refusals.busy)
    hangUp()
    expect(await log.next()).toBe('onInterruptionEnd')
    log.manager.resume()
    expect(await log.next()).toBe('onResume')
    await log.stopped()
    expect(log.events.slice(0, 3)).toEqual(['onStart', 'onInterruptionBegin', 'onPause'])
  })

  test('F14 media-record 47, 48: a recording that ends during the call hears of its end', async ({
    recorder,
    host,
  }) => {
    const log = recorder()
    await log.started(PCM)
    const hangUp = host.interrupt()
    expect([await log.next(), await log.next()]).toEqual(['onInterruptionBegin', 'onPause'])
    await log.stopped()
    log.start(PCM)
    expect(await log.next()).toBe(refusals.systemBusy)
    hangUp()
    expect(await log.next()).toBe('onInterruptionEnd')
    await log.started(PCM)
    await log.stopped()
    host.interrupt()()
    expect(log.events.at(-1)).toBe('onStop')
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

  test('F12 media-record 36: an older base library tells only where the file is', async ({
    recorder,
    createWx,
  }) => {
    const log = recorder(createWx({ libVersion: '2.7.6' }))
    await log.started(PCM)
    expect(Object.keys(await log.stopped())).toEqual(['tempFilePath'])
  })

  test('F12 media-record 37, 51: each event has one listener, whichever page it belongs to', async ({
    clock,
    recorder,
    wx,
  }) => {
    const first = recorder()
    await first.started(PCM)
    const second = recorder()
    await clock.sleep(200)
    expect(first.events).toEqual(['onStart'])
    expect((await second.stopped()).fileSize).toBeGreaterThan(0)
    wx.getRecorderManager().onStop(undefined as never)
    await second.started(PCM)
    await second.stopped()
    expect(first.events).toEqual(['onStart'])
    expect(second.events).toEqual(['onStop', 'onStart', 'onStop'])
  })

  test('F12 media-record 61, 62: a recording is a temp file of its own', async (bench) => {
    const { call, clock, host, recorder, wx } = bench
    const log = recorder()
    await log.started(PCM)
    await clock.sleep(200)
    const first = await log.stopped()
    await log.started(PCM)
    const second = await log.stopped()
    expect(second.tempFilePath).not.toBe(first.tempFilePath)
    const { size } = await call(wx.getFileInfo, { filePath: first.tempFilePath }).success()
    expect(size).toBe(first.fileSize)
    expect((await contentOf(bench, first.tempFilePath)).length).toBe(size)
    const { tempFilePath } = first
    const { savedFilePath } = await call(wx.saveFile, { tempFilePath }).success()
    expect(await host.resolveUrl(savedFilePath)).toBeTypeOf('string')
    await call(wx.getFileInfo, { filePath: tempFilePath }).failure()
  })
})
