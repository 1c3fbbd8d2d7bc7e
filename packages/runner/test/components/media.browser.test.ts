import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Frame, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openProgram } from '../open-program.js'
import type { OpenProgram } from '../open-program.js'

type Progress = { currentTime: number; duration: number }
type Context = { play(): void; pause(): void; stop(): void; seek(position: number): void } & Record<
  string,
  (argument?: unknown) => void
>
/** What the tests read in the frame of the program. */
type Global = {
  openwx: {
    wx: {
      createAudioContext(id: string): Context
      createVideoContext(id: string): Context
      navigateTo(options: { url: string }): Promise<unknown>
      navigateBack(): Promise<unknown>
    }
    host: { enterBackground(): void; enterForeground(): void }
    getCurrentPages(): { setData(data: object): void }[]
  }
  /** Sounds that the page has made, in their order. */
  sounds: HTMLAudioElement[]
}

let program: OpenProgram
let page: Page
let frame: Frame

const folder = new URL('../fixtures/components/', import.meta.url)
/** Has the files of the program's package, too. */
const files = createServer((request, response) => {
  response.setHeader(
    'Content-Type',
    request.url?.endsWith('.wav') === true ? 'audio/wav' : 'video/webm',
  )
  response.end(readFileSync(new URL(`.${request.url}`, folder)))
})
let server: string

beforeAll(async () => {
  await new Promise<void>((resolve) => files.listen(0, '127.0.0.1', resolve))
  server = `http://127.0.0.1:${(files.address() as AddressInfo).port}`
  program = await openProgram(
    folder,
    {
      viewport: { width: 390, height: 780 },
      locale: 'en-US',
      // A user who has touched every page.
      chromium: ['--autoplay-policy=no-user-gesture-required'],
    },
    ...['--allow', server],
  )
  page = program.page
  await page.addInitScript(() => {
    const sounds: HTMLAudioElement[] = []
    const Original = window.Audio
    window.Audio = class extends Original {
      constructor(src?: string) {
        super(src)
        sounds.push(this)
      }
    }
    Object.assign(window, { sounds })
  })
})
afterAll(async () => {
  await program.close()
  files.closeAllConnections()
  files.close()
})

const open = async (route: string) => {
  frame = await program.open(route)
}
const at = (selector: string): Locator =>
  frame.locator(`wx-page ${selector}`).locator('visible=true')
const lines = () => frame.locator('wx-page:visible .heard').allTextContents()
/** What a handler of the page on top heard, as `id.type`, with its details. */
const heard = async (event: string) =>
  (await lines())
    .filter((line) => line.startsWith(`${event} `))
    .map((line): unknown => JSON.parse(line.slice(event.length + 1)))
const times = async (id: string) =>
  ((await heard(`${id}.timeupdate`)) as Progress[]).map(({ currentTime }) => currentTime)
/** The other events of one element, in their order. */
const events = async (id: string) =>
  (await lines())
    .filter((line) => line.startsWith(`${id}.`))
    .map((line) => line.slice(id.length + 1).split(' ')[0])
    .filter((type) => type !== 'timeupdate' && type !== 'progress')
/* eslint-disable vitest/valid-expect -- the caller adds the matcher */
const expectHeard = (event: string) => expect.poll(() => heard(event))
const expectEvents = (id: string) => expect.poll(() => events(id))
const expectTime = (id: string) => expect.poll(async () => (await times(id)).at(-1) ?? 0)
/* eslint-enable vitest/valid-expect */

type Command = readonly [method: string, argument?: unknown]
/** Tells an element through a context of the page on top, as the program would. */
const tell = (tag: 'Audio' | 'Video', id: string, ...commands: Command[]) =>
  frame.evaluate(
    ([name, element, told]) => {
      const context = (globalThis as unknown as Global).openwx.wx[`create${name}Context`](element)
      for (const [method, argument] of told) context[method]?.(argument)
    },
    [tag, id, commands] as const,
  )
const move = (to: 'Background' | 'Foreground') =>
  frame.evaluate((name) => (globalThis as unknown as Global).openwx.host[`enter${name}`](), to)
const navigate = (url: string) =>
  frame.evaluate((to) => (globalThis as unknown as Global).openwx.wx.navigateTo({ url: to }), url)
/** Sounds that have something to play, and whether each does. */
const sounding = () =>
  frame.evaluate(() =>
    (globalThis as unknown as Global).sounds
      .filter((sound) => sound.hasAttribute('src'))
      .map(({ paused }) => !paused),
  )

