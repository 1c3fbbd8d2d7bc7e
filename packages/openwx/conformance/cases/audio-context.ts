import { expect } from 'vitest'
import type { AudioContext } from '../../src/api/media-element/create-audio-context.js'
import { createMediaElements } from '../../src/api/media-element/media-elements.js'
import { conformance } from '../conformance.js'
import { openStage } from '../element-log.js'

/** Two seconds of a tone, by path of the fixture server. */
const TONE = '/sounds/tone.wav?seconds=2'

export default conformance('createAudioContext', ({ test }) => {
  test('J11 media-audio 64: an id is a String, and an unknown one waits', async ({
    wx,
    createWx,
    clock,
  }) => {
    const wrong = (id: unknown) => () => wx.createAudioContext(id as string)
    expect(wrong(5)).toThrow('audioId should be a String')
    expect(wrong(undefined)).toThrow('audioId should be a String')
    expect(() => wx.createVideoContext(null as unknown as string)).toThrow(
      'videoId should be a String',
    )
    const noPage = createWx({
      mediaElements: createMediaElements({ currentOwner: () => undefined }),
    })
    for (const program of [wx, noPage]) {
      const unknown = program.createAudioContext('unknown')
      for (const method of ['play', 'pause'] as const) {
        const tell: () => unknown = unknown[method]
        expect(tell()).toBeUndefined()
      }
      unknown.setSrc('/sounds/tone.wav')
      unknown.seek(1)
    }
    await clock.sleep(0)
  })

  test('J11 media-audio 64: what was said before the element is there reaches it', async (bench) => {
    const { wx, page, insert } = openStage(bench)
    const component = {}
    const [context, within] = [wx.createAudioContext('a'), wx.createAudioContext('a', component)]
    context.setSrc('/sounds/missing.wav')
    context.setSrc(bench.server.url(TONE))
    context.seek(1)
    context.play()
    within.setSrc('/sounds/tone.wav')
    const other = insert('b')
    const log = insert('a')
    expect(log.audio.src).toBe(bench.server.url(TONE))
    expect(await log.next()).toBe('play')
    expect((await log.nextProgress()).currentTime).toBeGreaterThanOrEqual(1)
    expect(other.audio.src).toBe('')

    const inside = insert('a', '', component)
    expect(inside.audio.src).toBe('/sounds/tone.wav')
    within.play()
    expect(await inside.next()).toBe('play')
    // Told once, and to one.
    const again = insert('a', '', page)
    expect(again.audio.src).toBe('')
  })

  test('J11 media-audio 64: only so much waits', (bench) => {
    const { wx, insert } = openStage(bench)
    const context = wx.createAudioContext('a')
    context.setSrc('/sounds/first.wav')
    for (let i = 0; i < 1000; i += 1) context.pause()
    expect(insert('a').audio.src).toBe('')
  })

  test('J11 media-audio 64: the page that is current is that of the call', (bench) => {
    const pages: object[] = []
    const mediaElements = createMediaElements({ currentOwner: () => pages.at(-1) })
    const wx = bench.createWx({ mediaElements })
    const early = wx.createAudioContext('a')
    pages.push({}, {})
    const [below, top] = pages as [object, object]
    const heard: string[] = []
    const insert = (owner: object, name: string) =>
      mediaElements.insert(owner, {
        tag: 'audio',
        id: 'a',
        command: (method, args) => heard.push(`${name} ${method} ${args.join()}`),
      })
    insert(below, 'below')
    const remove = insert(top, 'top')
    mediaElements.insert(top, { tag: 'video', id: 'a', command: () => heard.push('video') })
    early.seek(1)
    const own = wx.createAudioContext('a')
    pages.pop()
    own.pause()
    wx.createAudioContext('a').pause()
    remove()
    own.pause()
    wx.createVideoContext('a', top).stop()
    expect(heard).toEqual(['top seek 1', 'top pause ', 'below pause ', 'video'])
  })

  test('J11 media-audio 65: a source, plays, pauses and seeks', async (bench) => {
    const { wx, insert } = openStage(bench)
    const log = insert('a')
    const context = wx.createAudioContext('a')
    context.setSrc(bench.server.url(TONE))
    expect(log.audio.paused).toBe(true)
    context.play()
    expect(await log.next()).toBe('play')
    const { currentTime } = await log.nextProgress()
    context.pause()
    expect(await log.next()).toBe('pause')
    context.seek(1.5)
    expect((await log.nextProgress()).currentTime).toBeCloseTo(1.5, 3)
    expect(log.audio).toMatchObject({ paused: true })
    context.seek(NaN)
    context.play()
    expect(await log.next()).toBe('play')
    expect((await log.nextProgress()).currentTime).toBeGreaterThan(Math.max(1.5, currentTime))
    expect(log.events).toEqual(['play', 'pause', 'play'])
  })

  test('J11 media-audio 65: before it is loaded, a seek is where it begins', async (bench) => {
    const { wx, insert } = openStage(bench)
    const log = insert('a', bench.server.url(TONE))
    const context = wx.createAudioContext('a')
    context.seek(1.4)
    context.play()
    expect(await log.next()).toBe('play')
    await log.nextProgress()
    expect(Math.min(...log.progress.map(({ currentTime }) => currentTime))).toBeGreaterThanOrEqual(
      1.4,
    )
  })

  test('J11 media-audio 65: another source is silent until it is played', async (bench) => {
    const { wx, insert } = openStage(bench)
    const log = insert('a', bench.server.url(TONE))
    const context = wx.createAudioContext('a')
    context.play()
    expect(await log.next()).toBe('play')
    context.setSrc('/sounds/tone.wav')
    expect(log.audio).toMatchObject({ src: '/sounds/tone.wav', paused: true, currentTime: 0 })
    await bench.clock.sleep(600)
    expect(log.events).toEqual(['play'])
    context.play()
    expect(await log.next()).toBe('play')
    expect((await log.nextProgress()).duration).toBeCloseTo(1, 2)
  })

  test('J11 media-audio 66: progress from beginning to end, and round without one', async (bench) => {
    const { wx, insert } = openStage(bench)
    const log = insert('a', '/sounds/tone.wav')
    const context = wx.createAudioContext('a')
    context.play()
    expect([await log.next(), await log.next()]).toEqual(['play', 'ended'])
    const times = log.progress.map(({ currentTime }) => currentTime)
    expect(times.length).toBeGreaterThanOrEqual(2)
    expect([...times].sort((a, b) => a - b)).toEqual(times)
    expect(times.at(-1)).toBeCloseTo(1, 2)
    for (const { duration } of log.progress) expect(duration).toBeCloseTo(1, 2)

    log.audio.src = bench.server.url('/sounds/tone.wav?seconds=0.5')
    log.audio.loop = true
    context.play()
    expect(await log.next()).toBe('play')
    await bench.clock.sleep(900)
    expect(log.events).toEqual(['play', 'ended', 'play'])
    log.audio.loop = false
    expect(await log.next()).toBe('ended')
  })

  test('J11 media-audio 67: what is wrong, in the numbers of a MediaError', async (bench) => {
    const { wx, insert } = openStage(bench)
    const log = insert('a')
    const context = wx.createAudioContext('a')
    context.play()
    expect(await log.next()).toBe('error 4')
    const wrong: readonly (readonly [string, string])[] = [
      [bench.server.refusedUrl, 'error 2'],
      [bench.server.url('/sounds/missing.wav'), 'error 4'],
      ['/sounds/missing.wav', 'error 4'],
      ['wxfile://tmp_missing.wav', 'error 4'],
      ['ftp://h.test/tone.wav', 'error 4'],
      [bench.server.url('/sounds/broken.wav'), 'error 4'],
    ]
    for (const [src, error] of wrong) {
      context.setSrc(src)
      expect(await log.next(), src).toBe(error)
    }
    expect(log.events).toHaveLength(1 + wrong.length)
    context.setSrc('/sounds/tone.wav')
    context.play()
    expect(await log.next()).toBe('play')
  })

  test('J11 media-audio 67: a command that there is not', async (bench) => {
    const { insert } = openStage(bench)
    const log = insert('a', '/sounds/tone.wav')
    log.audio.command('stop', [])
    expect(await log.next()).toBe('error stop is not an action')
    log.audio.command('toString', [])
    expect(await log.next()).toBe('error toString is not an action')
  })

  test('J11 out of sight it pauses, and does not play', async (bench) => {
    const { wx, insert } = openStage(bench)
    const log = insert('a', bench.server.url(TONE))
    const [context, late] = [wx.createAudioContext('a'), wx.createAudioContext('late')]
    context.play()
    expect(await log.next()).toBe('play')
    bench.host.enterBackground()
    expect(await log.next()).toBe('pause')
    context.play()
    log.audio.command('play', [])
    late.play()
    bench.host.enterForeground()
    const lateLog = insert('late', '/sounds/tone.wav')
    await bench.clock.sleep(600)
    expect([log.audio.paused, lateLog.audio.paused]).toEqual([true, true])
    const hangUp = bench.host.interrupt()
    context.play()
    hangUp()
    await bench.clock.sleep(300)
    expect(log.events).toEqual(['play', 'pause'])
    context.play()
    expect(await log.next()).toBe('play')
    expect(lateLog.events).toEqual([])
  })

  test('J11 out of its page it is silent for good', async (bench) => {
    const { wx, insert } = openStage(bench)
    const log = insert('a', bench.server.url(TONE))
    const other = insert('b', bench.server.url(TONE))
    const context = wx.createAudioContext('a')
    context.play()
    wx.createAudioContext('b').play()
    expect([await log.next(), await other.next()]).toEqual(['play', 'play'])
    const heard = log.progress.length
    log.remove()
    log.audio.src = '/sounds/tone.wav'
    for (const command of ['play', 'pause', 'unknown']) log.audio.command(command, [])
    context.play()
    // The other one goes on meanwhile.
    for (let i = 0; i < 3; i += 1) await other.nextProgress()
    expect(log.events).toEqual(['play'])
    expect(log.progress).toHaveLength(heard)
    expect(log.audio).toMatchObject({ paused: true, currentTime: 0 })
    log.remove()
  })

  test('J11, J18: canIUse, and what older base libraries are without', ({ wx, createWx }) => {
    for (const name of [
      'createAudioContext',
      'AudioContext.setSrc',
      'createVideoContext.return.stop',
    ])
      expect(wx.canIUse(name), name).toBe(true)
    expect(wx.canIUse('AudioContext.stop')).toBe(false)
    // Nothing shows them, and so nobody is told that something would.
    expect(wx.canIUse('VideoContext.sendDanmu')).toBe(false)
    expect(wx.createVideoContext('v')).not.toHaveProperty('sendDanmu')
    const older = createWx({ libVersion: '1.1.1' })
    expect(Object.keys(older.createAudioContext('a')).sort()).toEqual([
      'pause',
      'play',
      'seek',
      'setSrc',
    ] satisfies (keyof AudioContext)[])
    expect(Object.keys(older.createVideoContext('v')).sort()).toEqual(['pause', 'play', 'seek'])
    expect(older.canIUse('VideoContext.stop')).toBe(false)
  })
})
