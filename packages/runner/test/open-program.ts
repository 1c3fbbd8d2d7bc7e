import { fileURLToPath } from 'node:url'
import { chromium as playwright } from 'playwright-core'
import type { Browser, BrowserContextOptions, Frame, Page } from 'playwright-core'
import { chromiumArgs } from '../../../scripts/chromium-args.js'
import { runCommand } from './run-command.js'

export type OpenProgram = {
  /** What a user sees; the program runs in a frame of it. */
  page: Page
  url: string
  /** Lines that the command wrote to stderr. */
  messages: readonly string[]
  /** The frame that the program runs in now. */
  frame(): Frame
  /** Opens a page of the program as if nothing had been open, and answers with its frame. */
  open(route: string): Promise<Frame>
  close(): Promise<void>
}

export const launchChromium = (...more: string[]): Promise<Browser> =>
  playwright.launch({
    args: [...chromiumArgs, ...more],
    ...(process.env.CHROMIUM_PATH && { executablePath: process.env.CHROMIUM_PATH }),
  })

export type BrowserOptions = BrowserContextOptions & {
  /** Arguments that it starts with. */
  chromium?: readonly string[]
}

/** Runs `openwx dev` on a folder, with more arguments if need be, and opens a browser for it. */
export const openProgram = async (
  folder: URL,
  { chromium = [], ...options }: BrowserOptions = {},
  ...more: string[]
): Promise<OpenProgram> => {
  const { child, messages, ended, ready } = runCommand([
    ...['dev', fileURLToPath(folder), '--port', '0'],
    ...more,
  ])
  const [url = ''] = await ready()

  const browser = await launchChromium(...chromium)
  const page = await (await browser.newContext({ reducedMotion: 'reduce', ...options })).newPage()
  const frame = () => {
    const found = page.frames().find((candidate) => candidate.parentFrame() === page.mainFrame())
    if (!found) throw new Error('the program has no frame')
    return found
  }
  return {
    page,
    url,
    messages,
    frame,
    async open(route) {
      // A change of the hash alone would load nothing.
      await page.goto('about:blank')
      await page.goto(`${url}#/${route}`)
      const [path = ''] = route.split('?')
      await page.frameLocator('iframe').locator(`wx-page[data-route="${path}"]:visible`).waitFor()
      return frame()
    },
    async close() {
      await browser.close()
      child.kill()
      await ended
    },
  }
}
