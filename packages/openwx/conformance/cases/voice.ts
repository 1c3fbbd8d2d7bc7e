import { expect } from 'vitest'
import type { Bench } from '../bench.js'
import { conformance } from '../conformance.js'

/** Paths of the fixture server; a voice is a file, and an address is taken as well. */
const SECOND = '/sounds/tone.wav?seconds=1'
const SHORT = '/sounds/tone.wav?seconds=0.5'
const MINUTES = '/sounds/tone.wav?seconds=90'
const OK = { errMsg: 'playVoice:ok' }

const temp = async ({ download }: Bench, path: string) =>
  (await download({ url: path }).success()).tempFilePath

/** How long something takes by the machine's clock, in seconds. */
const secondsOf = async ({ host, clock }: Bench, work: Promise<unknown>) => {
  const begun = host.clock.now()
  await clock.until(work)
  return (host.clock.now() - begun) / 1000
}

export default conformance('playVoice', ({ test }) => {
  test('G01, G05 media-audio 1: succeeds at its end', async (bench) => {
    const { call, wx } = bench
    const filePath = await temp(bench, '/sounds/tone.wav?seconds=2')
    const voice = call(wx.playVoice, { filePath })
    await bench.clock.sleep(600)
    expect(voice.order).toEqual([])
    expect(await voice.success()).toEqual(OK)
    expect(voice.order).toEqual(['success', 'complete'])
    expect(await bench.clock.until(wx.playVoice({ filePath }))).toEqual(OK)
  })

  test('G02 media-audio 2: one voice at a time', async (bench) => {
    const { call, wx, clock } = bench
    const [long, short] = [await temp(bench, MINUTES), await temp(bench, SHORT)]
    const first = call(wx.playVoice, { filePath: long })
    await clock.sleep(200)
    const second = call(wx.playVoice, { filePath: short })
    expect(await first.success()).toEqual(OK)
    expect(second.order).toEqual([])
    const again = call(wx.playVoice, { filePath: short })
    expect(await second.success()).toEqual(OK)
    expect(await again.success()).toEqual(OK)
  })

  test('G03, G06 media-audio 3: what was paused goes on, and both calls end together', async (bench) => {
    const { call, wx, clock } = bench
    const filePath = await temp(bench, '/sounds/tone.wav?seconds=4')
    const voice = call(wx.playVoice, { filePath })
    await clock.sleep(2500)
    expect(await call(wx.pauseVoice, {}).success()).toEqual({ errMsg: 'pauseVoice:ok' })
    await clock.sleep(1000)
    expect(voice.order).toEqual([])
    const rest = call(wx.playVoice, { filePath })
    // Anew, it would take four.
    expect(await secondsOf(bench, rest.success())).toBeLessThan(3.9)
    await voice.success()
  })

  test('G03 media-audio 4: another one in between, and it begins anew', async (bench) => {
    const { call, wx, clock } = bench
    const [one, other] = [await temp(bench, SECOND), await temp(bench, SHORT)]
    const first = call(wx.playVoice, { filePath: one })
    await clock.sleep(700)
    await call(wx.pauseVoice, {}).success()
    const between = call(wx.playVoice, { filePath: other })
    await first.success()
    const anew = call(wx.playVoice, { filePath: one })
    await between.success()
    expect(await secondsOf(bench, anew.success())).toBeGreaterThan(0.8)
  })

  test('G07 media-audio 5: after a stop it begins anew', async (bench) => {
    const { call, wx, clock } = bench
    const filePath = await temp(bench, SECOND)
    const first = call(wx.playVoice, { filePath })
    await clock.sleep(700)
    expect(await call(wx.stopVoice, {}).success()).toEqual({ errMsg: 'stopVoice:ok' })
    expect(await first.success()).toEqual(OK)
    expect(await secondsOf(bench, call(wx.playVoice, { filePath }).success())).toBeGreaterThan(0.8)
  })

  test('G04 media-audio 6: ends after its time', async (bench) => {
    const { call, wx, clock } = bench
    const filePath = await temp(bench, '/sounds/tone.wav?seconds=10')
    const voice = call(wx.playVoice, { filePath, duration: 1 })
    const seconds = await secondsOf(bench, voice.success())
    expect(seconds).toBeGreaterThan(0.9)
    expect(seconds).toBeLessThan(9)
    // A pause does not count.
    const paused = call(wx.playVoice, { filePath, duration: 2 })
    await clock.sleep(600)
    await call(wx.pauseVoice, {}).success()
    await clock.sleep(2000)
    expect(paused.order).toEqual([])
    await call(wx.playVoice, { filePath, duration: 2 }).success()
    await paused.success()
  })

  test(
    'G04 media-audio 6: a minute by default',
    {
      needs: ['passing-time'],
      otherwise: async (bench) => {
        const { call, wx } = bench
        const voice = call(wx.playVoice, { filePath: await temp(bench, MINUTES), duration: -1 })
        await bench.clock.sleep(500)
        expect(voice.order).toEqual([])
        await call(wx.stopVoice, {}).success()
        await voice.success()
      },
    },
    async (bench) => {
      const { call, wx, createWx } = bench
      const filePath = await temp(bench, MINUTES)
      for (const duration of [undefined, 0, -1, NaN, '5' as unknown as number]) {
        const voice = call(wx.playVoice, { filePath, ...(duration !== undefined && { duration }) })
        expect(await secondsOf(bench, voice.success()), String(duration)).toBeCloseTo(60, 0)
      }
      const older = createWx({ libVersion: '1.5.0' })
      const voice = call(older.playVoice, { filePath, duration: 5 })
      expect(await secondsOf(bench, voice.success())).toBeCloseTo(60, 0)
    },
  )

  test('G05 media-audio 7, 8: what is wrong', async ({ call, wx, server }) => {
    const play = wx.playVoice as (options: object) => unknown
    const WRONG = 'playVoice:fail parameter error: parameter.filePath should be String instead of'
    expect((await call(play, {}).failure()).errMsg).toBe(`${WRONG} Undefined;`)
    await expect((wx.playVoice as () => Promise<unknown>)()).rejects.toMatchObject({
      errMsg: 'playVoice:fail parameter error: parameter should be Object instead of Undefined;',
    })
    expect((await call(play, { filePath: 5 }).failure()).errMsg).toBe(`${WRONG} Number;`)
    for (const filePath of ['wxfile://tmp_missing.mp3', '/missing.mp3', '', '../../etc/passwd']) {
      const { errMsg } = await call(wx.playVoice, { filePath }).failure()
      expect(errMsg, filePath).toMatch(/^playVoice:fail file not found/)
    }
    const broken = await call(wx.playVoice, {
      filePath: server.url('/sounds/broken.wav'),
    }).failure()
    expect(broken.errMsg).toMatch(/^playVoice:fail unknown format/)
  })

  test('G06, G07 media-audio 9: nothing to pause and nothing to stop', async ({ call, wx }) => {
    await call(wx.pauseVoice, {}).success()
    await call(wx.stopVoice, {}).success()
    expect(await wx.pauseVoice()).toEqual({ errMsg: 'pauseVoice:ok' })
    expect(await wx.stopVoice()).toEqual({ errMsg: 'stopVoice:ok' })
  })

  test('G03, G06 out of sight it pauses, and plays on when it is asked to', async (bench) => {
    const { call, wx, host, clock } = bench
    const filePath = await temp(bench, '/sounds/tone.wav?seconds=2')
    const voice = call(wx.playVoice, { filePath })
    await clock.sleep(300)
    host.enterBackground()
    const { errMsg } = await call(wx.playVoice, { filePath }).failure()
    expect(errMsg).toMatch(/^playVoice:fail: jsapi has no permission, event=playVoice/)
    await clock.sleep(2500)
    host.enterForeground()
    expect(voice.order).toEqual([])
    const hangUp = host.interrupt()
    expect((await call(wx.playVoice, { filePath }).failure()).errMsg).toBe(
      'playVoice:fail system busy',
    )
    hangUp()
    await call(wx.playVoice, { filePath }).success()
    await voice.success()
  })

  test('G05 ends with its host', async (bench) => {
    const { call, wx, host } = bench
    const voice = call(wx.playVoice, { filePath: await temp(bench, MINUTES) })
    await bench.clock.sleep(100)
    await host.dispose()
    expect((await voice.failure()).errMsg).toBe('playVoice:fail interrupted')
    const later = await call(wx.playVoice, { filePath: '/sounds/tone.wav' }).failure()
    expect(later.errMsg).toMatch(/^playVoice:fail/)
  })
})
