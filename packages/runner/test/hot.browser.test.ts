import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { openProgram, type OpenProgram } from './open-program.js'

const dir = mkdtempSync(path.join(tmpdir(), 'openwx-hot-'))
let program: OpenProgram

const at = (selector: string) => program.frame().locator('wx-page:visible').locator(selector)
const edit = (file: string, from: string | RegExp, to: string) => {
  const target = path.join(dir, file)
  const text = readFileSync(target, 'utf8')
  const edited = text.replace(from, to)
  if (edited === text) throw new Error(`${file} does not have ${String(from)}`)
  writeFileSync(target, edited)
}
const overlay = () => program.page.frameLocator('iframe').locator('vite-error-overlay')

beforeAll(async () => {
  cpSync(fileURLToPath(new URL('fixtures/synth/', import.meta.url)), dir, { recursive: true })
  program = await openProgram(pathToFileURL(`${dir}/`), { viewport: { width: 1280, height: 920 } })
})
afterAll(async () => {
  await program.close()
  rmSync(dir, { recursive: true })
})
beforeEach(async () => {
  await program.open('pages/index/index')
  await at('#add').click()
  await expect.poll(() => at('#greeting').textContent()).toBe('Hello synth, 2')
})

it('shows new WXML and keeps the data of the page', async () => {
  edit('pages/index/index.wxml', 'Hello {{name}}', 'Good day, {{name}}')
  await expect.poll(() => at('#greeting').textContent()).toBe('Good day, synth, 2')
  await at('#add').click()
  await expect.poll(() => at('#greeting').textContent()).toBe('Good day, synth, 4')
  edit('pages/index/index.wxml', 'Good day, {{name}}', 'Hello {{name}}')
  await expect.poll(() => at('#greeting').textContent()).toBe('Hello synth, 4')
})

it('shows the last of two changes that follow at once, as when a formatter runs on saving', async () => {
  edit('pages/index/index.wxml', 'Hello {{name}}', 'First {{name}}')
  edit('pages/index/index.wxml', 'First {{name}}', 'Second {{name}}')
  await expect.poll(() => at('#greeting').textContent()).toBe('Second synth, 2')
  edit('pages/index/index.wxml', 'Second {{name}}', 'Hello {{name}}')
  await expect.poll(() => at('#greeting').textContent()).toBe('Hello synth, 2')
})

it('shows new WXSS, of the page and of what it imports, and keeps the elements', async () => {
  await at('#greeting').evaluate((element) => element.setAttribute('kept', ''))
  edit('utils/common.wxss', '375rpx', '75rpx')
  await expect
    .poll(() => at('#greeting[kept]').evaluate((element) => getComputedStyle(element).width))
    .toBe('39px')
  edit('pages/index/index.wxss', '10rpx', '20rpx')
  await expect
    .poll(() =>
      at('#greeting[kept]').evaluate((element) => getComputedStyle(element).borderLeftWidth),
    )
    .toBe('10px')
})

it('shows new templates and WXS that pages on the stack import', async () => {
  await program.open('pages/template/template')
  edit('templates/row.wxml', '{{at}}:{{id}}', '{{at}}#{{id}}')
  await expect.poll(() => at('.row').allTextContents()).toEqual(['0#1:one', '1#2:two'])
  await program.open('pages/wxs/wxs')
  edit('wxs/shared.wxs', '¥', '€')
  await expect.poll(() => at('#price').textContent()).toContain('€3.00')
})

it('reaches pages below the top one, and components', async () => {
  await at('#to-life').click()
  await program.frame().locator('[data-route="pages/life/life"]:visible').waitFor()
  edit('pages/index/index.wxml', 'Hello {{name}}', 'Below, {{name}}')
  edit('components/plain/plain.wxml', '<slot>', '<text>new</text><slot>')
  const below = program.frame().locator('[data-route="pages/index/index"]')
  await expect.poll(() => below.locator('#greeting').textContent()).toBe('Below, synth, 2')
  await expect.poll(() => below.locator('.note').textContent()).toBe('newglobal component')
  edit('pages/index/index.wxml', 'Below, {{name}}', 'Hello {{name}}')
  await expect.poll(() => below.locator('#greeting').textContent()).toBe('Hello synth, 2')
})

it('starts anew for a script and for json, at the page that was open', async () => {
  await program.open('pages/component/component')
  edit('pages/component/component.js', `'A card'`, `'A new card'`)
  await expect
    .poll(() => at('#card .components_card_card--title').textContent())
    .toContain('A new card')
  edit('pages/component/component.json', '"Component"', '"New title"')
  await expect.poll(() => program.page.locator('.title').textContent()).toBe('New title')
})

it('shows an error with file, line and column over the page, until it is gone', async () => {
  edit('pages/index/index.wxml', '{{count}}</view>', '{{count +}}</view>')
  await overlay().waitFor()
  await expect.poll(() => overlay().locator('.file').textContent()).toMatch(/index\.wxml:1:\d+$/)
  expect(program.messages.some((line) => line.startsWith('error: pages/index/index.wxml:1:'))).toBe(
    true,
  )
  edit('pages/index/index.wxml', '{{count +}}</view>', '{{count}}</view>')
  await expect.poll(() => overlay().count()).toBe(0)
  await expect.poll(() => at('#greeting').textContent()).toBe('Hello synth, 2')
})

it('keeps the page while its script does not parse, and starts anew when it does', async () => {
  edit('pages/index/index.js', 'count: 0,', 'count: ,')
  await overlay().waitFor()
  await expect.poll(() => overlay().locator('.file').textContent()).toMatch(/index\.js:4:\d+$/)
  expect(await at('#greeting').textContent()).toBe('Hello synth, 2')
  edit('pages/index/index.js', 'count: ,', 'count: 5,')
  await expect.poll(() => at('#greeting').textContent()).toBe('Hello synth, 5')
  edit('pages/index/index.js', 'count: 5,', 'count: 0,')
  await expect.poll(() => at('#greeting').textContent()).toBe('Hello synth, 0')
})

it('goes on after app.json was broken', async () => {
  edit('app.json', '"darkmode": true,', '"darkmode": true')
  await overlay().waitFor()
  edit('app.json', '"darkmode": true', '"darkmode": true,')
  await expect.poll(() => overlay().count()).toBe(0)
  await program.open('pages/index/index')
})
