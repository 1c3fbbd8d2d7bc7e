import { mkdtempSync, rmSync, mkdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openProgram, type OpenProgram } from './open-program.js'

const good = 'Page({ data: { text: "shown" } })'
const sources: Record<string, string> = {
  'app.json': JSON.stringify({
    pages: [
      'index',
      'missing',
      'silent',
      'throws',
      'syntax',
      'onload',
      'unclosed',
      'unknown',
      'wxs',
      'json',
      'require',
    ].map((name) => `p/${name}`),
  }),
  'app.js': 'App({ onLaunch() { this.launched = true } })\nnull.broken',
  'p/index.wxml': '<view id="text">{{text}}</view>',
  'p/index.js': good,
  'p/silent.wxml': '<view id="text">still there</view>',
  'p/silent.js': 'module.exports = {}',
  'p/throws.wxml': '<view id="text">still there</view>',
  'p/throws.js': '// first\n\nthrow new Error("at load")',
  'p/syntax.wxml': '<view id="text">still there</view>',
  'p/syntax.js': 'Page({\n  data: ,\n})',
  'p/onload.wxml': '<view id="text" bindtap="none">{{text}}</view>',
  'p/onload.js':
    'Page({\n  data: { text: "shown" },\n  onLoad() { throw new TypeError("in onLoad") },\n})',
  'p/unclosed.wxml': '<view id="text">{{text}}\n  <text>open\n</view>',
  'p/unclosed.js': good,
  'p/unknown.wxml': '<my-card><view id="text">{{text}}</view></my-card>',
  'p/unknown.js': good,
  'p/unknown.json': '{\n  "usingComponents": { "my-card": "../none/card" }\n}',
  'p/wxs.wxml':
    '<wxs module="a">var x = ;</wxs>\n<wxs module="b" src="b.wxs"/><view id="text">{{text}}{{a.f()}}{{b.f()}}</view>',
  'p/wxs.js': good,
  'p/b.wxs': 'module.exports = { f: 1 }\nundefinedFunction()',
  'p/json.wxml': '<view id="text">{{text}}</view>',
  'p/json.js': good,
  'p/json.json': '{\n  "navigationBarTitleText": "x",\n}',
  'p/require.wxml': '<view id="text">{{text}}</view>',
  'p/require.js': `Page({ data: { text: "shown" } })\nrequire('./nothing')`,
}

const dir = mkdtempSync(path.join(tmpdir(), 'openwx-faults-'))
let program: OpenProgram

beforeAll(async () => {
  for (const [file, text] of Object.entries(sources)) {
    mkdirSync(path.dirname(path.join(dir, file)), { recursive: true })
    writeFileSync(path.join(dir, file), text)
  }
  program = await openProgram(pathToFileURL(`${dir}/`))
})
afterAll(async () => {
  await program.close()
  rmSync(dir, { recursive: true })
})

type Found = { level: string; message: string; where: string; file?: string; line?: number }

const errors = () =>
  program.page.evaluate(() =>
    (globalThis as unknown as { openwx: { errors: Found[] } }).openwx.errors.map((error) => ({
      ...error,
    })),
  )
const open = async (name: string) => {
  const frame = await program.open(`p/${name}`)
  return frame.locator('wx-page:visible #text').textContent()
}
/** What was said of one file: its line and the message. */
const saidOf = (file: string) => async () =>
  (await errors())
    .filter((error) => error.file === file)
    .map(({ level, line, message }) => `${level} ${line ?? ''} ${message}`)

it('runs the pages of an app whose script throws', async () => {
  expect(await open('index')).toBe('shown')
  await expect
    .poll(saidOf('app.js'))
    .toEqual([`error 2 TypeError: Cannot read properties of null (reading 'broken')`])
  expect(await program.frame().evaluate('openwx.getApp().launched')).toBe(true)
})

it('reports a page that app.json names and nobody wrote, and opens the home page instead', async () => {
  await program.page.goto('about:blank')
  await program.page.goto(`${program.url}#/p/missing`)
  await program.page.frameLocator('iframe').locator('[data-route="p/index"]').waitFor()
  await expect.poll(saidOf('app.json')).toEqual(['error 1 page "p/missing" has no files'])
  expect((await errors()).map(({ message }) => message)).toContain(
    'Error: page "p/missing" is not found',
  )
})

it('shows a page whose script never calls Page()', async () => {
  expect(await open('silent')).toBe('still there')
  await expect
    .poll(saidOf('p/silent.js'))
    .toEqual(['error  Error: p/silent has no Page(): its script never calls it'])
})

it('shows a page whose script throws while it loads', async () => {
  expect(await open('throws')).toBe('still there')
  await expect.poll(saidOf('p/throws.js')).toEqual(['error 3 Error: at load'])
})

it('shows a page whose script does not parse', async () => {
  expect(await open('syntax')).toBe('still there')
  await expect.poll(saidOf('p/syntax.js')).toEqual(['error 2 SyntaxError: Unexpected ","'])
})

it('shows a page that throws in onLoad', async () => {
  expect(await open('onload')).toBe('shown')
  await expect.poll(saidOf('p/onload.js')).toEqual(['error 3 TypeError: in onLoad'])
})

it('shows a page with an unclosed tag, and warns', async () => {
  expect(await open('unclosed')).toContain('shown')
  await expect.poll(saidOf('p/unclosed.wxml')).toEqual(['warning 2 missing end tag'])
  expect(program.messages).toContain('warning: p/unclosed.wxml:2:4 missing end tag')
})

it('shows what is inside of a component that does not exist', async () => {
  expect(await open('unknown')).toBe('shown')
  await expect
    .poll(saidOf('p/unknown.json'))
    .toEqual(['error 2 component "my-card" not found at "../none/card"'])
})

it('shows a page whose WXS is broken, by syntax or at run time', async () => {
  expect(await open('wxs')).toBe('shown')
  await expect.poll(saidOf('p/wxs.wxml')).toEqual(['error 1 Unexpected ";"'])
  expect((await errors()).map(({ message }) => message)).toContain(
    'ReferenceError: undefinedFunction is not defined',
  )
})

it('shows a page whose json is broken', async () => {
  expect(await open('json')).toBe('shown')
  await expect
    .poll(saidOf('p/json.json'))
    .toEqual(['error 2 JSON does not support trailing commas'])
})

it('shows a page that requires what is not there', async () => {
  expect(await open('require')).toBe('shown')
  await expect
    .poll(saidOf('p/require.js'))
    .toEqual([
      `error 2 Error: module './nothing' is not defined, require args is './nothing' (p/require.js)`,
    ])
})

it('names all of them beside the phone and on stderr', async () => {
  await open('index')
  expect(await program.page.locator('.problem-place').allTextContents()).toContain(
    'p/json.json:2:32',
  )
  expect(program.messages).toContain('error: app.json:1:21 page "p/missing" has no files')
})
