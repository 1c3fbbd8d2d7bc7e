import { afterAll, beforeAll, expect, it } from 'vitest'
import { ownPages, startLastingBrowser, type LastingBrowser } from './lasting-browser.js'

/** See sound-page.js. */
declare const test: {
  readonly host: { enterBackground(): void }
  readonly audio: {
    readonly paused: boolean
    playbackRate: number
    play(): void
    pause(): void
    seek(position: number): void
  }
  readonly events: readonly string[]
  element(): HTMLAudioElement
  loudest(): number
  churn(times: number): Promise<[number, number]>
}

let browser: LastingBrowser

beforeAll(async () => {
  browser = await startLastingBrowser(ownPages)
})
afterAll(() => browser.close())

it('a sound that no gesture allows says so, and plays at the next one', async () => {
  const page = await browser.context().newPage()
  const told: string[] = []
  page.on('console', (message) => {
    // Not what the browser itself says, of a missing icon for one.
    if (message.type() === 'log') told.push(message.text())
  })
  await page.goto(`${browser.origin}/test/sound.html?alone`)
  await expect.poll(() => told).toHaveLength(2)
  expect(told[0]).toBe('onCanplay')
  expect(told[1]).toMatch(
    /^onError 10001 operateAudio:fail the browser lets a page play only after/,
  )
  await page.mouse.click(10, 10)
  await expect.poll(() => told.slice(2)).toEqual(['onPlay'])
  await page.close()
})

it('what leaves the page is the sound, after a pause, a seek and another rate too', async () => {
  const page = await browser.open('/test/sound.html')
  const loudest = () => page.evaluate(() => Math.round(test.loudest() / 20) * 20)
  await page.evaluate(() => test.audio.play())
  await expect.poll(loudest).toBe(440)
  await page.evaluate(() => test.audio.pause())
  await expect.poll(loudest).toBe(0)
  await page.evaluate(() => test.audio.play())
  await expect.poll(loudest).toBe(440)
  await page.evaluate(() => test.audio.seek(20.5))
  await expect.poll(loudest).toBe(880)
  await page.evaluate(() => {
    test.audio.playbackRate = 0.5
    test.audio.seek(40.5)
  })
  await expect.poll(loudest).toBe(1320)
  await page.close()
})

it('hears what the machine does to it: a call comes in, headphones are pulled out', async () => {
  const page = await browser.open('/test/sound.html')
  const events = () => page.evaluate(() => test.events)
  const paused = () => page.evaluate(() => test.audio.paused)
  await page.evaluate(() => test.audio.play())
  await expect.poll(events).toEqual(['onCanplay', 'onPlay'])
  await page.evaluate(() => test.element().pause())
  await expect.poll(events).toEqual(['onCanplay', 'onPlay', 'onPause'])
  expect(await paused()).toBe(true)
  await page.evaluate(() => test.element().play())
  await expect.poll(events).toEqual(['onCanplay', 'onPlay', 'onPause', 'onPlay'])
  expect(await paused()).toBe(false)
  await page.evaluate(() => test.audio.pause())
  await expect.poll(events).toHaveLength(5)
  await page.evaluate(() => {
    test.host.enterBackground()
    void test.element().play()
  })
  await expect.poll(() => page.evaluate(() => test.element().paused)).toBe(true)
  expect(await events()).toHaveLength(5)
  await page.close()
})

it('sounds that are destroyed leave nothing in their elements', async () => {
  const page = await browser.open('/test/sound.html')
  // The page's own sound has its element, and keeps it.
  await expect.poll(() => page.evaluate(() => test.events)).toContain('onCanplay')
  const [made, held] = await page.evaluate(() => test.churn(50))
  expect(made).toBeGreaterThanOrEqual(25)
  expect(held).toBe(0)
  await page.close()
})