describe('audio', () => {
  beforeEach(() => open('pages/media/media'))

  it('shows its card only with controls, and has names for what has none', async () => {
    const unseen = frame.locator('#plain').first()
    expect(await unseen.evaluate((host) => getComputedStyle(host).display)).toBe('none')
    const nameless = at('#nameless')
    await nameless.getByText('未知音频').waitFor()
    await nameless.getByText('未知作者').waitFor()
    const card = frame.getByRole('group', { name: 'A tone of 440 Hz' })
    expect(await card.innerText()).toMatch(/00:00\s+A tone of 440 Hz\s+A fork/)
    await expect
      .poll(() => card.locator('img').evaluate((img: HTMLImageElement) => img.naturalWidth))
      .toBe(120)
  })
  it('plays and pauses by its button, and shows how far it is', async () => {
    const card = frame.getByRole('group', { name: 'A tone of 440 Hz' })
    await card.getByRole('button', { name: 'Play' }).click()
    await expectHeard('card.play').toHaveLength(1)
    await expectTime('card').toBeGreaterThan(0)
    expect(await sounding()).toContain(true)
    await card.getByRole('button', { name: 'Pause' }).click()
    await expectHeard('card.pause').toHaveLength(1)
    expect(await sounding()).not.toContain(true)
    await card.getByRole('button', { name: 'Play' }).press('Enter')
    await expectHeard('card.ended').toHaveLength(1)
    await card.getByRole('button', { name: 'Play' }).waitFor()
    await card.getByText('00:02').waitFor()
    const passed = await times('card')
    expect([...passed].sort((a, b) => a - b)).toEqual(passed)
    expect(passed.at(-1)).toBeCloseTo(2, 1)
    expect(await events('card')).toEqual(['play', 'pause', 'play', 'ended'])
  })
  it('obeys its context, in its component or page', async () => {
    await tell('Audio', 'plain', ['seek', 1], ['play'])
    await expectTime('plain').toBeGreaterThan(1)
    await tell('Audio', 'plain', ['pause'])
    await expectEvents('plain').toEqual(['play', 'pause'])
    expect(Math.min(...(await times('plain')))).toBeGreaterThanOrEqual(1)
    expect(await heard('own.played')).toEqual([])
    await at('#play-inside').click()
    await expectHeard('own.played').toHaveLength(1)
    expect(await events('plain')).toEqual(['play', 'pause'])
    await tell('Audio', 'plain', ['setSrc', '../../sounds/none.wav'])
    await expectHeard('plain.error').toEqual([{ errMsg: 4 }])
    await tell('Audio', 'plain', ['setSrc', '../../sounds/tone.wav'], ['play'])
    await expectEvents('plain').toEqual(['play', 'pause', 'error', 'play'])
  })
  it('goes round with loop, and is cut off by another src', async () => {
    const set = (data: object) =>
      frame.evaluate((changed) => {
        ;(globalThis as unknown as Global).openwx.getCurrentPages()[0]?.setData(changed)
      }, data)
    await set({ loop: true })
    await tell('Audio', 'card', ['seek', 1.5], ['play'])
    await expect.poll(async () => Math.min(...(await times('card')))).toBeLessThan(1.5)
    expect(await events('card')).toEqual(['play'])
    await tell('Audio', 'plain', ['play'])
    await expectHeard('plain.play').toHaveLength(1)
    expect((await sounding()).filter(Boolean)).toEqual([true, true])
    await set({ src: '/sounds/tone.wav' })
    expect((await sounding()).filter(Boolean)).toEqual([true])
  })
  it('hears what was said before it was there', async () => {
    await at('#prepare').click()
    await expectHeard('late.play').toHaveLength(1)
    await expectTime('late').toBeGreaterThan(1)
    expect(Math.min(...(await times('late')))).toBeGreaterThanOrEqual(1)
  })
  it('is that of the page whose function names it', async () => {
    await navigate('/pages/media/media?play=1')
    await expect.poll(() => frame.locator('wx-page').count()).toBe(2)
    await expectHeard('plain.play').toHaveLength(1)
    await frame.evaluate(() => (globalThis as unknown as Global).openwx.wx.navigateBack())
    await expect.poll(() => frame.locator('wx-page').count()).toBe(1)
    expect(await heard('plain.play')).toEqual([])
    // What it loads into goes with the page.
    expect(await sounding()).not.toContain(true)
    await tell('Audio', 'plain', ['play'])
    await expectHeard('plain.play').toHaveLength(1)
  })
  it('tells of what is missing', async () => {
    await expectHeard('missing.error').toEqual([{ errMsg: 4 }])
  })
  it('plays files of every space, of the network and of a data URL, and no file that has moved', async () => {
    await open(`pages/media/media?server=${encodeURIComponent(`${server}/sounds/tone.wav`)}`)
    await at('#keep').click()
    await expectHeard('moved.error').toEqual([{ errMsg: 4 }])
    for (const kind of ['user', 'temp', 'saved', 'data', 'network']) {
      await tell('Audio', kind, ['play'])
      await expectHeard(`${kind}.play`).toHaveLength(1)
    }
  })
  it('is silent once it is removed', async () => {
    await tell('Audio', 'plain', ['play'])
    await expectTime('plain').toBeGreaterThan(0)
    const before = await frame.evaluate(() => (globalThis as unknown as Global).sounds.length)
    expect(await sounding()).toContain(true)
    await at('#remove').click()
    await expect.poll(() => frame.locator('#plain').count()).toBe(1)
    expect(await sounding()).not.toContain(true)
    const known = await lines()
    await tell('Audio', 'plain', ['play'])
    // Another one passes the time.
    await tell('Audio', 'card', ['play'])
    await expectHeard('card.ended').toHaveLength(1)
    expect((await lines()).filter((line) => line.startsWith('plain.'))).toEqual(
      known.filter((line) => line.startsWith('plain.')),
    )
    expect(await frame.evaluate(() => (globalThis as unknown as Global).sounds.length)).toBe(before)
  })
  it('pauses out of sight, and does not go on by itself', async () => {
    await tell('Audio', 'plain', ['play'])
    await expectHeard('plain.play').toHaveLength(1)
    await move('Background')
    await expectEvents('plain').toEqual(['play', 'pause'])
    await tell('Audio', 'plain', ['play'])
    await move('Foreground')
    await tell('Audio', 'card', ['play'])
    await expectHeard('card.ended').toHaveLength(1)
    expect(await events('plain')).toEqual(['play', 'pause'])
  })
})

