import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { chromium } from 'playwright-core'

const folder = fileURLToPath(new URL('..', import.meta.url))

const DOCUMENT = `<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>openwx</title><body><button id="tap">tap</button><script type="module" src="/main.js"></script>`

const SCRIPT = `
  import { createHost, createWx } from './src/index.browser.ts'
  const host = createHost()
  const wx = createWx(host, { urlCheck: false })
  Object.assign(globalThis, { host, wx })`

const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
]

/** A page with `wx` and `host` as globals, in a browser with a camera that shows a test picture. */
export interface WxPage {
  readonly origin: string
  open(options?: BrowserContextOptions): Promise<Page>
  close(): Promise<void>
}

/** @param files What the server has besides the page, by path. */
export const startWxPage = async (files: Record<string, Uint8Array>): Promise<WxPage> => {
  const { outputFiles } = await build({
    stdin: { contents: SCRIPT, resolveDir: folder, sourcefile: 'main.js' },
    outdir: '/',
    entryNames: 'main',
    bundle: true,
    splitting: true,
    format: 'esm',
    conditions: ['browser'],
    write: false,
  })
  const served = new Map<string, Uint8Array>(Object.entries(files))
  served.set('/', new TextEncoder().encode(DOCUMENT))
  for (const { path: file, contents } of outputFiles)
    served.set(`/${path.basename(file)}`, contents)
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1')
    const content = served.get(pathname)
    const type = pathname.endsWith('.js')
      ? 'text/javascript'
      : pathname === '/'
        ? 'text/html'
        : 'application/octet-stream'
    response.writeHead(content === undefined ? 404 : 200, { 'content-type': type })
    response.end(content)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const browser: Browser = await chromium.launch({
    args: ARGUMENTS,
    ...(process.env.CHROMIUM_PATH && { executablePath: process.env.CHROMIUM_PATH }),
  })
  return {
    origin,
    open: async (options = {}) => {
      const context = await browser.newContext({
        locale: 'en-US',
        reducedMotion: 'reduce',
        ...options,
      })
      const page = await context.newPage()
      await page.goto(origin)
      await page.waitForFunction(() => 'wx' in globalThis)
      return page
    },
    close: async () => {
      await browser.close()
      server.close()
    },
  }
}
