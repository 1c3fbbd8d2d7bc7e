import type { IncomingMessage } from 'node:http'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { encodePng, encodeWav } from './samples.js'
import { serveFolders, startLastingBrowser, type LastingBrowser } from './lasting-browser.js'

const PICTURE = encodePng(3, 2)
const SECONDS = 40
const SOUND = encodeWav(SECONDS)
const FILES: Readonly<Record<string, Uint8Array>> = {
  'a.png': PICTURE,
  'sounds/中 文?#%.wav': SOUND,
  'empty.txt': new Uint8Array(),
  'page.html': new TextEncoder().encode('<script>document.title = "acted"</script>'),
}
const urlOf = (name: string) => `/wxfile/usr/${name.split('/').map(encodeURIComponent).join('/')}`

/** See store-page.js. */
declare const test: {
  open(): Promise<unknown>
  put(files: Readonly<Record<string, readonly number[]>>): Promise<void>
}

let browser: LastingBrowser
let page: Page
/** Requests that reached the server. */
const heard: IncomingMessage[] = []

beforeAll(async () => {
  const answer = serveFolders({
    '/dist/': new URL('../../dist/', import.meta.url),
    '/test/': new URL('./', import.meta.url),
    // Where a worker's script lies decides which pages it serves.
    '/': new URL('../../dist/', import.meta.url),
  })
  browser = await startLastingBrowser((request, response) => {
    heard.push(request)
    if (request.url?.startsWith('/echo')) {
      response.writeHead(418, { 'x-method': request.method }).end('server')
    } else answer(request, response)
  })
  page = await browser.open('/test/store.html')
  await page.evaluate(() => test.open())
  const files = Object.entries(FILES).map(([name, bytes]) => [name, [...bytes]] as const)
  await page.evaluate((files) => test.put(files), Object.fromEntries(files))
  await page.evaluate(async () => {
    const controlled = new Promise((resolve) =>
      navigator.serviceWorker.addEventListener('controllerchange', resolve),
    )
    await navigator.serviceWorker.register('/service-worker.js?appId=wx1')
    await controlled
  })
})
afterAll(() => browser.close())

/** What the page gets, and whether the server has been asked. */
const ask = async (url: string, options: RequestInit = {}) => {
  heard.length = 0
  const reply = await page.evaluate(
    async ([url, options]) => {
      const response = await fetch(url, options)
      const bytes = new Uint8Array(await response.arrayBuffer())
      return {
        status: response.status,
        headers: Object.fromEntries(response.headers),
        length: bytes.length,
        // A WAV of 3.5 MB is compared by its length.
        bytes: bytes.length < 1000 ? [...bytes] : undefined,
      }
    },
    [url, options] as const,
  )
  return { ...reply, asked: heard.length }
}

it('serves whole files with their type', async () => {
  const { status, headers, bytes, asked } = await ask(urlOf('a.png'))
  expect([status, bytes, asked]).toEqual([200, [...PICTURE], 0])
  expect(headers).toMatchObject({
    'content-type': 'image/png',
    'content-length': String(PICTURE.length),
    'accept-ranges': 'bytes',
    'x-content-type-options': 'nosniff',
  })
  expect(await ask(urlOf('sounds/中 文?#%.wav'))).toMatchObject({
    status: 200,
    headers: { 'content-type': 'audio/wav' },
    length: SOUND.length,
  })
  expect(await ask(urlOf('empty.txt'))).toMatchObject({ status: 200, length: 0 })
})

it('serves the part that is asked for', async () => {
  const range = (range: string, more = {}) => ask(urlOf('a.png'), { headers: { range, ...more } })
  const size = PICTURE.length
  expect(await range('bytes=1-3')).toMatchObject({
    status: 206,
    bytes: [...PICTURE.slice(1, 4)],
    headers: { 'content-range': `bytes 1-3/${size}`, 'content-length': '3' },
  })
  expect(await range('bytes=-2')).toMatchObject({ status: 206, bytes: [...PICTURE.slice(-2)] })
  expect(await range(`bytes=${size}-`)).toMatchObject({
    status: 416,
    length: 0,
    headers: { 'content-range': `bytes */${size}` },
  })
  expect(await range('bytes=0-1,3-4')).toMatchObject({ status: 200, length: size })
  const { headers } = await ask(urlOf('a.png'))
  const condition = (tag: string) => range('bytes=0-1', { 'if-range': tag })
  expect(await condition(headers.etag ?? '')).toMatchObject({ status: 206, length: 2 })
  expect(await condition('"another"')).toMatchObject({ status: 200, length: size })
})

it('answers HEAD without bytes, and nothing but reading', async () => {
  expect(await ask(urlOf('a.png'), { method: 'HEAD' })).toMatchObject({
    status: 200,
    length: 0,
    headers: { 'content-length': String(PICTURE.length), 'content-type': 'image/png' },
  })
  expect(await ask(urlOf('a.png'), { method: 'DELETE' })).toMatchObject({
    status: 405,
    headers: { allow: 'GET, HEAD' },
    asked: 0,
  })
})

it('finds nothing else: no folder, no way out, no file of another program', async () => {
  const nowhere = [
    'none.png',
    'sounds',
    '',
    '..%2fa.png',
    '%2e%2e%5ca.png',
    '%252e%252e/a.png',
    'a.png%00',
    '%',
    'a.png?appId=wx2',
  ]
  for (const name of nowhere) {
    expect(await ask(`/wxfile/usr/${name}`), name).toMatchObject({ status: 404, asked: 0 })
  }
  expect((await ask('/wxfile/package.json')).status).toBe(404)
  expect((await ask('/wxfile/usr/a.png?appId=wx1')).status).toBe(200)
})

it('leaves other requests to the network as they are', async () => {
  const { status, headers, length, asked } = await ask('/echo/wxfile/usr/a.png?x=1', {
    method: 'PUT',
    headers: { range: 'bytes=0-1', 'x-own': 'yes' },
    body: 'text',
  })
  expect([status, headers['x-method'], length, asked]).toEqual([418, 'PUT', 6, 1])
  expect(heard[0]?.headers).toMatchObject({
    range: 'bytes=0-1',
    'x-own': 'yes',
    'content-length': '4',
  })
})

it('shows pictures, and plays sound from where it is asked to', async () => {
  const size = await page.evaluate(async (src) => {
    const picture = new Image()
    picture.src = src
    await picture.decode()
    return [picture.naturalWidth, picture.naturalHeight]
  }, urlOf('a.png'))
  expect(size).toEqual([3, 2])
  const played = await page.evaluate(async (src) => {
    const audio = new Audio(src)
    const event = (name: string) =>
      new Promise((resolve, reject) => {
        audio.addEventListener(name, resolve, { once: true })
        audio.addEventListener('error', () => reject(new Error(audio.error?.message)))
      })
    audio.preload = 'metadata'
    await event('loadedmetadata')
    audio.currentTime = 30
    await event('seeked')
    const end = audio.seekable.end(0)
    return [audio.duration, audio.currentTime, end]
  }, urlOf('sounds/中 文?#%.wav'))
  expect(played).toEqual([SECONDS, 30, SECONDS])
})

it('lets no downloaded page act for the site', async () => {
  const opened = await browser.context().newPage()
  await opened.goto(browser.origin + urlOf('page.html'))
  expect(await opened.title()).toBe('')
  await opened.close()
})

it('goes on after a restart of the browser', async () => {
  await browser.restart()
  page = await browser.open('/test/store.html')
  expect(await page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true)
  expect(await ask(urlOf('a.png'))).toMatchObject({ status: 200, length: PICTURE.length, asked: 0 })
})
