import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { buffer } from 'node:stream/consumers'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { chooseFromAlbum, dialog, picture } from './choose-pictures.js'
import { openProgram, type OpenProgram } from './open-program.js'

/** What WeChat's tool builds: the folder that a package calls `miniprogram`, below its name. */
const KITS = {
  '@vant/weapp': 'lib',
  'weui-miniprogram': 'miniprogram_dist',
  'tdesign-miniprogram': 'miniprogram_dist',
}
const PICTURES = [picture('little-endian-6.jpg'), picture('plain.png')]
const BYTES = PICTURES.map((file) => readFileSync(file).length)

const dir = mkdtempSync(path.join(tmpdir(), 'openwx-kits-'))
/** The sizes of the files in a form. */
const sizesIn = async (request: IncomingMessage): Promise<number[]> => {
  const headers = { 'content-type': request.headers['content-type'] ?? '' }
  const form = await new Response(await buffer(request), { headers }).formData()
  return [...form.values()].flatMap((value) => (typeof value === 'string' ? [] : value.size))
}
const server = createServer((request, response) => {
  void sizesIn(request).then((sizes) => response.end(JSON.stringify(sizes)))
})
let program: OpenProgram

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  cpSync(fileURLToPath(new URL('fixtures/kits/', import.meta.url)), dir, { recursive: true })
  for (const [name, built] of Object.entries(KITS)) {
    const home = path.dirname(fileURLToPath(import.meta.resolve(`${name}/package.json`)))
    cpSync(path.join(home, built), path.join(dir, 'miniprogram_npm', name), { recursive: true })
  }
  program = await openProgram(
    pathToFileURL(`${dir}/`),
    { viewport: { width: 390, height: 844 }, locale: 'en-US' },
    ...['--allow', origin],
  )
  // Their fonts of icons come from the makers' servers.
  await program.page.context().route(/^https:/, (route) => route.abort())
  await program.page.addInitScript(`globalThis.kitsServer = ${JSON.stringify(origin)}`)
})
afterAll(async () => {
  await program.close()
  server.close()
  rmSync(dir, { recursive: true })
})
afterEach(async () => {
  expect(
    await program.page.evaluate(
      `openwx.errors.filter(({ level }) => level !== 'warning').map(({ message }) => message)`,
    ),
  ).toEqual([])
})

const at = (selector: string) => program.frame().locator('wx-page:visible').locator(selector)
const open = async (kit: string) => {
  await program.open(`pages/${kit}/${kit}`)
  await program.page.evaluate(`openwx.getApp().globalData.server = globalThis.kitsServer`)
}
/** The widths of the pictures that are shown, once they are loaded. */
const widths = (selector: string) => () =>
  at(`${selector} img`).evaluateAll((images) =>
    images.map((image) => (image as HTMLImageElement).naturalWidth),
  )
const received = () => at('#received').textContent()
const failure = () => at('#failure').textContent()

/** WeChat's own preview is open on one picture of two; leaves it. */
const seePreview = async (counter: string) => {
  const preview = dialog(program.page, 'preview')
  await expect.poll(() => preview.getByText(counter).count()).toBe(1)
  await expect.poll(() => preview.locator('img').count()).toBeGreaterThan(0)
  await program.page.keyboard.press('Escape')
  await expect.poll(() => preview.count()).toBe(0)
}

describe('@vant/weapp', () => {
  // Its components are isolated: their classes have a prefix in the page.
  const PREFIX = 'miniprogram_npm__vant_weapp_uploader_index--'
  const van = (part: string) => `[class~="${PREFIX}van-uploader__${part}"]`

  it('uploader: chooses, uploads, previews and deletes', async () => {
    await open('vant')
    await chooseFromAlbum(program.page, at(van('upload')), PICTURES)
    await expect.poll(widths(van('preview'))).toEqual([30, 40])
    const box = await at(van('preview-image')).first().boundingBox()
    expect(box).toMatchObject({ width: 80, height: 80 })
    await expect.poll(received).toBe(`[${BYTES[1]}]`)
    await expect.poll(() => at(van('mask')).count()).toBe(0)
    await at(van('preview-image')).nth(1).click()
    await seePreview('2 / 2')
    await at(van('preview-delete')).first().click()
    await expect.poll(widths(van('preview'))).toEqual([40])
    expect(await failure()).toBe('')
  })
})

describe('weui-miniprogram', () => {
  it('uploader: chooses, reads at once, uploads, and shows in its gallery', async () => {
    await open('weui')
    await chooseFromAlbum(program.page, at('.weui-uploader__input'), PICTURES)
    await expect.poll(widths('.weui-uploader__file')).toEqual([30, 40])
    expect(await at('#contents').textContent()).toBe(BYTES.join())
    await expect.poll(received).toBe(`[${BYTES[1]}]`)
    await expect.poll(() => at('.weui-uploader__file_status').count()).toBe(0)
    // The gallery hides itself so long after it is there, even if it is opened meanwhile: this timer comes behind its own.
    await program.frame().evaluate(() => new Promise((resolve) => setTimeout(resolve, 300)))
    await at('.weui-uploader__file').first().click()
    await expect.poll(() => at('.weui-gallery__info').allTextContents()).toEqual(['1/2'])
    expect(await failure()).toBe('')
  })
})

describe('tdesign-miniprogram', () => {
  it('upload: chooses, uploads, previews and deletes', async () => {
    await open('tdesign')
    await chooseFromAlbum(program.page, at('.t-upload__add-icon'), PICTURES)
    await expect.poll(widths('.t-upload__wrapper')).toEqual([30, 40])
    await expect.poll(received).toBe(`[${BYTES[1]}]`)
    await expect.poll(() => at('.t-upload__progress-mask').count()).toBe(0)
    await at('.t-upload__wrapper .t-image').nth(1).click()
    await seePreview('2 / 2')
    await at('.t-upload__close-btn').first().click()
    await expect.poll(widths('.t-upload__wrapper')).toEqual([40])
    expect(await failure()).toBe('')
  })
})
