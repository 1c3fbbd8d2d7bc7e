import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { item, outcomeOf, tap } from './picture-page.js'
import type { WxPage } from './wx-page.js'
import { startWxPage } from './wx-page.js'

declare global {
  var tracks: MediaStreamTrack[]
}

let program: WxPage
beforeAll(async () => {
  program = await startWxPage({})
})
afterAll(() => program.close())

/** Whatever the page has got from its camera, as `tracks`. */
const rememberTracks = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices)
    const tracks: MediaStreamTrack[] = []
    Object.assign(globalThis, { tracks })
    navigator.mediaDevices.getUserMedia = async (constraints) => {
      const stream = await open(constraints)
      tracks.push(...stream.getTracks())
      return stream
    }
  })

const liveTracks = (page: Page): Promise<number> =>
  page.evaluate(() => tracks.filter(({ readyState }) => readyState === 'live').length)

const seesSomething = (page: Page): Promise<unknown> =>
  page.waitForFunction(() => {
    const layer = document.querySelector('[data-openwx-dialog=camera]')
    return (layer?.shadowRoot?.querySelector<HTMLVideoElement>('.live')?.videoWidth ?? 0) > 0
  })

it('takes a picture with the viewfinder, after another look, and lets the camera go', async () => {
  const page = await program.open()
  await rememberTracks(page)
  const live = () => liveTracks(page)
  const sees = () => seesSomething(page)
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
    errMsg: 'chooseImage:fail:system permission denied',
    errno: 3,
  })
})

/** As a browser does whose user takes the camera back. */
const takeCameraAway = (page: Page): Promise<void> =>
  page.evaluate(() => {
    navigator.mediaDevices.getUserMedia = () =>
      Promise.reject(new DOMException('denied', 'NotAllowedError'))
    for (const track of tracks.filter(({ kind }) => kind === 'video')) {
      track.stop()
      track.dispatchEvent(new Event('ended'))
    }
  })

const DENIED = { errMsg: 'chooseImage:fail:system permission denied', errno: 3 }

it('tells a program that the camera is taken from the page while it is seen, or looked for again', async () => {
  const page = await program.open()
  await rememberTracks(page)
  await tap(page, 'chooseImage', { sourceType: ['camera'] })
  await seesSomething(page)
  await takeCameraAway(page)
  expect(await outcomeOf(page)).toEqual(DENIED)
  expect(await page.locator('[data-openwx-dialog]').count()).toBe(0)

  await page.reload()
  await page.waitForFunction(() => 'wx' in globalThis)
  await rememberTracks(page)
  await tap(page, 'chooseImage', { sourceType: ['camera'] })
  await seesSomething(page)
  await item(page, 'Take the picture').click()
  await item(page, 'Use').waitFor()
  await takeCameraAway(page)
  await item(page, 'Retake').click()
  expect(await outcomeOf(page)).toEqual(DENIED)
})

it('keeps what was recorded when the camera is taken from the page', async () => {
  const page = await program.open()
  await rememberTracks(page)
  await tap(page, 'chooseMedia', { sourceType: ['camera'], mediaType: ['video'] })
  await seesSomething(page)
  await item(page, 'Record').click()
  await page.getByText('0:01').waitFor()
  await takeCameraAway(page)
  await item(page, 'Use').click()
  expect(await outcomeOf(page)).toMatchObject({ errMsg: 'chooseMedia:ok', type: 'video' })
})

it('stays with the camera where a picture or a recording fails', async () => {
  const page = await program.open()
  const thrown: string[] = []
  page.on('pageerror', ({ message }) => thrown.push(message))
  const refuseOnce = (prototype: 'MediaRecorder' | 'OffscreenCanvas', name: string) =>
    page.evaluate(
      ([owner, method]) => {
        const target = globalThis[owner].prototype as unknown as Record<string, unknown>
        const own = target[method]
        target[method] = () => {
          target[method] = own
          throw new DOMException('refused', 'InvalidStateError')
        }
      },
      [prototype, name] as const,
    )
  const camera = page.locator('[data-openwx-dialog=camera] .camera')
  await tap(page, 'chooseMedia', { sourceType: ['camera'], mediaType: ['mix'] })
  await seesSomething(page)
  await refuseOnce('OffscreenCanvas', 'convertToBlob')
  await item(page, 'Take the picture').click()
  await item(page, 'Record video').click()
  await refuseOnce('MediaRecorder', 'start')
  await item(page, 'Record').click()
  await expect.poll(() => camera.getAttribute('data-state')).toBe('live')
  await item(page, 'Record').click()
  await page.getByText('0:01').waitFor()
  await item(page, 'Stop').click()
  await item(page, 'Use').click()
  expect(await outcomeOf(page)).toMatchObject({ errMsg: 'chooseMedia:ok', type: 'video' })
  expect(thrown).toEqual([])
})
