import { afterAll, beforeAll, expect, it } from 'vitest'
import type { BackgroundAudioManager } from '../../src/api/audio/background-audio-manager.js'
import type { Host } from '../../src/ports/host.js'
import { ownPages, startLastingBrowser, type LastingBrowser } from './lasting-browser.js'

/** See media-session-page.js. */
declare const test: {
  readonly manager: BackgroundAudioManager
  readonly events: readonly string[]
  readonly host: Host
  readonly path: string
  readonly cover: string
  loudest(): number
  keys(): string[]
  press(action: string, details?: object): void
  shown(): {
    readonly playbackState: string
    readonly metadata: object | null
    readonly position: { readonly duration: number; readonly position: number } | undefined
  }
}

let browser: LastingBrowser

beforeAll(async () => {
  browser = await startLastingBrowser(ownPages)
})
afterAll(() => browser.close())

it('the browser’s panel shows the track and its keys work, until it is stopped', async () => {
  const page = await browser.open('/test/media-session.html')
  const shown = () => page.evaluate(() => test.shown())
  const keys = () => page.evaluate(() => test.keys())
  const events = () => page.evaluate(() => test.events)
  const loudest = () => page.evaluate(() => Math.round(test.loudest() / 20) * 20)
  expect(await shown()).toMatchObject({ playbackState: 'none', metadata: null })
  expect(await keys()).toEqual([])

  await page.evaluate(() => {
    Object.assign(test.manager, {
      title: 'Title',
      singer: 'Singer',
      epname: 'Album',
      coverImgUrl: test.cover,
      src: test.path,
    })
  })
  await expect.poll(events).toEqual(['onPlay'])
  await expect.poll(shown).toMatchObject({
    playbackState: 'playing',
    metadata: { title: 'Title', artist: 'Singer', album: 'Album', artwork: ['blob:'] },
    position: { duration: 40, playbackRate: 1 },
  })
  expect(await keys()).toEqual(['nexttrack', 'pause', 'play', 'previoustrack', 'seekto', 'stop'])
  await expect.poll(loudest).toBe(440)

  await page.evaluate(() => test.press('pause'))
  await expect.poll(events).toEqual(['onPlay', 'onPause'])
  expect(await shown()).toMatchObject({ playbackState: 'paused' })
  await expect.poll(loudest).toBe(0)

  await page.evaluate(() => {
    test.host.enterBackground()
    test.press('seekto', { seekTime: 20.5 })
    test.press('play')
    test.press('nexttrack')
    test.press('previoustrack')
  })
  await expect.poll(events).toHaveLength(6)
  expect((await events()).slice(2).sort()).toEqual(['onNext', 'onPlay', 'onPrev', 'onSeeked'])
  await expect.poll(loudest).toBe(880)
  expect((await shown()).position?.position).toBeGreaterThanOrEqual(20.5)

  await page.evaluate(() => {
    test.manager.title = 'Another'
    test.manager.coverImgUrl = ''
  })
  await expect.poll(shown).toMatchObject({ metadata: { title: 'Another', artwork: [] } })

  await page.evaluate(() => test.press('stop'))
  await expect.poll(events).toContain('onStop')
  expect(await shown()).toMatchObject({ playbackState: 'none', metadata: null })
  expect(await keys()).toEqual([])
  await page.close()
})

it('a host that is disposed of leaves the panel to others', async () => {
  const page = await browser.open('/test/media-session.html')
  await page.evaluate(() => {
    test.manager.title = 'Title'
    test.manager.src = test.path
  })
  await expect.poll(() => page.evaluate(() => test.keys().length)).toBe(6)
  await page.evaluate(() => test.host.dispose())
  expect(await page.evaluate(() => test.keys())).toEqual([])
  expect(await page.evaluate(() => test.shown())).toMatchObject({ metadata: null })
  await page.close()
})
