import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Host } from '../src/ports/host.js'
import type { Wx } from '../src/create-wx.js'
import type { WxPage } from './wx-page.js'
import { startWxPage } from './wx-page.js'

declare global {
  var wx: Wx
  var host: Host
}

const pictures = path.join(import.meta.dirname, '../conformance/pictures')
const picture = path.join(pictures, 'plain.jpg')
const png = path.join(pictures, 'plain.png')

let program: WxPage
beforeAll(async () => {
  program = await startWxPage({
    '/a.jpg': readFileSync(picture),
    '/b.png': readFileSync(png),
    '/c.gif': readFileSync(path.join(pictures, 'plain.gif')),
  })
})
afterAll(() => program.close())

type Call = 'chooseImage' | 'chooseMedia' | 'previewImage'

/** Calls a function of `wx` at a real tap, and keeps how it ended in `outcome`. */
const tap = async (page: Page, call: Call, options: object): Promise<void> => {
  await page.evaluate(
    ([name, given]) => {
      const outcome: unknown[] = []
      Object.assign(globalThis, { outcome })
      const end = (result: unknown) => outcome.push(result)
      const call = wx[name] as (options: object) => unknown
      const button = document.querySelector<HTMLElement>('#tap')
      if (button) button.onclick = () => call({ ...given, success: end, fail: end })
    },
    [call, options] as const,
  )
  await page.click('#tap')
}

const outcomeOf = async (page: Page): Promise<Record<string, unknown>> => {
  const ended = await page.waitForFunction(
    () => (globalThis as unknown as { outcome: Record<string, unknown>[] }).outcome[0],
  )
  const outcome: unknown = await ended.jsonValue()
  return outcome as Record<string, unknown>
}

const item = (page: Page, text: string) => page.getByRole('button', { name: text, exact: true })

it('asks for the source and hands over what the real dialog gives', async () => {
  const page = await program.open()
  await tap(page, 'chooseImage', {})
  const chooser = page.waitForEvent('filechooser')
  await item(page, 'Choose from album').click()
  expect((await chooser).isMultiple()).toBe(true)
  await (await chooser).setFiles([picture, png])
  const { tempFilePaths } = await outcomeOf(page)
  expect(tempFilePaths).toEqual([
    expect.stringMatching(/^wxfile:\/\/tmp_.+\.jpg$/),
    expect.stringMatching(/^wxfile:\/\/tmp_.+\.png$/),
  ])
  expect(await page.locator('input[type=file]').count()).toBe(0)
})

it('goes straight to the dialog where there is one source, for one file where one is asked for', async () => {
  const page = await program.open()
  const chooser = page.waitForEvent('filechooser')
  await tap(page, 'chooseImage', { sourceType: ['album'], count: 1 })
  expect((await chooser).isMultiple()).toBe(false)
  await (await chooser).setFiles(picture)
  expect(await outcomeOf(page)).toMatchObject({ errMsg: 'chooseImage:ok' })
})

it('asks for a tap where there was none', async () => {
  const page = await program.open()
  // What a test evaluates counts as a tap, what a timer runs afterwards in a new page does not.
  await page.addInitScript(() => {
    const end = (result: unknown) => Object.assign(globalThis, { outcome: [result] })
    Object.assign(globalThis, { outcome: [] })
    addEventListener('load', () => {
      const timer = setInterval(() => {
        if (!('wx' in globalThis)) return
        clearInterval(timer)
        wx.chooseImage({ sourceType: ['album'], success: end, fail: end })
      })
    })
  })
  await page.goto(program.origin + '/?untapped')
  const chooser = page.waitForEvent('filechooser')
  await item(page, 'Choose from album').click()
  await (await chooser).setFiles(picture)
  expect(await outcomeOf(page)).toMatchObject({ errMsg: 'chooseImage:ok' })
})

it('fails with cancel in a browser that says nothing of it, when its window has the focus again', async () => {
  const page = await program.open()
  await page.evaluate(() => Reflect.deleteProperty(HTMLElement.prototype, 'popover'))
  const chooser = page.waitForEvent('filechooser')
  await tap(page, 'chooseImage', { sourceType: ['album'] })
  await chooser
  await page.evaluate(() => window.dispatchEvent(new Event('focus')))
  expect(await outcomeOf(page)).toEqual({ errMsg: 'chooseImage:fail cancel' })
})

