import { expect } from 'vitest'
import type { Bench } from '../bench.js'
import { conformance } from '../conformance.js'

const TONE = '/sounds/tone.wav?seconds=2'
const SHORT = '/sounds/tone.wav?seconds=0.5'

/** What the three old events have told. */
const listen = ({ wx, clock }: Bench) => {
  const events: string[] = []
  const unread: string[] = []
  let wake = () => {}
  const tell = (event: string) => () => {
    events.push(event)
    unread.push(event)
    wake()
  }
  wx.onBackgroundAudioPlay(tell('play'))
  wx.onBackgroundAudioPause(tell('pause'))
  wx.onBackgroundAudioStop(tell('stop'))
  return {
    events,
    next: async () => {
      if (unread.length === 0) await clock.until(new Promise<void>((resolve) => (wake = resolve)))
      return unread.shift()
    },
  }
}
const stateOf = ({ call, wx }: Bench) => call(wx.getBackgroundAudioPlayerState, {}).success()

export default conformance('background music, the old functions', ({ test }) => {
  test('H01, H02 media-audio 10: nothing plays', async (bench) => {
    expect(await stateOf(bench)).toEqual({ status: 2, errMsg: 'getBackgroundAudioPlayerState:ok' })
    expect(await bench.wx.getBackgroundAudioPlayerState()).toMatchObject({ status: 2 })
    const { call, wx } = bench
    for (const name of ['pauseBackgroundAudio', 'stopBackgroundAudio'] as const) {
      expect(await call(wx[name], {}).success()).toEqual({ errMsg: `${name}:ok` })
      expect(await wx[name]()).toEqual({ errMsg: `${name}:ok` })
    }
    await call(wx.seekBackgroundAudio, { position: 3 }).success()
  })

  test('H02, H03, H06, H10 media-audio 11, 16: plays', async (bench) => {
    const { call, wx, server } = bench
    const { next, events } = listen(bench)
    const dataUrl = server.url(TONE)
    expect(await call(wx.playBackgroundAudio, { dataUrl, title: 'A tone' }).success()).toEqual({
      errMsg: 'playBackgroundAudio:ok',
    })
    expect(await next()).toBe('play')
    const { duration, currentPosition, downloadPercent, ...rest } = await stateOf(bench)
    expect(rest).toEqual({ status: 1, dataUrl, errMsg: 'getBackgroundAudioPlayerState:ok' })
    expect(duration).toBeCloseTo(2, 2)
    expect(currentPosition).toBeTypeOf('number')
    expect(Number.isInteger(downloadPercent)).toBe(true)
    expect(downloadPercent).toBeGreaterThanOrEqual(0)
    expect(downloadPercent).toBeLessThanOrEqual(100)
    expect(events).toEqual(['play'])
  })

  test('H02, H07, H11 media-audio 12: pauses, and the same goes on', async (bench) => {
    const { call, wx, server, clock } = bench
    const { next, events } = listen(bench)
    const dataUrl = server.url(TONE)
    await call(wx.playBackgroundAudio, { dataUrl }).success()
    expect(await next()).toBe('play')
    await clock.sleep(300)
    await call(wx.pauseBackgroundAudio, {}).success()
    expect(await next()).toBe('pause')
    const paused = await stateOf(bench)
    expect(paused).toMatchObject({ status: 0, dataUrl })
    expect(paused.currentPosition).toBeGreaterThan(0)
    await call(wx.playBackgroundAudio, { dataUrl }).success()
    expect(await next()).toBe('play')
    const { currentPosition } = await stateOf(bench)
    expect(currentPosition).toBeGreaterThanOrEqual(paused.currentPosition)
    expect(events).toEqual(['play', 'pause', 'play'])
  })

  test('H08 media-audio 13: seeks', async (bench) => {
    const { call, wx, server } = bench
    const { next } = listen(bench)
    await call(wx.playBackgroundAudio, { dataUrl: server.url(TONE) }).success()
    await next()
    expect(await call(wx.seekBackgroundAudio, { position: 1.5 }).success()).toEqual({
      errMsg: 'seekBackgroundAudio:ok',
    })
    expect((await stateOf(bench)).currentPosition).toBeGreaterThanOrEqual(1.5)
    for (const [options, type] of [
      [{}, 'Undefined'],
      [{ position: '1' }, 'String'],
    ] as const) {
      const seek = wx.seekBackgroundAudio as (options: object) => unknown
      expect(await call(seek, options).failure()).toMatchObject({
        errMsg: `seekBackgroundAudio:fail parameter error: parameter.position should be Number instead of ${type};`,
      })
    }
  })

  test('H02, H09, H12 media-audio 14, 15: stops, and comes to its end', async (bench) => {
    const { call, wx, server } = bench
    const { next, events } = listen(bench)
    await call(wx.playBackgroundAudio, { dataUrl: server.url(TONE) }).success()
    await next()
    await call(wx.stopBackgroundAudio, {}).success()
    expect(await next()).toBe('stop')
    expect(await stateOf(bench)).toEqual({ status: 2, errMsg: 'getBackgroundAudioPlayerState:ok' })
    await call(wx.playBackgroundAudio, { dataUrl: server.url(SHORT) }).success()
    expect(await next()).toBe('play')
    expect(await next()).toBe('stop')
    expect(await stateOf(bench)).toMatchObject({ status: 2 })
    await call(wx.stopBackgroundAudio, {}).success()
    expect(wx.getBackgroundAudioManager().paused).toBe(true)
    expect(events).toEqual(['play', 'stop', 'play', 'stop'])
  })

  test('H03, H10, I05 media-audio 17: one player for both families', async (bench) => {
    const { call, wx, server, backgroundAudio } = bench
    const { next } = listen(bench)
    const log = backgroundAudio()
    log.audio.src = server.url(TONE)
    expect(await log.nextOnes(2)).toEqual(['onCanplay', 'onPlay'])
    expect(await next()).toBe('play')
    const dataUrl = server.url(SHORT)
    await call(wx.playBackgroundAudio, { dataUrl, title: 'Shorter' }).success()
    expect(log.audio).toMatchObject({ src: dataUrl, title: 'Shorter' })
    expect(await log.nextOnes(3)).toEqual(['onCanplay', 'onPlay', 'onEnded'])
    expect([await next(), await next()]).toEqual(['play', 'stop'])
  })

  test('H03, H07, H11 media-audio 18: out of sight', async (bench) => {
    const { call, wx, server, host } = bench
    const { next } = listen(bench)
    await call(wx.playBackgroundAudio, { dataUrl: server.url(TONE) }).success()
    await next()
    host.enterBackground()
    expect(await next()).toBe('pause')
    const refused = await call(wx.playBackgroundAudio, { dataUrl: server.url(SHORT) }).failure()
    expect(refused.errMsg).toMatch(/^playBackgroundAudio:fail: jsapi has no permission, event=play/)
    host.enterForeground()
    expect(await stateOf(bench)).toMatchObject({ status: 0, dataUrl: server.url(TONE) })
  })

  test('H06 wrong arguments lose nothing', async (bench) => {
    const { call, wx, server, takeLog, host } = bench
    const { next, events } = listen(bench)
    await call(wx.playBackgroundAudio, { dataUrl: server.url(TONE) }).success()
    await next()
    const play = wx.playBackgroundAudio as (options: object) => unknown
    expect((await call(play, {}).failure()).errMsg).toBe(
      'playBackgroundAudio:fail parameter error: parameter.dataUrl should be String instead of Undefined;',
    )
    expect((await call(play, { dataUrl: '' }).failure()).errMsg).toBe(
      'playBackgroundAudio:fail dataUrl is nil!',
    )
    const texts = { title: null, coverImgUrl: 5 } as unknown as { title: string }
    await call(wx.playBackgroundAudio, { dataUrl: server.url(`${TONE}&2`), ...texts }).success()
    await next()
    expect(host.nowPlaying.current).toMatchObject({ title: '', artwork: '' })
    wx.onBackgroundAudioPlay('x' as unknown as () => void)
    expect(takeLog()).toHaveLength(1)
    expect(await stateOf(bench)).toMatchObject({ status: 1 })
    expect(events).toEqual(['play', 'play'])
  })

  test('H03 says in the log what nobody listens to', async ({
    call,
    wx,
    server,
    takeLog,
    clock,
  }) => {
    await call(wx.playBackgroundAudio, { dataUrl: server.url('/sounds/missing.wav') }).success()
    const logged = async () => {
      for (;;) {
        const lines = takeLog()
        if (lines.length > 0) return lines
        await clock.sleep(20)
      }
    }
    expect(await logged()).toEqual([
      expect.stringMatching(/^operateBackgroundAudio:fail file not found/) as string,
    ])
    expect(await wx.getBackgroundAudioPlayerState()).toMatchObject({ status: 2 })
  })
})
