import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { beforeEach, expect, it } from 'vitest'
import { chooseFromAlbum, dialog, picture } from '../../../packages/runner/test/choose-pictures.js'
import { SOON, useTour } from './use-tour.js'

const PICTURE = 'pages/picture/picture'
const FILE = 'pages/file/file'
/** 40 × 30 pixels, to be shown a quarter turned. */
const TURNED = picture('little-endian-6.jpg')

const { program, at, fact, fill } = useTour()

const said = () => at('[data-part="said"]').textContent()
const act = (action: string) => at(`[data-action="${action}"]`).click()
const shown = (selector: string) => () =>
  at(`${selector} img`).evaluateAll((images) =>
    images.map((image) => (image as HTMLImageElement).naturalWidth),
  )
const saved = () => at('[data-saved]').count()

beforeEach(async () => {
  await program().open(FILE)
  for (let left = await saved(); left > 0; left--) {
    await at('[data-part="saved"] [data-action="remove"]').first().click()
    await expect.poll(saved, SOON).toBe(left - 1)
  }
})

it('a chosen picture is previewed, kept, found again after a restart, and uploaded', async () => {
  await program().open(PICTURE)
  await at('[data-value="original"]').click()
  const { page } = program()
  await chooseFromAlbum(page, at('[data-api="chooseImage"]'), [TURNED, picture('plain.png')])
  await expect.poll(said, SOON).toBe('chooseImage:ok')
  await expect.poll(shown('[data-part="pictures"]'), SOON).toEqual([30, 40])

  await at('[data-part="pictures"] wx-image').first().click()
  await act('preview')
  await expect.poll(() => dialog(page, 'preview').getByText('1 / 2').count(), SOON).toBe(1)
  await page.keyboard.press('Escape')
  await expect.poll(() => dialog(page, 'preview').count(), SOON).toBe(0)

  await act('save')
  await expect.poll(said, SOON).toBe('saveFile:ok')
  const path = await fact('path')
  expect(path).toMatch(/^wxfile:\/\/store_/)
  await expect.poll(shown('[data-part="pictures"]'), SOON).toEqual([30, 40])

  await page.reload()
  await program().open(FILE)
  await expect.poll(shown('[data-saved]'), SOON).toEqual([30])
  expect(await at('[data-saved]').getAttribute('data-saved')).toBe(path)
  await act('info')
  const bytes = readFileSync(TURNED)
  const digest = (algorithm: string) => createHash(algorithm).update(bytes).digest('hex')
  await expect.poll(() => fact('sha1'), SOON).toBe(digest('sha1'))
  await expect.poll(() => fact('md5'), SOON).toBe(digest('md5'))
  await act('open')
  await act('upload')
  await expect.poll(() => fact('answer'), SOON).toBe('200 · image/jpeg')
  expect(await fact('size')).toBe(`${bytes.length} B`)
})

it('a cancelled choice says so, and more than `count` are not taken', async () => {
  await program().open(PICTURE)
  await at('[data-api="chooseMedia"]').click()
  await dialog(program().page, 'actions').getByRole('button', { name: 'Cancel' }).click()
  await expect.poll(said, SOON).toBe('chooseMedia:fail cancel')
  const files = ['plain.png', 'plain.jpg', 'plain.gif', 'lossy.webp'].map(picture)
  await chooseFromAlbum(program().page, at('[data-api="chooseMedia"]'), files)
  await expect.poll(() => at('[data-part="pictures"] wx-image').count(), SOON).toBe(3)
})

it.each([
  ['1', '240 × 160', 'up', 'jpeg'],
  ['2', '240 × 160', 'up-mirrored', 'jpeg'],
  ['3', '240 × 160', 'down', 'jpeg'],
  ['4', '240 × 160', 'down-mirrored', 'jpeg'],
  ['5', '160 × 240', 'left-mirrored', 'jpeg'],
  ['6', '160 × 240', 'right', 'jpeg'],
  ['7', '160 × 240', 'right-mirrored', 'jpeg'],
  ['8', '160 × 240', 'left', 'jpeg'],
  ['png', '240 × 160', 'up', 'png'],
  ['gif', '240 × 160', 'up', 'gif'],
  ['webp', '240 × 160', 'up', 'unknown'],
  ['avif', '240 × 160', 'up', 'unknown'],
])('sample %s: is shown upright; its file has %s, %s, %s', async (name, pixels, turn, type) => {
  await program().open(PICTURE)
  await at(`[data-sample="${name}"]`).click()
  await expect.poll(shown('[data-part="pictures"]'), SOON).toEqual([240])
  await act('info')
  await expect.poll(said, SOON).toBe('getImageInfo:ok')
  const facts = await Promise.all(['dimensions', 'orientation', 'type'].map(fact))
  expect(facts).toEqual([pixels, turn, type])
})

it('compresses, and hands a copy to the album', async () => {
  await program().open(PICTURE)
  await at('[data-sample="6"]').click()
  await act('compress')
  await expect.poll(() => fact('size'), SOON).toMatch(/ B$|KiB$/)
  const compressed = await fact('path')
  expect(compressed).toMatch(/^wxfile:\/\/tmp_\w+\.jpg$/)
  const { page } = program()
  const download = page.waitForEvent('download')
  await act('album')
  await dialog(page, 'scope').locator('.accept').click()
  expect((await download).suggestedFilename()).toMatch(/\.jpg$/)
  await expect.poll(said, SOON).toBe('saveImageToPhotosAlbum:ok')
})

it('files: folders and files of the user outlive the page', async () => {
  const entries = () =>
    at('[data-entry]').evaluateAll((rows) => rows.map((row) => row.getAttribute('data-entry')))
  await fill('name', 'notes')
  await act('make')
  await expect.poll(entries, SOON).toContain('notes')
  await act('make')
  await expect.poll(said, SOON).toMatch(/^mkdirSync:fail file already exists/)
  await at('[data-entry="notes"] [data-action="enter"]').click()
  await fill('name', 'a.txt')
  await fill('text', '你好')
  await act('write')
  await expect.poll(entries, SOON).toEqual(['a.txt'])
  await program().page.evaluate('openwx.host.files.flush()')
  await program().page.reload()
  await program().open(FILE)
  await expect.poll(entries, SOON).toContain('notes')
  await at('[data-entry="notes"] [data-action="enter"]').click()
  await at('[data-entry="a.txt"] [data-action="enter"]').click()
  await expect.poll(() => at('[data-part="text"]').textContent(), SOON).toBe('你好')
  await act('up')
  await at('[data-entry="notes"] [data-action="remove"]').click()
  await expect.poll(entries, SOON).not.toContain('notes')
})
