import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'
import type { BrowserContextOptions, Frame, Page } from 'playwright-core'

const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export type OpenProgram = {
  page: Page
  /** Opens a page of the program as if nothing had been open, and answers with its frame. */
  open(route: string): Promise<Frame>
  close(): Promise<void>
}

/** Runs `openwx dev` on a folder and opens a browser for it. */
export const openProgram = async (
  folder: URL,
  options: BrowserContextOptions,
): Promise<OpenProgram> => {
  const command = fileURLToPath(new URL('../bin/openwx.js', import.meta.url))
  const server = spawn(process.execPath, [command, 'dev', fileURLToPath(folder), '--port', '0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(server, 'exit')
  const [line] = (await Promise.race([
    once(createInterface(server.stdout), 'line'),
    ended.then(() => ['nothing']),
  ])) as [string]
  const url = /^openwx ready (\S+)$/.exec(line)?.[1]
  if (url === undefined) throw new Error(`openwx dev said ${line}`)

  const browser = await chromium.launch({
    args: ARGUMENTS,
    ...(process.env.CHROMIUM_PATH && { executablePath: process.env.CHROMIUM_PATH }),
  })
  const page = await (await browser.newContext(options)).newPage()
  return {
    page,
    async open(route) {
      await page.goto('about:blank')
      await page.goto(`${url}#/${route}`)
      const frame = await (await page.waitForSelector('iframe')).contentFrame()
      if (!frame) throw new Error('the program has no frame')
      await frame.locator(`wx-page[data-route="${route}"]`).waitFor()
      return frame
    },
    async close() {
      await browser.close()
      server.kill()
      await ended
    },
  }
}
