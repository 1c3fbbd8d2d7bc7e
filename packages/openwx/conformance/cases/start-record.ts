import { expect } from 'vitest'
import { conformance } from '../conformance.js'
import { contentOf, PCM, refusals } from '../recorded.js'

const BUSY = 'startRecord:fail is recording or paused'

export default conformance('startRecord', ({ test }) => {
  test('F01, F04 media-record 54, 57: succeeds when it is stopped', async (bench) => {
    const { call, clock, wx } = bench
    const recording = call(wx.startRecord, {})
    await clock.sleep(400)
    expect(recording.order).toEqual([])
    const stop = call(wx.stopRecord, {})
    expect(await stop.success()).toEqual({ errMsg: 'stopRecord:ok' })
    const { tempFilePath, ...rest } = await recording.success()
    expect(rest).toEqual({ errMsg: 'startRecord:ok' })
    expect((await contentOf(bench, tempFilePath)).length).toBeGreaterThan(0)
    expect(recording.order).toEqual(['success', 'complete'])
  })

  test(
    'F02 media-record 55: ends by itself after a minute',
    {
      needs: ['passing-time'],
      otherwise: async ({ call, clock, wx }) => {
        const recording = call(wx.startRecord, {})
        await clock.sleep(400)
        expect(recording.order).toEqual([])
        await call(wx.stopRecord, {}).success()
        await recording.success()
      },
    },
    async ({ call, clock, wx }) => {
      const recording = call(wx.startRecord, {})
      const { tempFilePath } = await recording.success()
      const { size } = await call(wx.getFileInfo, { filePath: tempFilePath }).success()
      // 48 kbit/s for a minute, and the frames of the encoder's delay.
      expect(size / ((48_000 / 8) * 60)).toBeCloseTo(1, 2)
      expect((await call(wx.stopRecord, {}).failure()).errMsg).toBe(
        'stopRecord:fail recorder not start',
      )
      await clock.sleep(0)
    },
  )

  test('F03 media-record 56: the second is refused, and the first goes on', async ({
    call,
    clock,
    wx,
  }) => {
    const first = call(wx.startRecord, {})
    expect(await call(wx.startRecord, {}).failure()).toEqual({ errMsg: BUSY })
    await clock.sleep(200)
    await call(wx.stopRecord, {}).success()
    await first.success()
  })

  test('F04: with nothing to stop it fails, twice in a row as well', async ({ call, wx }) => {
    const NOT_STARTED = { errMsg: 'stopRecord:fail recorder not start' }
    expect(await call(wx.stopRecord, {}).failure()).toEqual(NOT_STARTED)
    const recording = call(wx.startRecord, {})
    // Before it has begun, which takes a page a moment.
    await call(wx.stopRecord, {}).success()
    expect(await call(wx.stopRecord, {}).failure()).toEqual(NOT_STARTED)
    await recording.success()
  })

  test('F01 media-record 58: without callbacks, a Promise of the end', async ({ clock, wx }) => {
    let ended = false
    const recording = wx.startRecord() as Promise<unknown>
    void recording.then(() => (ended = true))
    await clock.sleep(300)
    expect(ended).toBe(false)
    expect(await clock.until(wx.stopRecord() as Promise<unknown>)).toEqual({
      errMsg: 'stopRecord:ok',
    })
    expect(await clock.until(recording)).toEqual({
      tempFilePath: expect.stringMatching(/^wxfile:\/\/tmp_/) as string,
      errMsg: 'startRecord:ok',
    })
  })

  test('F03 media-record 59, authorize 10: a user who refuses', async ({ call, user, wx }) => {
    user.will({ 'scope.record': false })
    const recording = call(wx.startRecord, {})
    expect(await recording.failure()).toMatchObject({ errMsg: 'startRecord:fail auth deny' })
    expect(recording.order).toEqual(['fail', 'complete'])
    expect(user.takeQuestions()).toEqual(['scope.record'])
  })

  test('F03, F06 media-record 60: one microphone for both', async ({
    call,
    clock,
    recorder,
    wx,
  }) => {
    const log = recorder()
    await log.started(PCM)
    expect(await call(wx.startRecord, {}).failure()).toEqual({ errMsg: BUSY })
    await call(wx.stopRecord, {}).failure()
    await clock.sleep(100)
    await log.stopped()
    const recording = call(wx.startRecord, {})
    log.start(PCM)
    expect(await log.next()).toBe(refusals.busy)
    log.manager.stop()
    expect(await log.next()).toBe(refusals.notStarted)
    await call(wx.stopRecord, {}).success()
    await recording.success()
  })

  test('F01, F03: out of sight it ends, and does not begin', async ({ call, clock, host, wx }) => {
    const recording = call(wx.startRecord, {})
    await clock.sleep(300)
    host.enterBackground()
    await recording.success()
    const { errMsg } = await call(wx.startRecord, {}).failure()
    expect(errMsg).toMatch(/^startRecord:fail: jsapi has no permission, event=startRecord/)
  })

  test('F01, F03: a call that comes in ends it, and keeps the microphone', async ({
    call,
    clock,
    host,
    wx,
  }) => {
    const recording = call(wx.startRecord, {})
    await clock.sleep(300)
    const hangUp = host.interrupt()
    await recording.success()
    expect(await call(wx.startRecord, {}).failure()).toEqual({
      errMsg: 'startRecord:fail system busy',
    })
    hangUp()
    const again = call(wx.startRecord, {})
    await call(wx.stopRecord, {}).success()
    await again.success()
  })

  test('F03: ends with its host', async ({ call, clock, host, wx }) => {
    const recording = call(wx.startRecord, {})
    await clock.sleep(200)
    await host.dispose()
    expect((await recording.failure()).errMsg).toBe('startRecord:fail interrupted')
  })
})
