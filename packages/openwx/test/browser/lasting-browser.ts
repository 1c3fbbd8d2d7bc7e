import { once } from 'node:events'
import { readFileSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import type { RequestListener } from 'node:http'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { chromium } from 'playwright-core'
import { chromiumArgs } from '../../../../scripts/chromium-args.js'

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
}

/** A Chromium that keeps what pages store, and a server of pages that outlives it. */
export interface LastingBrowser {
  readonly origin: string
  open(page: string): Promise<Page>
  context(): BrowserContext
  /** Ends it as a power cut does, and starts it anew with the same profile. */
  kill(): Promise<void>
  restart(): Promise<void>
  /** Closes all pages but one, and removes what they have kept. */
  forget(): Promise<void>
  /** A function that limits what pages may keep; without a number, no more. */
  quota(): Promise<(bytes?: number) => Promise<void>>
  close(): Promise<void>
}

/** Serves files of folders as they are, by the beginning of their URL; no bundler is involved. */
export const serveFolders =
  (folders: Readonly<Record<string, URL>>): RequestListener =>
  (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost')
    const prefix = Object.keys(folders).find((start) => pathname.startsWith(start))
    const folder = prefix === undefined ? undefined : folders[prefix]
    const file = folder && new URL(`.${pathname.slice((prefix ?? '').length - 1)}`, folder)
    if (file === undefined || !statSync(file, { throwIfNoEntry: false })?.isFile()) {
      response.writeHead(404).end()
      return
    }
    response.writeHead(200, {
      'content-type': TYPES[path.extname(file.pathname)] ?? 'application/octet-stream',
      // For a frame without an origin of its own.
      'access-control-allow-origin': '*',
    })
    response.end(readFileSync(file))
  }

/** The pages beside this file, and what the build makes. */
export const ownPages = serveFolders({
  '/dist/': new URL('../../dist/', import.meta.url),
  '/test/': new URL('./', import.meta.url),
})

/** @param more Arguments of Chromium beyond those that every test has. */
export const startLastingBrowser = async (
  answer: RequestListener,
  more: readonly string[] = [],
): Promise<LastingBrowser> => {
  const profile = mkdtempSync(path.join(tmpdir(), 'openwx-profile-'))
  const server = http.createServer(answer)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const launch = () =>
    chromium.launchPersistentContext(profile, {
      args: [...chromiumArgs, ...more],
      ...(process.env.CHROMIUM_PATH && { executablePath: process.env.CHROMIUM_PATH }),
    })
  let context = await launch()

  return {
    origin,
    open: async (url) => {
      const page = await context.newPage()
      await page.goto(origin + url)
      await page.waitForFunction(() => 'test' in globalThis)
      return page
    },
    context: () => context,
    kill: async () => {
      const session = await context.browser()?.newBrowserCDPSession()
      const { processInfo = [] } = (await session?.send('SystemInfo.getProcessInfo')) ?? {}
      const browser = processInfo.find(({ type }) => type === 'browser')
      if (browser === undefined) throw new Error('the browser does not say which process it is')
      const closed = once(context as never, 'close')
      process.kill(browser.id, 'SIGKILL')
      await closed
      context = await launch()
    },
    restart: async () => {
      await context.close()
      context = await launch()
    },
    forget: async () => {
      const page = await context.newPage()
      for (const other of context.pages()) if (other !== page) await other.close()
      const session = await context.newCDPSession(page)
      await session.send('Storage.clearDataForOrigin', { origin, storageTypes: 'all' })
      await session.detach()
    },
    quota: async () => {
      const session = await context.newCDPSession(await context.newPage())
      return async (bytes) => {
        await session.send('Storage.overrideQuotaForOrigin', {
          origin,
          ...(bytes !== undefined && { quotaSize: bytes }),
        })
      }
    },
    close: async () => {
      await context.close()
      server.closeAllConnections()
      server.close()
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}
