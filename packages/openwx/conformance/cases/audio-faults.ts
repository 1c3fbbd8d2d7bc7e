import { expect } from 'vitest'
import type { InnerAudioContext } from '../../src/api/audio/create-inner-audio-context.js'
import type { AudioLog } from '../audio-log.js'
import type { Bench } from '../bench.js'
import { conformance } from '../conformance.js'

const TONE = '/sounds/tone.wav?seconds=1'

const EVENTS = [
  'Canplay',
  'Play',
  'Pause',
  'Stop',
  'Ended',
  'TimeUpdate',
  'Seeking',
  'Seeked',
  'Error',
] as const

/** Everything that is told up to the first error. */
const untilError = async (log: AudioLog) => {
  const told: string[] = []
  while (!told.at(-1)?.startsWith('onError')) told.push(await log.next())
  return told
}

/** Makes every event happen to each of them. */
const liveThrough = async ({ server, clock, host }: Bench, logs: readonly AudioLog[]) => {
  const all = async (act: (audio: InnerAudioContext) => void, thenMs: number) => {
    for (const { audio } of logs) act(audio)
    await clock.sleep(thenMs)
  }
  await all((audio) => (audio.src = server.url('/sounds/missing.wav')), 300)
  await all((audio) => {
    audio.src = server.url(TONE)
    audio.play()
  }, 500)
  await all((audio) => audio.seek(0.1), 200)
  await all((audio) => {
    audio.pause()
    audio.play()
  }, 200)
  await all((audio) => {
    audio.stop()
    audio.seek(0.8)
    audio.play()
  }, 1000)
  host.enterBackground()
  host.enterForeground()
}

export default conformance('sounds and their misfortunes', ({ test }) => {
  test('J09: a server that stops says nothing for ever', async ({ audio, createWx, server }) => {
    const wx = createWx({ networkTimeout: { downloadFile: 700 } })
    const silent = audio(wx)
    silent.audio.src = server.url('/stall?type=audio/wav')
    silent.audio.play()
    expect(await untilError(silent)).toEqual(['onError 10002'])
    const log = audio(wx)
    log.audio.src = server.url('/sounds/stalled.wav')
    log.audio.play()
    const told = await untilError(log)
    expect(told.at(-1)).toBe('onError 10002')
    expect(log.audio.paused).toBe(true)
    // A page plays what has come.
    if (told.length > 1) expect(told).toEqual(['onCanplay', 'onPlay', 'onWaiting', 'onError 10002'])
    await log.playing(server.url(TONE))
    silent.audio.destroy()
  })

  test('J09: what takes its time is no failure', async ({ audio, createWx, server, clock }) => {
    const log = audio(createWx({ networkTimeout: { downloadFile: 300 } }))
    await log.loaded(server.url('/sounds/tone.wav?seconds=2'))
    await clock.sleep(600)
    log.audio.play()
    await log.progress()
    log.audio.pause()
    await clock.sleep(600)
    log.audio.play()
    await clock.sleep(600)
    expect(log.errors).toEqual([])
    log.audio.stop()
  })

  test('J09: a server that breaks off', async ({ audio, server }) => {
    const log = audio()
    log.audio.src = server.url('/sounds/cut.wav')
    log.audio.play()
    const told = await untilError(log)
    expect(told.at(-1)).toBe('onError 10002')
    expect(log.audio.paused).toBe(true)
    await log.playing(server.url(TONE))
  })

  test('J07, J10: destroyed in any of its events, it tells nothing more', async (bench) => {
    const doomed = EVENTS.map((name) => {
      const log = bench.audio()
      const life = { name, log, told: 0 }
      log.audio[`on${name}`](() => {
        log.audio.destroy()
        life.told = log.events.length
      })
      return life
    })
    await liveThrough(
      bench,
      doomed.map(({ log }) => log),
    )
    for (const { name, log, told } of doomed) {
      expect(told, name).toBeGreaterThan(0)
      expect(log.events, name).toHaveLength(told)
      expect(log.audio, name).toMatchObject({ paused: true, duration: 0 })
    }
  })

  test('J07: a hundred changes of mind', async ({ audio, server, clock }) => {
    const log = audio()
    await log.loaded(server.url('/sounds/tone.wav?seconds=5'))
    for (let i = 0; i < 100; i += 1) {
      log.audio.play()
      log.audio.pause()
      if (i % 10 === 0) await clock.sleep(5)
    }
    log.audio.play()
    await log.progress()
    log.audio.pause()
    await clock.sleep(300)
    const told = log.events.filter((event) => event === 'onPlay' || event === 'onPause')
    expect(told.length).toBeGreaterThanOrEqual(2)
    expect(told).toEqual(told.map((_, i) => (i % 2 === 0 ? 'onPlay' : 'onPause')))
    expect(told.length % 2).toBe(0)
    expect(log.audio.paused).toBe(true)
    expect(log.errors).toEqual([])
  })
})
