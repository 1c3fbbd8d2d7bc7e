import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { chromium } from 'playwright-core'
import { chromiumArgs } from '../../scripts/chromium-args.js'
import { findChromium } from '../../scripts/setup.js'
import { startProcess } from './process.js'

/** The page's program, and the worker that the library looks for beside it. */
const bundlePage = async (client) => {
  const { outputFiles } = await build({
    entryPoints: {
      page: fileURLToPath(new URL(`../clients/${client}`, import.meta.url)),
      'content-worker': fileURLToPath(import.meta.resolve('openwx/content-worker.js')),
      'encode-worker': fileURLToPath(import.meta.resolve('openwx/encode-worker.js')),
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
 * @param {{ client?: string, server?: string }} [programs] Files of `clients` and `servers`.
 */
export const openPage = async ({ client = 'page.js', server = 'json-server.js' } = {}) => {
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
      args: chromiumArgs,
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
