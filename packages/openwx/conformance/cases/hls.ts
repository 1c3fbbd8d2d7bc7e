import { expect } from 'vitest'
import { conformance } from '../conformance.js'
import { playTrack } from '../audio-log.js'

/** Four pieces of one tone, of about one second each. */
const VOD = '/hls/vod.m3u8'
const VOD_SECONDS = 4.18

export default conformance('HLS', ({ test }) => {
  test('I13 media-audio 32: plays, seeks and comes to its end', async ({
    backgroundAudio,
    server,
  }) => {
    const log = backgroundAudio()
    log.audio.protocol = 'hls'
    await playTrack(log, server.url('/hls/stream'))
    expect(log.audio.duration).toBeCloseTo(VOD_SECONDS, 0)
    expect(await log.progress()).toBeGreaterThan(0)
    expect(log.audio.buffered).toBeGreaterThan(0)
    log.audio.seek(3.5)
    expect(await log.nextOnes(2)).toEqual(['onSeeking', 'onSeeked'])
    expect(log.audio.currentTime).toBeGreaterThanOrEqual(3.5)
    expect(await log.next()).toBe('onEnded')
    expect(log.audio.paused).toBe(true)
    expect(log.errors).toEqual([])
  })

  test('I13, J02: an address that ends in .m3u8 needs no word, and the first variant plays', async ({
    audio,
    backgroundAudio,
    server,
  }) => {
    const log = audio()
    await log.playing(server.url(`${VOD}?key=1#a`))
    expect(log.audio.duration).toBeCloseTo(VOD_SECONDS, 0)
    log.audio.pause()
    expect(await log.next()).toBe('onPause')
    const other = backgroundAudio()
    await playTrack(other, server.url('/hls/master.m3u8'))
    expect(other.audio.duration).toBeCloseTo(VOD_SECONDS, 0)
    other.audio.stop()
    expect(await other.next()).toBe('onStop')
  })

  test('I13: a playlist and a sound that have moved', async ({ audio, server }) => {
    const moved = [
      // What is named in a playlist is named from where that is now.
      ['/redirect/a.m3u8?to=../hls/vod.m3u8', VOD_SECONDS],
      ['/redirect?to=sounds/tone.wav%3Fseconds%3D2', 2],
    ] as const
    for (const [path, seconds] of moved) {
      const log = audio()
      await log.playing(server.url(path))
      expect(log.audio.duration, path).toBeCloseTo(seconds, 0)
      log.audio.destroy()
    }
  })

  test('I13 media-audio 32: a live stream has no length, and ends when its server says so', async ({
    backgroundAudio,
    server,
    host,
    call,
    wx,
  }) => {
    const log = backgroundAudio()
    log.audio.protocol = 'HLS'
    await playTrack(log, server.url('/hls/live.m3u8?segments=6'))
    expect(log.audio.duration).toBe(0)
    const at = await log.progress()
    log.audio.seek(0)
    await call(wx.seekBackgroundAudio, { position: 0 }).success()
    host.nowPlaying.press({ name: 'seek', position: 0 })
    expect(await log.progress()).toBeGreaterThan(at)
    log.audio.pause()
    expect(await log.next()).toBe('onPause')
    log.audio.seek(0)
    expect(log.audio.currentTime).toBeGreaterThan(at)
    log.audio.play()
    expect(await log.next()).toBe('onPlay')
    expect(log.audio.currentTime).not.toBeNaN()
    expect(await log.next()).toBe('onEnded')
    expect(log.errors).toEqual([])
  })

  test('I13: a live stream that is stopped asks for nothing more', async ({
    backgroundAudio,
    server,
    clock,
  }) => {
    const log = backgroundAudio()
    await playTrack(log, server.url('/hls/live.m3u8'))
    await log.progress()
    log.audio.stop()
    expect(await log.next()).toBe('onStop')
    const { length } = await server.seen()
    await clock.sleep(3000)
    expect(await server.seen()).toHaveLength(length)
  })

  test('I13: a playlist that does not say when to ask again is asked rarely', async ({
    backgroundAudio,
    server,
    clock,
  }) => {
    const log = backgroundAudio()
    log.audio.src = server.url('/hls/restless.m3u8')
    await log.next()
    await clock.sleep(2500)
    expect((await server.seen()).length).toBeLessThan(10)
  })

  test('I27: a piece that comes late is waited for', async ({ backgroundAudio, audio, server }) => {
    const log = backgroundAudio()
    await playTrack(log, server.url('/hls/held.m3u8'))
    expect(await log.next()).toBe('onWaiting')
    expect(log.audio).toMatchObject({ paused: false })
    expect(log.audio.currentTime).toBeGreaterThan(0.5)
    const inner = audio()
    inner.audio.src = server.url('/hls/held.m3u8')
    inner.audio.play()
    expect(await inner.nextOnes(3)).toEqual(['onCanplay', 'onPlay', 'onWaiting'])
    await server.release(2)
    expect(await log.next()).toBe('onEnded')
    expect(await inner.next()).toBe('onEnded')
  })

  test('I13: what a playlist leaves out is passed over', async ({ backgroundAudio, server }) => {
    const log = backgroundAudio()
    await playTrack(log, server.url('/hls/gap.m3u8'))
    for (;;) {
      const event = await log.next()
      if (event === 'onEnded') break
      expect(event).toBe('onWaiting')
    }
    expect(log.errors).toEqual([])
  })

  test('I13, I26, I28: a piece that is missing is an error once it is due', async ({
    backgroundAudio,
    server,
  }) => {
    const log = backgroundAudio()
    await playTrack(log, server.url('/hls/hole.m3u8'))
    let event = await log.next()
    if (event === 'onWaiting') event = await log.next()
    expect(event).toBe('onError 10002')
    expect(log.audio.paused).toBe(true)
    await playTrack(log, server.url(VOD))
  })

  test('I13, I26, I28: a playlist that is none', async ({ backgroundAudio, server }) => {
    const log = backgroundAudio()
    const wrong: readonly (readonly [string, string])[] = [
      [server.url('/hls/missing.m3u8'), 'onError 10003'],
      [server.url('/hls/broken.m3u8'), 'onError 10004'],
      [server.url('/hls/empty.m3u8'), 'onError 10004'],
      [server.refusedUrl.replace('/echo', '/a.m3u8'), 'onError 10002'],
    ]
    for (const [src, error] of wrong) {
      log.audio.src = src
      expect(await log.next(), src).toBe(error)
      expect(log.errors.at(-1)?.errMsg).toMatch(/^operateBackgroundAudio:fail \w/)
    }
  })
})
