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

/** Runs `openwx dev` on a folder; `line` is the first that it wrote to stdout. */
export const startCommand = async (folder: URL, ...more: string[]) => {
  const command = fileURLToPath(new URL('../bin/openwx.js', import.meta.url))
  const server = spawn(process.execPath, [command, 'dev', fileURLToPath(folder), ...more], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const messages: string[] = []
  createInterface(server.stderr).on('line', (line) => messages.push(line))
  const ended = once(server, 'exit') as Promise<[number | null]>
  const [line] = (await Promise.race([
    once(createInterface(server.stdout), 'line'),
    ended.then(() => ['nothing']),
  ])) as [string]
  return { server, messages, ended, line }
}

/** Runs `openwx dev` on a folder, with more arguments if need be, and opens a browser for it. */
export const openProgram = async (
  folder: URL,
  options: BrowserContextOptions = {},
  ...more: string[]
): Promise<OpenProgram> => {
  const { server, messages, ended, line } = await startCommand(folder, '--port', '0', ...more)
  const url = /^openwx ready (\S+)$/.exec(line)?.[1]
  if (url === undefined) throw new Error(`openwx dev said ${line}: ${messages.join('\n')}`)

  const browser = await chromium.launch({
    args: ARGUMENTS,
    ...(process.env.CHROMIUM_PATH && { executablePath: process.env.CHROMIUM_PATH }),
  })
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
      server.kill()
      await ended
    },
  }
}
