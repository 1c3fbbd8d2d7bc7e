import { expect } from 'vitest'
import { concatBytes } from '../../src/codec/bytes.js'
import { conformance } from '../conformance.js'
import { toneSamples } from '../server/tone.js'

/** Two seconds of a tone, by path of the fixture server. */
const TONE = '/sounds/tone.wav?seconds=2'
const NOT_SET = 'operateAudio:fail audioInstance is not set'

export default conformance('createInnerAudioContext', ({ test }) => {
  test('J01 media-audio 40: two are two, and play together', async ({ audio, server }) => {
    const [one, other] = [audio(), audio()]
    expect(one.audio).not.toBe(other.audio)
    await one.playing(server.url(TONE))
    await other.playing(server.url(TONE))
    expect([one.audio.paused, other.audio.paused]).toEqual([false, false])
    one.audio.destroy()
    expect(await other.progress()).toBeGreaterThan(0)
  })

  test('J01, J02, J03, J04, J05, J06 media-audio 41: what they begin as', ({ wx }) => {
    expect(wx.createInnerAudioContext({ useWebAudioImplement: true })).toMatchObject({
      src: '',
      startTime: 0,
      autoplay: false,
      loop: false,
      obeyMuteSwitch: true,
      volume: 1,
      playbackRate: 1,
      referrerPolicy: 'no-referrer',
      duration: 0,
      currentTime: 0,
      paused: true,
      buffered: 0,
    })
  })

  test('J09 media-audio 42, 63: nothing to play', async ({ audio }) => {
    const log = audio()
    for (const method of ['play', 'pause', 'stop'] as const) {
      const operate: () => unknown = log.audio[method]
      expect(operate()).toBeUndefined()
      expect(await log.next()).toBe('onError -1')
    }
    log.audio.seek(1)
    expect(log.errors.map(({ errMsg }) => errMsg)).toEqual([NOT_SET, NOT_SET, NOT_SET])
    expect(log.audio.paused).toBe(true)
  })

  test('J09 says in the log what nobody listens to', async ({ wx, clock, takeLog }) => {
    wx.createInnerAudioContext().play()
    await clock.sleep(0)
    expect(takeLog()).toEqual([NOT_SET])
  })

  test('J02, J06, J07 media-audio 43, 44, 59: plays once it can, from beginning to end', async ({
    audio,
    server,
  }) => {
    const log = audio()
    log.audio.src = server.url('/sounds/tone.wav?seconds=1')
    expect(log.events).toEqual([])
    log.audio.play()
    expect(log.audio.paused).toBe(false)
    expect(await log.next()).toBe('onCanplay')
    expect(log.audio.duration).toBeCloseTo(1, 2)
    expect(log.audio.buffered).toBeTypeOf('number')
    expect(await log.nextOnes(2)).toEqual(['onPlay', 'onEnded'])
    expect(log.audio.paused).toBe(true)
    expect(log.times.length).toBeGreaterThanOrEqual(2)
    expect([...log.times].sort((a, b) => a - b)).toEqual(log.times)
    for (const time of log.times) expect(Math.round(time * 1e6)).toBeCloseTo(time * 1e6, 3)
    expect(log.events).toEqual(['onCanplay', 'onPlay', 'onEnded'])
  })

  test('J04 media-audio 43: autoplay', async ({ audio, server }) => {
    const quiet = audio()
    await quiet.loaded(server.url(TONE))
    quiet.audio.autoplay = true
    const log = audio()
    log.audio.autoplay = true
    log.audio.src = server.url(TONE)
    expect(await log.nextOnes(2)).toEqual(['onCanplay', 'onPlay'])
    expect(quiet.events).toEqual(['onCanplay'])
  })

  test('J07 media-audio 27, 45: a pause, and on from there', async ({ audio, server }) => {
    const log = audio()
    await log.playing(server.url(TONE))
    log.audio.play()
    await log.progress()
    log.audio.pause()
    const at = log.audio.currentTime
    log.audio.pause()
    expect(await log.next()).toBe('onPause')
    expect(log.audio.paused).toBe(true)
    log.audio.play()
    expect(await log.next()).toBe('onPlay')
    expect(await log.progress()).toBeGreaterThanOrEqual(at)
    expect(log.events).toEqual(['onCanplay', 'onPlay', 'onPause', 'onPlay'])
  })

  test('J03, J07 media-audio 46, 47, lessons 18: stop, and startTime once for each beginning', async ({
    audio,
    server,
  }) => {
    const log = audio()
    log.audio.startTime = 1
    await log.playing(server.url(TONE))
    expect(await log.progress()).toBeGreaterThanOrEqual(1)
    log.audio.pause()
    await log.next()
    log.audio.seek(0.1)
    expect(await log.nextOnes(2)).toEqual(['onSeeking', 'onSeeked'])
    log.audio.play()
    await log.next()
    expect(await log.progress()).toBeLessThan(1)
    log.audio.stop()
    expect(log.audio.currentTime).toBe(0)
    expect(await log.next()).toBe('onStop')
    log.audio.stop()
    log.audio.pause()
    log.audio.play()
    expect(await log.next()).toBe('onPlay')
    expect(await log.progress()).toBeGreaterThanOrEqual(1)
    expect(log.events.filter((event) => event === 'onStop')).toHaveLength(1)
  })

  test('J02, J07 media-audio 29, 48, 49, 50: seeks', async ({ audio, server, createWx }) => {
    const log = audio()
    log.audio.src = server.url(TONE)
    log.audio.seek(0.5)
    expect(await log.nextOnes(3)).toEqual(['onSeeking', 'onCanplay', 'onSeeked'])
    expect(log.audio.currentTime).toBe(0.5)
    log.audio.seek(1.2344)
    expect(await log.nextOnes(2)).toEqual(['onSeeking', 'onSeeked'])
    expect(log.audio.currentTime).toBeCloseTo(1.234, 5)
    expect(log.audio.paused).toBe(true)
    log.audio.seek(NaN)
    log.audio.seek('x' as unknown as number)
    expect(log.audio.currentTime).toBeCloseTo(1.234, 5)
    log.audio.currentTime = 1
    expect(await log.nextOnes(2)).toEqual(['onSeeking', 'onSeeked'])
    log.audio.play()
    expect(await log.next()).toBe('onPlay')
    expect(await log.progress()).toBeGreaterThan(1)
    log.audio.pause()
    await log.next()
    log.audio.seek(-1)
    await log.nextOnes(2)
    expect(log.audio.currentTime).toBe(0)
    log.audio.seek(1e9)
    await log.nextOnes(2)
    expect(log.audio.currentTime).toBeCloseTo(2, 2)

    const older = createWx({ libVersion: '2.26.1' }).createInnerAudioContext()
    older.currentTime = 7
    expect(older.currentTime).toBe(0)
  })

  test('J03, J07 media-audio 51: after its end it begins anew', async ({ audio, server }) => {
    const log = audio()
    log.audio.startTime = 1.5
    await log.playing(server.url(TONE))
    expect(await log.next()).toBe('onEnded')
    expect(log.audio.paused).toBe(true)
    log.audio.play()
    expect(await log.nextOnes(2)).toEqual(['onPlay', 'onEnded'])
  })

  test('J04 media-audio 52: goes round, until it is not to', async ({ audio, server, clock }) => {
    const log = audio()
    log.audio.loop = true
    await log.playing(server.url('/sounds/tone.wav?seconds=0.5'))
    await clock.sleep(900)
    expect(log.events).toEqual(['onCanplay', 'onPlay'])
    expect(log.audio.paused).toBe(false)
    log.audio.loop = false
    expect(await log.next()).toBe('onEnded')
  })

  test('J04, J07 media-audio 52: a short one goes round for as long as it likes', async ({
    audio,
    server,
    clock,
  }) => {
    const log = audio()
    log.audio.loop = true
    // As long as it takes from one progress to the next.
    await log.playing(server.url('/sounds/tone.wav?seconds=0.25'))
    await clock.sleep(1100)
    expect(log.times.length).toBeGreaterThanOrEqual(2)
    expect(log.events).toEqual(['onCanplay', 'onPlay'])
  })

  test('J04, J09 media-audio 52: nothing, round and round, is no failure', async ({
    audio,
    createWx,
    server,
    clock,
  }) => {
    const log = audio(createWx({ networkTimeout: { downloadFile: 700 } }))
    log.audio.loop = true
    await log.playing(server.url('/sounds/tone.wav?seconds=0.25'))
    await clock.sleep(2000)
    expect(log.errors).toEqual([])
    expect(log.audio.paused).toBe(false)
  })

  test('J03, J07 media-audio 46, 48: a stop forgets where an earlier seek would have begun', async ({
    audio,
    server,
  }) => {
    const log = audio()
    log.audio.src = server.url(TONE)
    log.audio.seek(1.5)
    log.audio.stop()
    expect(log.audio.currentTime).toBe(0)
    log.audio.play()
    expect(await log.nextOnes(3)).toEqual(['onSeeking', 'onCanplay', 'onPlay'])
    expect(await log.progress()).toBeLessThan(1.5)
  })

  test('J02 media-audio 55: a source that is set when another can play', async ({
    audio,
    server,
  }) => {
    const log = audio()
    log.audio.onCanplay(() => {
      if (log.audio.src === server.url('/sounds/tone.wav?seconds=1')) return
      log.audio.src = server.url('/sounds/tone.wav?seconds=1')
      log.audio.play()
    })
    log.audio.src = server.url(TONE)
    log.audio.play()
    expect(await log.nextOnes(3)).toEqual(['onCanplay', 'onCanplay', 'onPlay'])
    expect(log.audio.duration).toBeCloseTo(1, 2)
  })

  test('J04 media-audio 39, 53: volume and rate stay in their range', ({ audio }) => {
    const { audio: sound } = audio()
    const set = (key: 'volume' | 'playbackRate', value: unknown) => {
      Object.assign(sound, { [key]: value })
      return sound[key]
    }
    expect([0.5, 2, -1, 'abc', NaN].map((value) => set('volume', value))).toEqual([0.5, 1, 0, 0, 0])
    expect([1.5, 3, 0.1, 'abc'].map((value) => set('playbackRate', value))).toEqual([
      1.5, 2, 0.5, 0.5,
    ])
  })

  test('J10 media-audio 54, lessons 20, 24: nothing after the end', async ({
    audio,
    server,
    clock,
  }) => {
    const [log, loading] = [audio(), audio()]
    await log.playing(server.url(TONE))
    loading.audio.src = server.url(TONE)
    for (const { audio: sound } of [log, loading]) {
      sound.pause()
      sound.play()
      sound.destroy()
      sound.destroy()
      sound.src = server.url(TONE)
      sound.play()
      sound.seek(1)
      sound.pause()
      sound.stop()
      expect(sound).toMatchObject({ paused: true, currentTime: 0, duration: 0 })
    }
    await clock.sleep(600)
    expect([log.events, loading.events]).toEqual([['onCanplay', 'onPlay'], []])
    expect(log.errors).toEqual([])
  })

  test('J02 media-audio 55: another source cuts it off', async ({ audio, server }) => {
    const log = audio()
    await log.playing(server.url(TONE))
    log.audio.src = server.url('/sounds/tone.wav?seconds=1')
    expect(log.audio).toMatchObject({ paused: true, duration: 0, currentTime: 0 })
    expect(await log.next()).toBe('onCanplay')
    expect(log.audio.duration).toBeCloseTo(1, 2)
    expect(log.events).toEqual(['onCanplay', 'onPlay', 'onCanplay'])
  })

  test('J09 media-audio 56, lessons 19: what is wrong, and what heals it', async ({
    audio,
    server,
  }) => {
    const log = audio()
    const wrong: readonly (readonly [string, string])[] = [
      [server.refusedUrl, 'onError 10002'],
      [server.url('/sounds/missing.wav'), 'onError 10003'],
      ['wxfile://tmp_missing.wav', 'onError 10003'],
      ['/sounds/missing.wav', 'onError 10003'],
      ['/sounds/../../missing.wav', 'onError 10003'],
      ['http://usr/../missing.wav', 'onError 10003'],
      ['ftp://h.test/tone.wav', 'onError 10003'],
      [server.url('/sounds/broken.wav'), 'onError 10004'],
      [server.url('/sounds/empty.wav'), 'onError 10004'],
    ]
    for (const [src, error] of wrong) {
      log.audio.src = src
      log.audio.play()
      expect(await log.next(), src).toBe(error)
      expect(log.audio.paused, src).toBe(true)
    }
    for (const { errMsg } of log.errors) expect(errMsg).toMatch(/^operateAudio:fail \w/)
    await log.playing(server.url(TONE))
    expect(log.events).toHaveLength(wrong.length + 2)
  })

  test('J07, J08 media-audio 57, 58: listeners come and go', async ({
    wx,
    server,
    clock,
    takeErrors,
    takeLog,
  }) => {
    const sound = wx.createInnerAudioContext()
    const heard: string[] = []
    const hear = (name: string) => () => void heard.push(name)
    const [first, second] = [hear('first'), hear('second')]
    const once = () => {
      heard.push('once')
      sound.offPlay(once)
    }
    sound.onPlay(() => {
      throw new Error('mine')
    })
    sound.onPlay(once)
    sound.onPlay(first)
    sound.onPlay(second)
    sound.offPlay(hear('unknown'))
    const played = () =>
      clock.until(
        new Promise<void>((resolve) => {
          sound.onPlay(resolve)
          sound.play()
        }),
      )
    sound.src = server.url(TONE)
    await played()
    sound.stop()
    sound.offPlay(first)
    await played()
    expect(heard).toEqual(['once', 'first', 'second', 'second'])
    expect(takeErrors()).toEqual(
      Array(2).fill('mine; at InnerAudioContext.onPlay callback function'),
    )
    takeLog()
    sound.stop()
    sound.offPlay()
    await played()
    expect(heard).toHaveLength(4)
  })

  test('J07 media-audio 60: out of sight it pauses, and does not play', async ({
    audio,
    server,
    host,
  }) => {
    const log = audio()
    await log.playing(server.url(TONE))
    host.enterBackground()
    expect(await log.next()).toBe('onPause')
    log.audio.play()
    expect(await log.next()).toBe('onError -1')
    expect(log.errors[0]?.errMsg).toMatch(
      /^operateAudio:fail: jsapi has no permission, event=operateAudio, runningState=background/,
    )
    host.enterForeground()
    expect(log.audio.paused).toBe(true)
    log.audio.play()
    expect(await log.next()).toBe('onPlay')
  })

  test('J07 media-audio 61: a call comes in', async ({ audio, server, host, wx }) => {
    const log = audio()
    const heard: string[] = []
    const begun = () => void heard.push('begin')
    wx.onAudioInterruptionBegin(begun)
    wx.onAudioInterruptionEnd(() => heard.push('end'))
    await log.playing(server.url(TONE))
    const hangUp = host.interrupt()
    expect(heard).toEqual(['begin'])
    expect(await log.next()).toBe('onPause')
    log.audio.play()
    expect(await log.next()).toBe('onError 10001')
    hangUp()
    expect(heard).toEqual(['begin', 'end'])
    expect(log.audio.paused).toBe(true)
    log.audio.play()
    expect(await log.next()).toBe('onPlay')
    wx.offAudioInterruptionBegin(begun)
    wx.offAudioInterruptionEnd()
    host.interrupt()()
    expect(heard).toEqual(['begin', 'end'])
  })

  test('J05 media-audio 62: wishes for all sounds', async ({ wx, createWx, call }) => {
    expect(await wx.setInnerAudioOption({ mixWithOther: false })).toEqual({
      errMsg: 'setInnerAudioOption:ok',
    })
    await call(wx.setInnerAudioOption, { obeyMuteSwitch: false }).success()
    const earpiece = await call(wx.setInnerAudioOption, { speakerOn: false }).failure()
    expect(earpiece.errMsg).toBe('setInnerAudioOption:fail unsupported: this host has no earpiece')
    const wrong = { mixWithOther: 1 as unknown as boolean }
    expect((await call(wx.setInnerAudioOption, wrong).failure()).errMsg).toBe(
      'setInnerAudioOption:fail parameter error: parameter.mixWithOther should be Boolean instead of Number;',
    )
    expect(createWx({ libVersion: '2.2.5' }).setInnerAudioOption).toBeUndefined()
  })

  test('J02 plays what is stored, packed and spelt out', async ({
    audio,
    server,
    wx,
    download,
  }) => {
    const { tempFilePath } = await download({ url: server.url(TONE) }).success()
    const { savedFilePath } = await wx.saveFile({ tempFilePath })
    const path = `${wx.env.USER_DATA_PATH}/tone.wav`
    const manager = wx.getFileSystemManager()
    manager.copyFileSync(savedFilePath, path)
    const data = `data:audio/wav;base64,${manager.readFileSync(path, 'base64') as string}`
    for (const src of [savedFilePath, path, data, 'sounds/tone.wav', '/sounds/tone.wav']) {
      const log = audio()
      await log.playing(src)
      expect(log.audio.src).toBe(src)
      expect(log.audio.duration, src).toBeCloseTo(src.includes('sounds/') ? 1 : 2, 2)
      log.audio.destroy()
    }
  })

  test('J02 plays MP3, as recorders make it', async ({ audio, host, wx }) => {
    await host.ready()
    const format = { name: 'mp3', sampleRate: 44_100, channels: 1, bitRate: 64_000 } as const
    const pieces: Uint8Array<ArrayBuffer>[] = []
    const encoder = await host.encoders.open(format, (piece) => void pieces.push(piece.slice()))
    await encoder.encode([toneSamples(1, format.sampleRate)])
    await encoder.finish()
    encoder.close()
    const path = `${wx.env.USER_DATA_PATH}/tone.mp3`
    wx.getFileSystemManager().writeFileSync(path, concatBytes(pieces).buffer)
    const log = audio()
    await log.playing(path)
    expect(log.audio.duration).toBeCloseTo(1, 0)
    expect(await log.next()).toBe('onEnded')
  })

  test('J08, J18: older base libraries have less', ({ wx, createWx }) => {
    const older = createWx({ libVersion: '1.8.0' })
    const sound = older.createInnerAudioContext()
    expect(sound).not.toHaveProperty('offPlay')
    expect(sound).not.toHaveProperty('volume')
    expect(older.canIUse('InnerAudioContext.volume')).toBe(false)
    expect(wx.canIUse('InnerAudioContext.volume')).toBe(true)
    expect(wx.canIUse('createInnerAudioContext.return.offPlay')).toBe(true)
    expect(createWx({ libVersion: '1.5.0' }).createInnerAudioContext).toBeUndefined()
  })

  test('J10 many come and go, and a host that ends takes them along', async ({
    audio,
    server,
    host,
    clock,
  }) => {
    for (let i = 0; i < 50; i += 1) {
      const { audio: sound } = audio()
      sound.src = server.url(TONE)
      sound.play()
      sound.destroy()
    }
    const log = audio()
    await log.playing(server.url(TONE))
    await host.dispose()
    await clock.sleep(600)
    expect(log.events).toEqual(['onCanplay', 'onPlay'])
    log.audio.play()
    expect(log.audio.paused).toBe(true)
  })
})
