import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { item, outcomeOf, tap } from './picture-page.js'
import type { WxPage } from './wx-page.js'
import { startWxPage } from './wx-page.js'

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

/** A page that calls `wx.chooseImage` by itself: what a test evaluates counts as a tap, what a timer runs does not. */
const openUntapped = async (sourceType: 'album' | 'camera'): Promise<Page> => {
  const page = await program.open()
  await page.addInitScript((source) => {
    const end = (result: unknown) => Object.assign(globalThis, { outcome: [result] })
    Object.assign(globalThis, { outcome: [] })
    // To a browser, a test that looks for something in a page is its user's tap. Here only a real one is.
    const get = () => ({ isActive: false })
    Object.defineProperty(navigator, 'userActivation', { configurable: true, get })
    addEventListener('pointerdown', () => Reflect.deleteProperty(navigator, 'userActivation'), true)
    addEventListener('load', () => {
      const timer = setInterval(() => {
        if (!('wx' in globalThis)) return
        clearInterval(timer)
        wx.chooseImage({ sourceType: [source], success: end, fail: end })
      })
    })
  }, sourceType)
  return page
}

it('asks for a tap where there was none', async () => {
  const page = await openUntapped('album')
  await page.goto(program.origin + '/?untapped')
  const chooser = page.waitForEvent('filechooser')
  await item(page, 'Choose from album').click()
  await (await chooser).setFiles(picture)
  expect(await outcomeOf(page)).toMatchObject({ errMsg: 'chooseImage:ok' })
})

it('asks for a tap for the camera of a telephone, too', async () => {
  const page = await openUntapped('camera')
  await page.addInitScript(() => Object.assign(HTMLInputElement.prototype, { capture: '' }))
  await page.goto(program.origin + '/?untapped')
  const chooser = page.waitForEvent('filechooser')
  await item(page, 'Take photo').click()
  expect(await (await chooser).element().getAttribute('capture')).toBe('environment')
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
