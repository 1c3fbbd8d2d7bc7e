import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { chromium } from 'playwright-core'
import { findChromium } from '../../scripts/setup.js'
import { startProcess } from './process.js'

const chromiumArgs = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

const bundlePage = async () => {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('../clients/page.js', import.meta.url))],
    bundle: true,
    minify: true,
    format: 'esm',
    conditions: ['browser'],
    write: false,
  })
  return outputFiles[0].text
}

/**
 * A page in Chromium, a server of another origin that it asks, and a gateway on the page's own origin:
 * each in a process of its own.
 */
export const openPage = async () => {
  const opened = []
  const close = async () => {
    for (const end of opened.reverse()) await end()
  }
  try {
    const target = await startProcess(new URL('../servers/json-server.js', import.meta.url))
    opened.push(() => target.stop())
    const url = await target.call('start')

    const gateway = await startProcess(new URL('../servers/gateway-server.js', import.meta.url))
    opened.push(() => gateway.stop())
    const served = await gateway.call('start', { script: await bundlePage(), allow: [url] })

    const browser = await chromium.launch({ executablePath: findChromium(), args: chromiumArgs })
    opened.push(() => browser.close())
    const page = await browser.newPage()
    await page.goto(served.page)
    await page.waitForFunction(() => globalThis.bench !== undefined)
    await page.evaluate((address) => globalThis.bench.prepare(address), served.gateway)
    return { url, page, gateway, served, close }
  } catch (error) {
    await close()
    throw error
  }
}
