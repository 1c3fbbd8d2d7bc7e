import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { chromium } from 'playwright-core'
import { chromiumArgs } from '../../scripts/chromium-args.js'
import { findChromium } from '../../scripts/setup.js'
import { startProcess } from './process.js'

/** What the library looks for beside itself. */
const workers = ['encode-worker', 'mp3-worker', 'aac-worker']

/** The page's program, and the workers. */
const bundlePage = async (client) => {
  const { outputFiles } = await build({
    entryPoints: {
      page: fileURLToPath(new URL(`../clients/${client}`, import.meta.url)),
      'content-worker': fileURLToPath(import.meta.resolve('openwx/content-worker.js')),
      ...Object.fromEntries(
        workers.map((name) => [name, fileURLToPath(import.meta.resolve(`openwx/${name}.js`))]),
      ),
    },
    outdir: '/',
    bundle: true,
    minify: true,
    format: 'esm',
    conditions: ['browser'],
    write: false,
  })
  return Object.fromEntries(
    outputFiles.map(({ path: file, text }) => [`/${path.basename(file)}`, text]),
  )
}

/**
 * A page in Chromium, a server of another origin that it asks, and a gateway on the page's own origin:
 * each in a process of its own.
 * @param {{ client?: string, server?: string, arguments?: string[] }} [options] Files of `clients` and
 * `servers`, and what Chromium is started with besides.
 */
export const openPage = async ({
  client = 'page.js',
  server = 'json-server.js',
  arguments: more = [],
} = {}) => {
  const opened = []
  const close = async () => {
    for (const end of opened.reverse()) await end()
  }
  try {
    const target = await startProcess(new URL(`../servers/${server}`, import.meta.url))
    opened.push(() => target.stop())
    const url = await target.call('start')

    const gateway = await startProcess(new URL('../servers/gateway-server.js', import.meta.url))
    opened.push(() => gateway.stop())
    const served = await gateway.call('start', {
      scripts: await bundlePage(client),
      // An allowed WebSocket is named as what its handshake is.
      allow: [url.replace(/^ws/, 'http')],
    })

    // Not a page of a browser that keeps nothing: that one would keep large files in memory.
    const profile = mkdtempSync(path.join(tmpdir(), 'openwx-bench-'))
    opened.push(() => rmSync(profile, { recursive: true, force: true }))
    const context = await chromium.launchPersistentContext(profile, {
      executablePath: findChromium(),
      args: [...chromiumArgs, ...more],
    })
    opened.push(() => context.close())
    const page = await context.newPage()
    await page.goto(served.page)
    await page.waitForFunction(() => globalThis.bench !== undefined)
    await page.evaluate((address) => globalThis.bench.prepare(address), served.gateway)
    return { url, browser: context.browser(), page, gateway, served, close }
  } catch (error) {
    await close()
    throw error
  }
}