it('takes a picture with the viewfinder, after another look, and lets the camera go', async () => {
  const page = await program.open()
  await page.evaluate(() => {
    const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices)
    const tracks: MediaStreamTrack[] = []
    Object.assign(globalThis, { tracks })
    navigator.mediaDevices.getUserMedia = async (constraints) => {
      const stream = await open(constraints)
      tracks.push(...stream.getTracks())
      return stream
    }
  })
  const live = () =>
    page.evaluate(
      () =>
        (globalThis as unknown as { tracks: MediaStreamTrack[] }).tracks.filter(
          ({ readyState }) => readyState === 'live',
        ).length,
    )
  const sees = () =>
    page.waitForFunction(() => {
      const layer = document.querySelector('[data-openwx-dialog=camera]')
      return (layer?.shadowRoot?.querySelector<HTMLVideoElement>('.live')?.videoWidth ?? 0) > 0
    })
  await tap(page, 'chooseImage', { sourceType: ['camera'] })
  await sees()
  expect(await live()).toBe(1)
  await item(page, 'Take the picture').click()
  await item(page, 'Use').waitFor()
  expect(await live()).toBe(0)
  // In one go, so that the first camera is still opening when it is no longer wanted.
  await page.evaluate(() => {
    const within = document.querySelector('[data-openwx-dialog=camera]')?.shadowRoot
    for (const name of ['retake', 'flip']) within?.querySelector<HTMLElement>(`.${name}`)?.click()
  })
  await sees()
  await item(page, 'Take the picture').click()
  await item(page, 'Use').click()
  expect(await outcomeOf(page)).toMatchObject({
    tempFiles: [{ size: expect.any(Number) as number }],
  })
  expect(await live()).toBe(0)

  await tap(page, 'chooseImage', { sourceType: ['camera'] })
  await sees()
  await item(page, 'Close').click()
  expect(await outcomeOf(page)).toEqual({ errMsg: 'chooseImage:fail cancel' })
  expect(await live()).toBe(0)

  await tap(page, 'chooseImage', { sourceType: ['camera'] })
  await sees()
  await page.evaluate(() => host.dispose())
  expect(await outcomeOf(page)).toMatchObject({ errMsg: 'chooseImage:fail interrupted' })
  expect(await live()).toBe(0)
  expect(await page.locator('[data-openwx-dialog]').count()).toBe(0)
})

it('records a video, and tells how long and how large it is', async () => {
  const page = await program.open()
  await tap(page, 'chooseMedia', { sourceType: ['camera'], mediaType: ['video'], maxDuration: 3 })
  await item(page, 'Record').click()
  // Until the time is over.
  await item(page, 'Use').click({ timeout: 20_000 })
  const { tempFiles, type } = (await outcomeOf(page)) as {
    type: string
    tempFiles: { duration: number; width: number; thumbTempFilePath: string }[]
  }
  expect(type).toBe('video')
  const [video] = tempFiles
  expect(video?.duration).toBeGreaterThan(1)
  expect(video?.width).toBeGreaterThan(0)
  expect(video?.thumbTempFilePath).toMatch(/\.jpg$/)
})

it('tells a program that the camera is kept from the page', async () => {
  const page = await program.open()
  await page.evaluate(() => {
    navigator.mediaDevices.getUserMedia = () =>
      Promise.reject(new DOMException('denied', 'NotAllowedError'))
  })
  await tap(page, 'chooseImage', { sourceType: ['camera'] })
  expect(await outcomeOf(page)).toEqual({
    errMsg: 'chooseImage:fail system permission denied',
    errno: 3,
  })
})

const urlsOf = () =>
  ['a.jpg', 'b.png', 'missing.png', 'c.gif'].map((name) => `${program.origin}/${name}`)

it('shows pictures: turned by keys, mouse and buttons, closed by Escape, a tap and Back', async () => {
  const page = await program.open()
  const counter = page.locator('.counter')
  const preview = page.locator('[data-openwx-dialog=preview]')
  const open = () => tap(page, 'previewImage', { urls: urlsOf(), current: urlsOf()[1] })
  await open()
  expect(await outcomeOf(page)).toEqual({ errMsg: 'previewImage:ok' })
  await expect.poll(() => counter.textContent()).toBe('2 / 4')
  await page.keyboard.press('ArrowRight')
  await expect.poll(() => counter.textContent()).toBe('3 / 4')
  await page.getByText('Cannot be shown').waitFor()
  await item(page, 'Previous').click()
  await expect.poll(() => counter.textContent()).toBe('2 / 4')
  // Pulled to the right, past the threshold: the one before.
  await page.mouse.move(300, 300)
  await page.mouse.down()
  await page.mouse.move(400, 300)
  await page.mouse.move(900, 300)
  await page.mouse.up()
  await expect.poll(() => counter.textContent()).toBe('1 / 4')
  await page.keyboard.press('Escape')
  await expect.poll(() => preview.count()).toBe(0)
  expect(await page.evaluate(() => (history.state as unknown) === null)).toBe(true)

  await open()
  await preview.waitFor({ state: 'attached' })
  await page.goBack()
  await expect.poll(() => preview.count()).toBe(0)
  expect(new URL(page.url()).pathname).toBe('/')

  await open()
  await preview.waitFor({ state: 'attached' })
  await page.mouse.click(500, 300)
  await expect.poll(() => preview.count()).toBe(0)
})

