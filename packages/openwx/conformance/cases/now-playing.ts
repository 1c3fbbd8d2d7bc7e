import { expect } from 'vitest'
import { conformance } from '../conformance.js'

const TONE = '/sounds/tone.wav?seconds=2'

export default conformance('what the machine shows of a track', ({ test }) => {
  test('I08, I09, I10, I11, I12: its texts and its picture, also when they change', async ({
    backgroundAudio,
    server,
    host,
  }) => {
    const log = backgroundAudio()
    Object.assign(log.audio, {
      title: 'Title',
      epname: 'Album',
      singer: 'Singer',
      coverImgUrl: '/images/a.png',
      webUrl: 'https://h.test/song',
    })
    expect(host.nowPlaying.current).toBeUndefined()
    log.audio.src = server.url(TONE)
    expect(host.nowPlaying.current).toEqual({
      title: 'Title',
      album: 'Album',
      artist: 'Singer',
      artwork: '/images/a.png',
      webUrl: 'https://h.test/song',
      paused: false,
      position: 0,
      duration: 0,
      rate: 1,
    })
    await log.nextOnes(2)
    expect(host.nowPlaying.current?.duration).toBeCloseTo(2, 2)
    expect(await host.resolveUrl(host.nowPlaying.current?.artwork ?? '')).toBeTypeOf('string')
    log.audio.title = 'Another title'
    log.audio.playbackRate = 1.5
    expect(host.nowPlaying.current).toMatchObject({ title: 'Another title', rate: 1.5 })
    log.audio.pause()
    expect(await log.next()).toBe('onPause')
    expect(host.nowPlaying.current?.paused).toBe(true)
    log.audio.seek(1)
    await log.nextOnes(2)
    expect(host.nowPlaying.current?.position).toBe(1)
    log.audio.stop()
    expect(host.nowPlaying.current).toBeUndefined()
    expect(await log.next()).toBe('onStop')
  })

  test('H04, H05: those of the old functions', async ({ host, server, call, wx }) => {
    const options = {
      dataUrl: server.url(TONE),
      title: 'Title',
      coverImgUrl: 'https://h.test/a.png',
    }
    await call(wx.playBackgroundAudio, options).success()
    expect(host.nowPlaying.current).toMatchObject({
      title: 'Title',
      artwork: 'https://h.test/a.png',
      album: '',
      artist: '',
    })
    await call(wx.playBackgroundAudio, { dataUrl: `${options.dataUrl}&2` }).success()
    expect(host.nowPlaying.current).toMatchObject({ title: '', artwork: '' })
  })

  test('I14, I15, I16, I17, I24, I25: its keys', async ({ backgroundAudio, server, host }) => {
    const { nowPlaying } = host
    const log = backgroundAudio()
    nowPlaying.press({ name: 'play' })
    log.audio.src = server.url(TONE)
    expect(await log.nextOnes(2)).toEqual(['onCanplay', 'onPlay'])
    nowPlaying.press({ name: 'pause' })
    expect(await log.next()).toBe('onPause')
    nowPlaying.press({ name: 'play' })
    // What it shows is what its user has asked for, so that the next press means the other.
    expect(nowPlaying.current?.paused).toBe(false)
    expect(await log.next()).toBe('onPlay')
    nowPlaying.press({ name: 'seek', position: 1.5 })
    expect(await log.nextOnes(2)).toEqual(['onSeeking', 'onSeeked'])
    expect(log.audio.currentTime).toBeGreaterThanOrEqual(1.5)
    nowPlaying.press({ name: 'seek', position: NaN })
    nowPlaying.press({ name: 'seek', position: -5 })
    expect(await log.nextOnes(2)).toEqual(['onSeeking', 'onSeeked'])
    expect(log.audio.currentTime).toBeGreaterThanOrEqual(0)
    nowPlaying.press({ name: 'previous' })
    expect(await log.next()).toBe('onPrev')
    nowPlaying.press({ name: 'next' })
    expect(await log.next()).toBe('onNext')
    nowPlaying.press({ name: 'stop' })
    expect(await log.next()).toBe('onStop')
    nowPlaying.press({ name: 'play' })
    nowPlaying.press({ name: 'next' })
    expect(log.errors).toEqual([])
    expect(log.events.filter((event) => event === 'onPlay')).toHaveLength(2)
  })

  test('I14 the play key works where the program may not', async ({
    backgroundAudio,
    createWx,
    server,
    host,
  }) => {
    const log = backgroundAudio(createWx({ requiredBackgroundModes: ['audio'] }))
    log.audio.src = server.url(TONE)
    await log.nextOnes(2)
    host.enterBackground()
    host.nowPlaying.press({ name: 'pause' })
    expect(await log.next()).toBe('onPause')
    log.audio.play()
    expect(await log.next()).toBe('onError -1')
    host.nowPlaying.press({ name: 'play' })
    expect(await log.next()).toBe('onPlay')
  })

  test('I08 what went wrong is not shown, and its end is', async ({
    backgroundAudio,
    server,
    host,
  }) => {
    const changes: (boolean | undefined)[] = []
    const forget = host.nowPlaying.onChange((current) => changes.push(current?.paused))
    const log = backgroundAudio()
    log.audio.src = server.url('/sounds/missing.wav')
    expect(await log.next()).toBe('onError 10003')
    expect(host.nowPlaying.current).toBeUndefined()
    log.audio.src = server.url('/sounds/tone.wav?seconds=0.5')
    expect(await log.nextOnes(3)).toEqual(['onCanplay', 'onPlay', 'onEnded'])
    expect(host.nowPlaying.current?.paused).toBe(true)
    expect(changes[0]).toBe(false)
    expect(changes[1]).toBeUndefined()
    forget()
    const heard = changes.length
    log.audio.stop()
    expect(host.nowPlaying.current).toBeUndefined()
    expect(changes).toHaveLength(heard)
  })
})