describe('video', () => {
  beforeEach(() => open('pages/video/video'))

  const picture = (id: string) => frame.locator(`#${id} video`)
  const isPaused = (id: string) => picture(id).evaluate((video: HTMLVideoElement) => video.paused)

  it('tells its size, and plays from beginning to end', async () => {
    const loaded = [{ width: 160, height: 90, duration: expect.closeTo(2, 1) as unknown }]
    await expectHeard('plain.loadedmetadata').toEqual(loaded)
    await at('#plain').getByRole('button', { name: 'Play' }).click()
    await expectEvents('plain').toEqual(['loadedmetadata', 'play', 'ended'])
    const passed = await times('plain')
    expect(passed.at(-1)).toBeCloseTo(2, 1)
    expect([...passed].sort((a, b) => a - b)).toEqual(passed)
    const { duration } = ((await heard('plain.timeupdate')) as Progress[])[0] ?? {}
    expect(duration).toBeCloseTo(2, 1)
    await expect
      .poll(async () => ((await heard('plain.progress')) as { buffered: number }[]).at(-1))
      .toEqual({ buffered: 100 })
  })
  it('looks as its attributes say, and has its children over it', async () => {
    expect(await at('#plain').boundingBox()).toMatchObject({ width: 300, height: 225 })
    const looks = (id: string) =>
      picture(id).evaluate((video: HTMLVideoElement) => ({
        fit: getComputedStyle(video).objectFit,
        poster: video.poster.replace(/^.*\/images/, '/images'),
        isQuiet: video.muted,
        controls: video.controls,
      }))
    await expect
      .poll(() => looks('plain'))
      .toEqual({ fit: 'cover', poster: '/images/photo.png', isQuiet: false, controls: false })
    expect(await looks('bare')).toEqual({
      fit: 'contain',
      poster: '',
      isQuiet: true,
      controls: false,
    })
    expect(await at('#bare button').count()).toBe(0)
    await at('#plain').getByText('over it').waitFor()
    await tell('Video', 'plain', ['play'])
    await expect.poll(async () => (await looks('plain')).controls).toBe(true)
    expect(await at('#plain button').count()).toBe(0)
  })
  it('begins by itself where it is to, and goes round', async () => {
    await expectHeard('bare.play').not.toEqual([])
    await expect
      .poll(async () => {
        const passed = await times('bare')
        return passed.some((time, i) => time < (passed[i - 1] ?? 0))
      })
      .toBe(true)
    expect((await times('bare'))[0]).toBeGreaterThanOrEqual(1.5)
    expect(await heard('bare.ended')).toEqual([])
  })
  it('obeys its context', async () => {
    await tell('Video', 'plain', ['seek', 1], ['playbackRate', 0.5], ['play'])
    await expectTime('plain').toBeGreaterThan(1)
    expect(await picture('plain').evaluate((video: HTMLVideoElement) => video.playbackRate)).toBe(
      0.5,
    )
    expect(Math.min(...(await times('plain')))).toBeGreaterThanOrEqual(1)
    await tell('Video', 'plain', ['pause'])
    await expectHeard('plain.pause').toHaveLength(1)
    await tell('Video', 'plain', ['play'], ['stop'])
    await expectTime('plain').toBe(0)
    expect(await isPaused('plain')).toBe(true)
  })
  it('waits with another source until it is played', async () => {
    await tell('Video', 'plain', ['playbackRate', 0.5], ['play'])
    await expectHeard('plain.play').toHaveLength(1)
    await at('#change').click()
    await expectHeard('plain.loadedmetadata').toHaveLength(2)
    expect(await isPaused('plain')).toBe(true)
    await at('#plain').getByRole('button', { name: 'Play' }).waitFor()
    await tell('Video', 'plain', ['play'])
    await expectHeard('plain.play').toHaveLength(2)
  })
  it('fills the screen', async () => {
    await at('#full').click()
    await expectHeard('plain.fullscreenchange').toEqual([
      { fullScreen: true, direction: 'horizontal' },
    ])
    expect(await frame.evaluate(() => document.fullscreenElement?.id)).toBe('plain')
    await tell('Video', 'plain', ['exitFullScreen'])
    await expectHeard('plain.fullscreenchange').toHaveLength(2)
    expect((await heard('plain.fullscreenchange'))[1]).toEqual({
      fullScreen: false,
      direction: 'vertical',
    })
  })
  it('tells of what is missing or no video', async () => {
    const failure = [{ errMsg: 'MEDIA_ERR_SRC_NOT_SUPPORTED' }]
    await expectHeard('missing.error').toEqual(failure)
    await expectHeard('broken.error').toEqual(failure)
  })
  it('shows files of every space and of the network, and no file that has moved', async () => {
    await open(`pages/video/video?server=${encodeURIComponent(`${server}/videos/clip.webm`)}`)
    await at('#keep').click()
    for (const kind of ['user', 'temp', 'saved', 'network']) {
      await expectHeard(`${kind}.loadedmetadata`).toHaveLength(1)
    }
    await expectHeard('moved.error').toHaveLength(1)
  })
  it('pauses out of sight, and under another page', async () => {
    await tell('Video', 'plain', ['playbackRate', 0.5], ['play'])
    await expectHeard('plain.play').toHaveLength(1)
    await move('Background')
    await expectHeard('plain.pause').toHaveLength(1)
    expect(await isPaused('bare')).toBe(true)
    await tell('Video', 'plain', ['play'])
    await move('Foreground')
    expect(await isPaused('plain')).toBe(true)
    await tell('Video', 'plain', ['seek', 0], ['play'])
    await expectHeard('plain.play').toHaveLength(2)
    await navigate('/pages/view/view')
    // At its end it would be silent, too.
    const state = () =>
      picture('plain').evaluate(({ paused, ended }: HTMLVideoElement) => ({ paused, ended }))
    await expect.poll(state).toEqual({ paused: true, ended: false })
  })
  it('frees what it holds once it is removed', async () => {
    await tell('Video', 'plain', ['playbackRate', 0.5], ['play'])
    await expectHeard('plain.play').toHaveLength(1)
    const removed = await picture('plain').elementHandle()
    await at('#remove').click()
    await expect.poll(() => frame.locator('#plain').count()).toBe(0)
    const state = () =>
      removed.evaluate((video) => {
        const { paused, networkState } = video as HTMLMediaElement
        return { paused, isEmpty: networkState === HTMLMediaElement.NETWORK_EMPTY }
      })
    // It looks for another source before it knows that there is none.
    await expect.poll(state).toEqual({ paused: true, isEmpty: true })
  })
})
