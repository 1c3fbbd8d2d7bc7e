import { expect } from 'vitest'
import { playTrack } from '../audio-log.js'
import { conformance } from '../conformance.js'

/** Two seconds of a tone, by path of the fixture server. */
const TONE = '/sounds/tone.wav?seconds=2'
const SHORT = '/sounds/tone.wav?seconds=0.5'
const NO_TITLE = 'setBackgroundAudioState:fail title is nil!'
const NO_PERMISSION =
  /^setBackgroundAudioState:fail: jsapi has no permission, event=setBackgroundAudioState, runningState=background, permissionMsg=permission ok, detail=jsapi permission required playing audio but current not playing audio in background state$/

const PLAYS_UNSEEN = { requiredBackgroundModes: ['audio'] } as const

export default conformance('getBackgroundAudioManager', ({ test }) => {
  test('I01 media-audio 19, 38: one for the whole program, without a way to stop listening', ({
    wx,
    createWx,
  }) => {
    const manager = wx.getBackgroundAudioManager()
    expect(wx.getBackgroundAudioManager()).toBe(manager)
    expect(createWx().getBackgroundAudioManager()).not.toBe(manager)
    expect(Object.keys(manager).filter((name) => name.startsWith('off'))).toEqual([])
  })

  test('I02, I03, I04, I07 media-audio 20, 36: what it begins as, and what cannot be set', ({
    wx,
  }) => {
    const manager = wx.getBackgroundAudioManager()
    const begins = {
      src: '',
      startTime: 0,
      title: '',
      epname: '',
      singer: '',
      coverImgUrl: '',
      webUrl: '',
      protocol: 'http',
      playbackRate: 1,
      duration: undefined,
      currentTime: undefined,
      paused: undefined,
      buffered: undefined,
    }
    expect(manager).toMatchObject(begins)
    const readOnly = { duration: 5, currentTime: 5, paused: false, buffered: 5 }
    expect(() => Object.assign(manager, readOnly)).not.toThrow()
    expect(manager).toMatchObject(begins)
  })

  test('I08 media-audio 21, 22: nothing plays without a title', async ({
    wx,
    server,
    backgroundAudio,
    takeLog,
    clock,
  }) => {
    const manager = wx.getBackgroundAudioManager()
    manager.src = server.url(TONE)
    await clock.sleep(0)
    expect(takeLog()).toEqual([NO_TITLE])
    const log = backgroundAudio()
    for (const nothing of ['', undefined, 5]) {
      Object.assign(log.audio, { title: nothing })
      log.audio.src = server.url(TONE)
      expect(log.audio.src).toBe('')
      expect(await log.next()).toBe('onError -1')
      expect(log.errors.at(-1)?.errMsg).toBe(NO_TITLE)
    }
    log.audio.title = 'A tone'
    await clock.sleep(300)
    expect(log.events).toHaveLength(3)
    await playTrack(log, server.url(TONE))
    expect(log.audio).toMatchObject({ src: server.url(TONE), paused: false })
  })

  test('I02, I03, I04, I05, I07, I18, I19, I22, I23: plays from beginning to end', async ({
    backgroundAudio,
    server,
  }) => {
    const log = backgroundAudio()
    log.audio.src = server.url('/sounds/tone.wav?seconds=1')
    expect(log.events).toEqual([])
    expect(log.audio.paused).toBe(false)
    expect(await log.next()).toBe('onCanplay')
    expect(log.audio.duration).toBeCloseTo(1, 2)
    expect(await log.next()).toBe('onPlay')
    expect(await log.progress()).toBeGreaterThan(0)
    expect(log.audio.buffered).toBeGreaterThan(0)
    expect(await log.next()).toBe('onEnded')
    expect(log.audio.paused).toBe(true)
    expect(log.times.length).toBeGreaterThanOrEqual(2)
    expect([...log.times].sort((a, b) => a - b)).toEqual(log.times)
    expect(log.events).toEqual(['onCanplay', 'onPlay', 'onEnded'])
  })

  test('I05 media-audio 23, 24, 25: the same again goes on, and plays anew once it is over', async ({
    backgroundAudio,
    server,
  }) => {
    const log = backgroundAudio()
    const src = server.url(TONE)
    const toTheEnd = async () => {
      log.audio.seek(1.9)
      expect(await log.nextOnes(3)).toEqual(['onSeeking', 'onSeeked', 'onEnded'])
    }
    await playTrack(log, src)
    await log.progress()
    log.audio.src = src
    await toTheEnd()
    expect(log.events).toEqual(['onCanplay', 'onPlay', 'onSeeking', 'onSeeked', 'onEnded'])
    await playTrack(log, src)
    log.audio.stop()
    expect(await log.next()).toBe('onStop')
    await playTrack(log, src)
    expect(log.audio.currentTime).toBeLessThan(1.9)
    log.audio.pause()
    expect(await log.next()).toBe('onPause')
    log.audio.src = src
    expect(await log.next()).toBe('onPlay')
    await toTheEnd()
    expect(log.events.filter((event) => event === 'onStop')).toHaveLength(1)
  })

  test('I05 another source takes the place of what plays', async ({ backgroundAudio, server }) => {
    const log = backgroundAudio()
    await playTrack(log, server.url(TONE))
    await playTrack(log, server.url(SHORT))
    expect(log.audio.duration).toBeCloseTo(0.5, 2)
    expect(await log.next()).toBe('onEnded')
    expect(log.events).toEqual(['onCanplay', 'onPlay', 'onCanplay', 'onPlay', 'onEnded'])
  })

  test('I06 media-audio 26: begins at startTime, which is kept', async ({
    backgroundAudio,
    server,
  }) => {
    const log = backgroundAudio()
    log.audio.startTime = 1.2
    await playTrack(log, server.url(TONE))
    expect(await log.progress()).toBeGreaterThanOrEqual(1.2)
    log.audio.seek(0.2)
    expect(await log.nextOnes(2)).toEqual(['onSeeking', 'onSeeked'])
    expect(log.audio.currentTime).toBeLessThan(1.2)
    await playTrack(log, `${server.url(TONE)}&other`)
    expect(await log.progress()).toBeGreaterThanOrEqual(1.2)
    expect(log.audio.startTime).toBe(1.2)
  })

  test('I14, I15, I19, I20 media-audio 27: one event each, and on from where it was', async ({
    backgroundAudio,
    server,
    clock,
  }) => {
    const log = backgroundAudio()
    await playTrack(log, server.url(TONE))
    log.audio.play()
    await log.progress()
    log.audio.pause()
    log.audio.pause()
    const at = log.audio.currentTime
    expect(await log.next()).toBe('onPause')
    await clock.sleep(300)
    expect(log.audio).toMatchObject({ paused: true, currentTime: at })
    log.audio.play()
    expect(await log.next()).toBe('onPlay')
    expect(await log.progress()).toBeGreaterThanOrEqual(at)
    expect(log.events).toEqual(['onCanplay', 'onPlay', 'onPause', 'onPlay'])
  })

  test('I16, I21 media-audio 28: stop forgets the track', async ({
    backgroundAudio,
    server,
    clock,
  }) => {
    const log = backgroundAudio()
    await playTrack(log, server.url(TONE))
    await log.progress()
    log.audio.stop()
    log.audio.stop()
    expect(await log.next()).toBe('onStop')
    expect(log.audio).toMatchObject({
      src: '',
      paused: true,
      currentTime: undefined,
      duration: undefined,
      buffered: undefined,
      title: 'A tone',
    })
    log.audio.pause()
    log.audio.seek(1)
    log.audio.play()
    expect(await log.next()).toBe('onError -1')
    await clock.sleep(300)
    expect(log.events.slice(2)).toEqual(['onStop', 'onError -1'])
    log.audio.src = server.url(TONE)
    log.audio.src = ''
    expect(await log.next()).toBe('onStop')
    await clock.sleep(300)
    expect(log.events).toHaveLength(5)
  })

  test('I17 media-audio 29, 30: seeks, also before there is anything', async ({
    backgroundAudio,
    server,
  }) => {
    const log = backgroundAudio()
    log.audio.src = server.url(TONE)
    log.audio.seek(1.2344)
    expect(await log.nextOnes(4)).toEqual(['onSeeking', 'onCanplay', 'onSeeked', 'onPlay'])
    expect(await log.progress()).toBeGreaterThanOrEqual(1.234)
    log.audio.pause()
    await log.next()
    log.audio.seek(0.5)
    expect(await log.nextOnes(2)).toEqual(['onSeeking', 'onSeeked'])
    expect(log.audio).toMatchObject({ paused: true, currentTime: 0.5 })
    for (const wrong of [NaN, 'x', undefined]) log.audio.seek(wrong as number)
    expect(log.audio.currentTime).toBe(0.5)
    log.audio.seek(1e9)
    await log.nextOnes(2)
    expect(log.audio.currentTime).toBeCloseTo(2, 2)
  })

  test('I26, I28 media-audio 31: what is wrong, by its number, and what heals it', async ({
    backgroundAudio,
    server,
  }) => {
    const log = backgroundAudio()
    const wrong: readonly (readonly [string, string])[] = [
      [server.refusedUrl, 'onError 10002'],
      [server.url('/sounds/missing.wav'), 'onError 10003'],
      [server.url('/status/500'), 'onError 10003'],
      ['wxfile://tmp_missing.wav', 'onError 10003'],
      ['/sounds/missing.wav', 'onError 10003'],
      ['ftp://h.test/tone.wav', 'onError 10003'],
      [server.url('/sounds/broken.wav'), 'onError 10004'],
      [server.url('/sounds/empty.wav'), 'onError 10004'],
    ]
    for (const [src, error] of wrong) {
      log.audio.src = src
      expect(await log.next(), src).toBe(error)
      expect(log.audio.paused, src).toBe(true)
      expect(log.errors.at(-1)?.errMsg).toMatch(/^operateBackgroundAudio:fail \w/)
    }
    await playTrack(log, server.url(TONE))
    expect(log.events).toHaveLength(wrong.length + 2)
  })

  test('I04, I20 media-audio 33: without its mode it pauses out of sight', async ({
    backgroundAudio,
    server,
    host,
  }) => {
    const log = backgroundAudio()
    await playTrack(log, server.url(TONE))
    host.enterBackground()
    expect(await log.next()).toBe('onPause')
    log.audio.play()
    expect(await log.next()).toBe('onError -1')
    log.audio.src = server.url(SHORT)
    expect(await log.next()).toBe('onError -1')
    expect(log.errors.at(-1)?.errMsg).toMatch(NO_PERMISSION)
    host.enterForeground()
    expect(log.audio).toMatchObject({ src: server.url(TONE), paused: true })
    log.audio.play()
    expect(await log.next()).toBe('onPlay')
  })

  test('I23 media-audio 33: with it, it plays on, and tells of its progress when it is seen', async ({
    backgroundAudio,
    createWx,
    server,
    host,
    clock,
  }) => {
    const log = backgroundAudio(createWx(PLAYS_UNSEEN))
    await playTrack(log, server.url('/sounds/tone.wav?seconds=3'))
    await log.progress()
    host.enterBackground()
    const told = log.times.length
    const at = log.audio.currentTime
    await clock.sleep(700)
    expect(log.times).toHaveLength(told)
    expect(log.audio.currentTime).toBeGreaterThan(at)
    expect(log.audio.paused).toBe(false)
    host.enterForeground()
    expect(await log.progress()).toBeGreaterThan(at)
    expect(log.events).toEqual(['onCanplay', 'onPlay'])
  })

  test('I05, I22, I25 media-audio 34: a playlist goes on in the background', async ({
    backgroundAudio,
    createWx,
    server,
    host,
  }) => {
    const log = backgroundAudio(createWx(PLAYS_UNSEEN))
    await playTrack(log, server.url(SHORT))
    host.enterBackground()
    expect(await log.next()).toBe('onEnded')
    await playTrack(log, `${server.url(SHORT)}&2`)
    // What plays may be replaced, too.
    await playTrack(log, `${server.url(TONE)}&3`)
    log.audio.pause()
    expect(await log.next()).toBe('onPause')
    log.audio.src = server.url(SHORT)
    expect(await log.next()).toBe('onError -1')
    expect(log.errors[0]?.errMsg).toMatch(NO_PERMISSION)
    // His user asks for another one.
    host.nowPlaying.press({ name: 'next' })
    expect(await log.next()).toBe('onNext')
    await playTrack(log, `${server.url(SHORT)}&4`)
    log.audio.stop()
    expect(await log.next()).toBe('onStop')
    log.audio.src = server.url(SHORT)
    expect(await log.next()).toBe('onError -1')
    expect(log.audio.src).toBe('')
  })

  test('I20 media-audio 61: a call comes in, background or not', async ({
    backgroundAudio,
    createWx,
    server,
    host,
  }) => {
    const log = backgroundAudio(createWx(PLAYS_UNSEEN))
    await playTrack(log, server.url(TONE))
    host.enterBackground()
    const hangUp = host.interrupt()
    expect(await log.next()).toBe('onPause')
    host.enterForeground()
    log.audio.play()
    expect(await log.next()).toBe('onError 10001')
    hangUp()
    expect(log.audio.paused).toBe(true)
    log.audio.play()
    expect(await log.next()).toBe('onPlay')
  })

  test('I21 media-audio 35: another program takes the player', async ({
    backgroundAudio,
    createWx,
    server,
    host,
    call,
    wx,
  }) => {
    const [log, other] = [backgroundAudio(), backgroundAudio(createWx({ appId: 'wx2' }))]
    await playTrack(log, server.url(TONE))
    other.audio.title = 'Another'
    await playTrack(other, server.url(TONE))
    expect(await log.next()).toBe('onStop')
    expect(log.audio).toMatchObject({ src: '', paused: true })
    expect(await call(wx.getBackgroundAudioPlayerState, {}).success()).toMatchObject({ status: 2 })
    expect(host.nowPlaying.current?.title).toBe('Another')
    log.audio.pause()
    log.audio.stop()
    expect(other.audio.paused).toBe(false)
    await playTrack(log, server.url(TONE))
    expect(await other.next()).toBe('onStop')
  })

  test('I19, I20 media-audio 37: the last listener given is it', async ({
    backgroundAudio,
    server,
    clock,
    takeErrors,
    takeLog,
  }) => {
    const log = backgroundAudio()
    const heard: string[] = []
    log.audio.onPlay(() => heard.push('a'))
    log.audio.onPlay(() => {
      heard.push('b')
      throw new Error('mine')
    })
    log.audio.onPlay(undefined as unknown as () => void)
    log.audio.src = server.url(SHORT)
    expect(await log.nextOnes(2)).toEqual(['onCanplay', 'onEnded'])
    await clock.sleep(0)
    expect(heard).toEqual(['b'])
    expect(takeErrors()).toEqual(['mine; at BackgroundAudioManager.onPlay callback function'])
    takeLog()
  })

  test('I05, I18 media-audio 39: the rate stays in its range and counts', async ({
    backgroundAudio,
    server,
  }) => {
    const log = backgroundAudio()
    const set = (value: unknown) => {
      Object.assign(log.audio, { playbackRate: value })
      return log.audio.playbackRate
    }
    expect([3, 0.1, 'fast', NaN, 1.5].map(set)).toEqual([2, 0.5, 0.5, 0.5, 1.5])
    await playTrack(log, server.url(SHORT))
    expect(await log.next()).toBe('onEnded')
  })

  test('I05 whatever is set in an event', async ({ backgroundAudio, server, clock }) => {
    const log = backgroundAudio()
    log.audio.onCanplay(() => log.audio.stop())
    log.audio.src = server.url(TONE)
    expect(await log.next()).toBe('onStop')
    log.audio.onCanplay(() => (log.audio.src = server.url(SHORT)))
    log.audio.src = server.url(TONE)
    expect(await log.nextOnes(2)).toEqual(['onPlay', 'onEnded'])
    log.audio.onCanplay(() => undefined)
    log.audio.onStop(() => (log.audio.src = server.url(SHORT)))
    log.audio.src = `${server.url(TONE)}&2`
    expect(await log.next()).toBe('onPlay')
    log.audio.stop()
    expect(await log.nextOnes(2)).toEqual(['onPlay', 'onEnded'])
    await clock.sleep(300)
    expect(log.audio.src).toBe(server.url(SHORT))
  })

  test('I16 a host that ends takes it along', async ({ backgroundAudio, server, host, clock }) => {
    const log = backgroundAudio()
    await playTrack(log, server.url(TONE))
    await host.dispose()
    expect(host.nowPlaying.current).toBeUndefined()
    log.audio.src = server.url(SHORT)
    log.audio.play()
    await clock.sleep(600)
    expect(log.audio.src).toBe('')
    expect(log.events.filter((event) => event === 'onPlay')).toHaveLength(1)
  })

  test('I01, J18: older base libraries have less', ({ wx, createWx }) => {
    const older = createWx({ libVersion: '1.9.93' })
    expect(older.getBackgroundAudioManager()).not.toHaveProperty('protocol')
    expect(older.getBackgroundAudioManager()).not.toHaveProperty('playbackRate')
    expect(older.canIUse('BackgroundAudioManager.protocol')).toBe(false)
    expect(wx.canIUse('BackgroundAudioManager.protocol')).toBe(true)
    expect(wx.canIUse('backgroundAudioManager.onPrev')).toBe(true)
    expect(wx.canIUse('BackgroundAudioManager.offPlay')).toBe(false)
    expect(createWx({ libVersion: '1.1.0' }).getBackgroundAudioManager).toBeUndefined()
  })
})
