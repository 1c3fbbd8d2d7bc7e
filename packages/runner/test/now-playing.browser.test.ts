import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { openProgram, type OpenProgram } from './open-program.js'

const SAMPLE_RATE = 8000
/** Nobody comes to its second half by waiting. */
const SECONDS = 300

/** Silence would do as well: nobody listens. */
const wav = () => {
  const file = Buffer.alloc(44 + SAMPLE_RATE * SECONDS, 128)
  file.write('RIFF')
  file.writeUInt32LE(file.length - 8, 4)
  file.write('WAVEfmt ', 8)
  file.writeUInt32LE(16, 16)
  file.writeUInt32LE(0x0001_0001, 20)
  file.writeUInt32LE(SAMPLE_RATE, 24)
  file.writeUInt32LE(SAMPLE_RATE, 28)
  file.writeUInt32LE(0x0008_0001, 32)
  file.write('data', 36)
  file.writeUInt32LE(SAMPLE_RATE * SECONDS, 40)
  return file
}

const page = `<view style="height: 100vh; padding-bottom: env(safe-area-inset-bottom); box-sizing: border-box">
  <button id="play" bindtap="play">play</button>
</view>`
const appJson = {
  pages: ['p/tab', 'p/other', 'p/plain'],
  tabBar: {
    list: [
      { pagePath: 'p/tab', text: 'One' },
      { pagePath: 'p/other', text: 'Two' },
    ],
  },
}
const files: Record<string, string | Buffer> = {
  'app.js': `App({
    keys: [],
    seen: [],
    onShow() { this.seen.push('show') },
    onHide() { this.seen.push('hide') },
  })`,
  'tone.wav': wav(),
  'cover.svg': '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>',
}
for (const name of ['tab', 'other', 'plain']) {
  files[`p/${name}.wxml`] = page
  files[`p/${name}.js`] = `Page({
    play() {
      const { keys } = getApp()
      const music = wx.getBackgroundAudioManager()
      music.onPrev(() => keys.push('previous'))
      music.onNext(() => keys.push('next'))
      music.title = 'A tone'
      music.singer = 'Nobody'
      music.coverImgUrl = '/cover.svg'
      music.src = '/tone.wav'
    },
  })`
}

type Openwx = {
  wx: {
    getBackgroundAudioManager(): {
      paused?: boolean
      currentTime?: number
      title: string
      coverImgUrl: string
      playbackRate: number
    }
  }
  host: { enterBackground(): void }
  getApp(): { keys: string[]; seen: string[] }
}

const folders: string[] = []
const start = async (app: object, options: Parameters<typeof openProgram>[1] = {}) => {
  const dir = mkdtempSync(path.join(tmpdir(), 'openwx-playing-'))
  folders.push(dir)
  mkdirSync(path.join(dir, 'p'))
  for (const [name, content] of Object.entries({
    ...files,
    'app.json': JSON.stringify(app),
    'project.config.json': '{}',
  })) {
    writeFileSync(path.join(dir, name), content)
  }
  return openProgram(pathToFileURL(`${dir}/`), {
    viewport: { width: 1280, height: 920 },
    locale: 'en-US',
    ...options,
  })
}

let program: OpenProgram
beforeAll(async () => {
  program = await start({ ...appJson, requiredBackgroundModes: ['audio'] })
})
afterAll(async () => {
  await program.close()
  for (const dir of folders) rmSync(dir, { recursive: true, force: true })
})

const read = <T>(get: (openwx: Openwx) => T, at: Page = program.page): Promise<T> =>
  at.evaluate(`(${get.toString()})(globalThis.openwx)`)
const paused = () => read(({ wx }) => wx.getBackgroundAudioManager().paused)
const position = (at?: Page) => read(({ wx }) => wx.getBackgroundAudioManager().currentTime, at)
const bar = () => program.page.getByRole('region', { name: 'Now playing' })
const key = (name: string) => bar().getByRole('button', { name, exact: true })
const line = () => bar().getByRole('slider', { name: 'Position' })
const play = () => program.frame().locator('wx-page:visible #play').click()
const edges = async (selector: string) => {
  const box = await program.page.locator(selector).boundingBox()
  return { top: box!.y, bottom: box!.y + box!.height }
}
/** What a browser does when another tab comes in front of this one. */
const setVisibility = (state: 'hidden' | 'visible', at: OpenProgram = program) =>
  at.frame().evaluate((state) => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => state })
    document.dispatchEvent(new Event('visibilitychange'))
  }, state)

beforeEach(async () => {
  await program.open('p/tab')
})

it('shows what plays, and its keys do what they say', async () => {
  expect(await bar().count()).toBe(0)
  await play()
  await expect.poll(() => bar().getByText('A tone').count()).toBe(1)
  expect(await bar().getByText('Nobody').count()).toBe(1)
  await expect.poll(() => bar().locator('img:visible').getAttribute('src')).toMatch(/\/cover\.svg$/)

  await key('Pause').click()
  await expect.poll(paused).toBe(true)
  expect(await key('Pause').count()).toBe(0)
  await key('Play').press('Enter')
  await expect.poll(paused).toBe(false)
  await key('Pause').waitFor()
  // The key stays the same one, for whoever goes on with the keyboard.
  await program.page.keyboard.press('Space')
  await expect.poll(paused).toBe(true)

  await key('Next').click()
  await key('Previous').click()
  expect(await read(({ getApp }) => getApp().keys)).toEqual(['next', 'previous'])
  await key('Stop playing').click()
  await expect.poll(() => bar().count()).toBe(0)
  expect(await paused()).toBe(true)
})