it('a preview opened over another one takes its place, and one Back closes it', async () => {
  const page = await program.open()
  const preview = page.locator('[data-openwx-dialog=preview]')
  await page.evaluate(async (urls) => {
    await wx.previewImage({ urls })
    await wx.previewImage({ urls, current: urls[3] ?? '' })
  }, urlsOf())
  await expect.poll(() => page.locator('.counter').textContent()).toBe('4 / 4')
  expect(await preview.count()).toBe(1)
  await page.goBack()
  await expect.poll(() => preview.count()).toBe(0)
  expect(await page.title()).toBe('openwx')
})

it('previews asked for in one turn take each other’s place, and each call ends once', async () => {
  const page = await program.open()
  const preview = page.locator('[data-openwx-dialog=preview]')
  const ends = await page.evaluate(async (urls) => {
    const results: string[] = []
    const show = (current: string) =>
      new Promise<void>((resolve) => {
        wx.previewImage({
          urls,
          current,
          complete: ({ errMsg }) => {
            results.push(errMsg)
            resolve()
          },
        })
      })
    await Promise.all(urls.slice(0, 3).map(show))
    return results
  }, urlsOf())
  expect(ends).toEqual(['previewImage:ok', 'previewImage:ok', 'previewImage:ok'])
  expect(await page.locator('.counter').textContent()).toBe('3 / 4')
  expect(await preview.count()).toBe(1)
  await page.goBack()
  await expect.poll(() => preview.count()).toBe(0)
  expect(await page.title()).toBe('openwx')
})

it('zooms with the wheel and a double click, and saves', async () => {
  const page = await program.open()
  await tap(page, 'previewImage', { urls: urlsOf() })
  const image = page.locator('.slide.loaded img').first()
  await image.waitFor()
  const widthOf = async () => (await image.boundingBox())?.width ?? 0
  const before = await widthOf()
  await page.mouse.dblclick(640, 360)
  await expect.poll(widthOf).toBeGreaterThan(before * 2)
  await page.mouse.dblclick(640, 360)
  await expect.poll(widthOf).toBeCloseTo(before, 0)
  await page.mouse.wheel(0, -300)
  await expect.poll(widthOf).toBeGreaterThan(before * 1.5)
  const download = page.waitForEvent('download')
  await item(page, 'Save').click()
  expect((await download).suggestedFilename()).toBe('a.jpg')
  await page.evaluate(() => host.dispose())
  expect(await page.locator('[data-openwx-dialog]').count()).toBe(0)
})

it('follows fingers: a swipe turns, a pinch zooms, a pull down closes, a long press offers to save', async () => {
  const page = await program.open({
    hasTouch: true,
    isMobile: true,
    viewport: { width: 390, height: 844 },
  })
  const touch = await page.context().newCDPSession(page)
  const send = (type: string, ...points: [number, number][]) =>
    touch.send('Input.dispatchTouchEvent', {
      type: type as 'touchStart',
      touchPoints: points.map(([x, y], id) => ({ x, y, id })),
    })
  const counter = page.locator('.counter')
  await page.evaluate((urls) => wx.previewImage({ urls }), urlsOf())
  await page.locator('.slide.loaded img').first().waitFor()
  await send('touchStart', [300, 400])
  for (const x of [280, 200, 120, 60]) await send('touchMove', [x, 400])
  await send('touchEnd')
  await expect.poll(() => counter.textContent()).toBe('2 / 4')

  const image = page.locator('.slide:not([inert]) img')
  const widthOf = async () => (await image.boundingBox())?.width ?? 0
  const before = await widthOf()
  await send('touchStart', [180, 400])
  await send('touchStart', [180, 400], [210, 400])
  for (const d of [20, 50, 80]) await send('touchMove', [180 - d, 400], [210 + d, 400])
  await send('touchEnd')
  await expect.poll(widthOf).toBeGreaterThan(before * 2)
  await page.touchscreen.tap(195, 420)
  await page.touchscreen.tap(195, 420)
  await expect.poll(widthOf).toBeCloseTo(before, 0)

  await send('touchStart', [195, 400])
  await item(page, 'Save').nth(1).waitFor()
  await send('touchEnd')
  await page.getByRole('button', { name: 'Cancel' }).click()

  await send('touchStart', [195, 300])
  for (const y of [320, 400, 500]) await send('touchMove', [195, y])
  await send('touchEnd')
  await expect.poll(() => page.locator('[data-openwx-dialog=preview]').count()).toBe(0)
})
