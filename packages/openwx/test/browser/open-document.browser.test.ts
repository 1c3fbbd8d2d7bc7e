import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { documents } from '../../conformance/documents.js'
import { ownPages, startLastingBrowser, type LastingBrowser } from './lasting-browser.js'

/** See host-page.js. */
declare const test: {
  open(): Promise<void>
  offer(name: string, bytes: readonly number[]): Promise<void>
}

let browser: LastingBrowser

beforeAll(async () => {
  browser = await startLastingBrowser(ownPages)
})
afterAll(() => browser.close())

/** A page with a button that opens a document. */
const openPage = async (name: string, content: Uint8Array): Promise<Page> => {
  const page = await browser.open('/test/host.html')
  await page.evaluate(() => test.open())
  await page.evaluate(({ name, bytes }) => test.offer(name, bytes), { name, bytes: [...content] })
  return page
}

const titleOf = (page: Page) =>
  page.waitForFunction(() => document.title.startsWith('openDocument:') && document.title)

it('opens a PDF in a tab that cannot reach the page', async () => {
  const page = await openPage('a.pdf', documents.pdf)
  const [tab] = await Promise.all([page.waitForEvent('popup'), page.click('button')])
  expect(await (await titleOf(page)).jsonValue()).toBe('openDocument:ok')
  await tab.waitForURL(/^blob:/)
  expect(await tab.evaluate(() => window.opener === null)).toBe(true)
})

it('downloads an office file', async () => {
  const page = await openPage('a.docx', documents.docx)
  const [download] = await Promise.all([page.waitForEvent('download'), page.click('button')])
  expect(await (await titleOf(page)).jsonValue()).toBe('openDocument:ok')
  expect(download.suggestedFilename()).toBe('a.docx')
})

it('downloads a PDF that the browser lets open in no tab', async () => {
  const page = await openPage('b.pdf', documents.pdf)
  // A browser that a test drives blocks nothing.
  await page.evaluate(() => (window.open = () => null))
  const [download] = await Promise.all([page.waitForEvent('download'), page.click('button')])
  expect(await (await titleOf(page)).jsonValue()).toBe('openDocument:ok')
  expect(download.suggestedFilename()).toBe('b.pdf')
})