it('its line moves by itself, and takes the track where it is put', async () => {
  await play()
  const shown = async () => Number(await line().inputValue())
  await expect.poll(() => line().getAttribute('max')).toBe(String(SECONDS))
  await expect.poll(shown).toBeGreaterThan(0.2)
  const before = await shown()
  await expect.poll(shown).toBeGreaterThan(before + 0.2)
  await line().fill('200')
  await expect.poll(position).toBeGreaterThanOrEqual(200)
  await expect.poll(shown).toBeGreaterThan(200)
  await expect.poll(() => line().getAttribute('aria-valuetext')).toMatch(/^3:2\d of 5:00$/)
})

it('takes room of its own, with and without a tab bar', async () => {
  const empty = await edges('iframe')
  await play()
  await bar().waitFor()
  const [frame, own, tabs] = [
    await edges('iframe'),
    await edges('.now-playing'),
    await edges('.tab-bar'),
  ]
  expect(frame.bottom).toBeLessThan(empty.bottom)
  expect([frame.bottom, own.bottom]).toEqual([own.top, tabs.top])
  await program.page.getByRole('button', { name: 'Two' }).click()
  await program.frame().locator('wx-page[data-route="p/other"]:visible').waitFor()

  const inset = () =>
    program
      .frame()
      .evaluate(() => document.documentElement.style.getPropertyValue('--safe-area-inset-bottom'))
  await program.open('p/plain')
  expect(await inset()).toBe('34px')
  await play()
  await bar().waitFor()
  expect(await inset()).toBe('0px')
  expect((await edges('.now-playing')).bottom).toBe((await edges('.screen')).bottom)
  expect((await edges('.now-playing button.toggle')).bottom).toBeLessThan(
    (await edges('.home-indicator')).top,
  )
  await key('Stop playing').click()
  await expect.poll(inset).toBe('34px')
})

it('a cover that is not there leaves a note, and another title shows at once', async () => {
  await play()
  await bar().locator('img:visible').waitFor()
  await read(({ wx }) => {
    Object.assign(wx.getBackgroundAudioManager(), { coverImgUrl: '/none.png', title: 'Another' })
  })
  await expect.poll(() => bar().getByText('Another').count()).toBe(1)
  await expect.poll(() => bar().locator('img:visible').count()).toBe(0)
  expect(await bar().locator('.icon-note:visible').count()).toBe(1)
})

it('is gone when the program begins anew', async () => {
  await play()
  await bar().waitFor()
  await program.page.getByRole('button', { name: 'Restart' }).click()
  await expect.poll(() => bar().count()).toBe(0)
})

it('out of sight, a program with the mode plays on, and hears that it is hidden', async () => {
  await play()
  await expect.poll(position).toBeGreaterThan(0)
  await setVisibility('hidden')
  const at = (await position()) ?? 0
  expect(await paused()).toBe(false)
  await expect.poll(position).toBeGreaterThan(at)
  await key('Pause').click()
  await key('Play').click()
  await expect.poll(paused).toBe(false)
  await setVisibility('visible')
  expect(await read(({ getApp }) => getApp().seen)).toEqual(['show', 'hide', 'show'])
  // As a test does it.
  await read(({ host }) => host.enterBackground())
  expect(await paused()).toBe(false)
  expect(await read(({ getApp }) => getApp().seen.at(-1))).toBe('hide')
})

it('out of sight, a program without the mode pauses', async () => {
  const other = await start(appJson)
  try {
    await other.open('p/tab')
    await other.frame().locator('wx-page:visible #play').click()
    await expect.poll(() => position(other.page)).toBeGreaterThan(0)
    await setVisibility('hidden', other)
    const isPaused = () => read(({ wx }) => wx.getBackgroundAudioManager().paused, other.page)
    await expect.poll(isPaused).toBe(true)
    await other.page.getByRole('button', { name: 'Play', exact: true }).click()
    expect(await isPaused()).toBe(true)
  } finally {
    await other.close()
  }
})

it('speaks Chinese to whoever reads it, and fits a narrow window', async () => {
  const context = await program.page
    .context()
    .browser()!
    .newContext({
      locale: 'zh-CN',
      viewport: { width: 320, height: 640 },
    })
  const page = await context.newPage()
  await page.goto(program.url)
  await page.frameLocator('iframe').locator('wx-page:visible #play').click()
  const own = page.getByRole('region', { name: '正在播放' })
  const names = () =>
    own.getByRole('button').evaluateAll((keys) => keys.map((key) => key.ariaLabel))
  await expect.poll(names).toEqual(['上一首', '暂停', '下一首', '停止播放'])
  const last = await own.getByRole('button').last().boundingBox()
  expect(last!.x + last!.width).toBeLessThanOrEqual(320)
  await context.close()
})
