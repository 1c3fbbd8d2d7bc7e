import { afterAll, afterEach, beforeAll, expect } from 'vitest'
import { openProgram, type OpenProgram } from '../../../packages/runner/test/open-program.js'
import { startDemoServer } from '../server/server.js'

/** Where the tour expects the demo server; the runner sends what goes there to the test's own. */
export const DEMO = '127.0.0.1:8787'

/** How long a busy machine may take for what comes at once on an idle one. */
export const SOON = { timeout: 20_000 }

export type Entry = { kind: string; call: number; brief: string }
type Key = { name: 'play' | 'pause' | 'stop' | 'previous' | 'next' }
export type Openwx = {
  errors: { message: string }[]
  getCurrentPages(): { route: string; setData(data: object): void }[]
  host: { nowPlaying: { press(key: Key): void } }
  wx: { getBackgroundAudioManager(): BackgroundAudio }
}
export type BackgroundAudio = {
  src: string
  title: string
  paused?: boolean
  currentTime?: number
  playbackRate: number
}

/** What the code of a page does with a `wx` that only listens: its one call, and what follows. */
export const callsOf = (api: string, source: string) => {
  let made: Record<string, unknown> = {}
  const listeners: string[] = []
  const timers: unknown[] = []
  const methods: Record<string, unknown> = {}
  const task = new Proxy(
    {},
    {
      get: (_, name: string) => (argument: unknown) => {
        if (name.startsWith('on')) listeners.push(name)
        else methods[name] = argument
      },
    },
  )
  const wx = {
    [api]: (options: Record<string, unknown>) => {
      made = options
      return task
    },
  }
  // eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call
  new Function('wx', 'setTimeout', source)(wx, (_: unknown, ms: unknown) => timers.push(ms))
  const { success, fail, complete, ...options } = made
  expect([typeof success, typeof fail]).toEqual(['function', 'function'])
  // A socket has no end of its own for `complete` to tell.
  if (api !== 'connectSocket') expect(typeof complete).toBe('function')
  return { options, listeners, timers, task: methods }
}

/**
 * The tour in a browser with a demo server, for the tests of one file; no test may leave an error.
 * @param more Arguments of Chromium.
 */
export const useTour = (...more: string[]) => {
  let server: Awaited<ReturnType<typeof startDemoServer>>
  let program: OpenProgram

  beforeAll(async () => {
    server = await startDemoServer({ port: 0 })
    program = await openProgram(
      new URL('../', import.meta.url),
      {
        viewport: { width: 390, height: 844 },
        permissions: ['clipboard-read', 'clipboard-write', 'microphone'],
        chromium: more,
      },
      '--hosts',
      `${DEMO}=${new URL(server.origin).host}`,
      '--allow',
      server.origin,
    )
  })
  afterAll(async () => {
    await program.close()
    await server.close()
  })
  afterEach(async () => {
    expect(await openwx(({ errors }) => errors.map(({ message }) => message))).toEqual([])
  })

  const at = (selector: string) => program.frame().locator('wx-page:visible').locator(selector)
  const openwx = <T>(read: (openwx: Openwx) => T): Promise<T> =>
    program.page.evaluate(`(${read.toString()})(globalThis.openwx)`)
  const stack = () => openwx(({ getCurrentPages }) => getCurrentPages().map(({ route }) => route))

  const log = (): Promise<Entry[]> =>
    at('[data-kind]:not([data-kind="run"])').evaluateAll((rows) =>
      rows.map((row) => ({
        kind: row.getAttribute('data-kind') ?? '',
        call: Number(row.getAttribute('data-call')),
        brief: row.querySelector('[data-part="brief"]')?.textContent ?? '',
      })),
    )
  const kinds = async () => (await log()).map(({ kind }) => kind)
  const calls = (kind: string) => async () => (await kinds()).filter((one) => one === kind).length
  const run = () => at('[data-action="run"]').click()

  return {
    program: () => program,
    origin: () => server.origin,
    at,
    stack,
    openwx,
    /** Opens a page that plays what the demo server has: a page loads sounds without a gateway. */
    openSound: (route: string) =>
      program.open(`${route}?server=${encodeURIComponent(server.origin)}`),
    /** The bar of the phone around the program. */
    bar: () => program.page.getByRole('region', { name: 'Now playing' }),
    /** Puts the handle of a slider somewhere, as a finger does. */
    drag: async (slider: string, share: number) => {
      const area = at(slider).locator('.wx-slider-handle-wrapper')
      const handle = at(slider).locator('.wx-slider-handle')
      await area.scrollIntoViewIfNeeded()
      const [line, from] = [await area.boundingBox(), await handle.boundingBox()]
      if (!line || !from) throw new Error(`${slider} is not in sight`)
      const { mouse } = program.page
      const y = from.y + from.height / 2
      await mouse.move(from.x + from.width / 2, y)
      await mouse.down()
      await mouse.move(line.x + (line.width * share) / 2, y, { steps: 3 })
      await mouse.move(line.x + line.width * share, y, { steps: 3 })
      await mouse.up()
    },
    log,
    kinds,
    calls,
    run,
    /** The kinds of events in their order, each run of one kind once. */
    phases: async () => (await kinds()).filter((kind, index, all) => kind !== all[index - 1]),
    briefOf: async (kind: string) => (await log()).find((entry) => entry.kind === kind)?.brief,
    cell: (name: string) => at(`[data-cell="${name}"]`).textContent(),
    fact: (name: string) => at(`[data-fact="${name}"]`).first().textContent(),
    /** The value that a row shows when it is opened. */
    detail: async (kind: string) => {
      const row = at(`[data-kind="${kind}"]`).first()
      await row.locator('[data-index]').click()
      const text = await row.locator('[data-part="detail"]').textContent()
      return JSON.parse(text ?? '') as Record<string, unknown>
    },
    /** The lines of code, without their indentation. */
    code: () => at('[data-part="code"] > wx-view').allTextContents(),
    clipboard: () => program.page.evaluate(() => navigator.clipboard.readText()),
    choose: (preset: string) => at(`[data-id="${preset}"]`).click(),
    fill: (field: string, text: string) =>
      at(`[data-field="${field}"]`).locator('input, textarea').fill(text),
    /** Runs what the form says until its last call has ended. */
    runToEnd: async (count = 1) => {
      await run()
      await expect.poll(calls('complete'), SOON).toBe(count)
    },
  }
}
