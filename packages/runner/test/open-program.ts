import { fileURLToPath } from 'node:url'
import { readProject, startDevServer } from 'openwx-runner'
import { chromium, type BrowserContextOptions, type Frame, type Page } from 'playwright-core'

export type OpenProgram = {
  /** The page that a user sees; the program runs in a frame of it. */
  readonly page: Page
  readonly url: string
  /** Messages that the dev server had for the developer. */
  readonly messages: readonly string[]
  /** The frame that the program runs in now. */
  frame(): Frame
  /** Loads the program anew at a route, and waits until its page is shown. */
  open(route: string): Promise<Frame>
  close(): Promise<void>
}

const BROWSER_ARGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
const DEFAULT_CHROMIUM = '/usr/bin/chromium'

/** Starts a browser as all of these tests do. */
export const launchBrowser = () =>
  chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? DEFAULT_CHROMIUM,
    args: BROWSER_ARGS,
  })

/** Serves a program for development and opens a browser for it. */
export const openProgram = async (
  root: URL,
  options: BrowserContextOptions = {},
): Promise<OpenProgram> => {
  const messages: string[] = []
  const server = await startDevServer({
    project: readProject(fileURLToPath(root)),
    port: 0,
    allow: [],
    hosts: {},
    log: (message) => void messages.push(message),
  })
  const browser = await launchBrowser()
  const page = await (await browser.newContext({ reducedMotion: 'reduce', ...options })).newPage()

  const frame = (): Frame => {
    const found = page.frames().find((candidate) => candidate.url().includes('/__openwx/'))
    if (!found) throw new Error('the program has no frame')
    return found
  }

  return {
    page,
    url: server.url,
    messages,
    frame,
    async open(route) {
      // A change of the hash alone would not load anything.
      await page.goto('about:blank')
      await page.goto(`${server.url}#/${route}`)
      const [path = ''] = route.split('?')
      await page.frameLocator('iframe').locator(`wx-page[data-route="${path}"]:visible`).waitFor()
      return frame()
    },
    async close() {
      await browser.close()
      await server.close()
    },
  }
}
