import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { ownPages, startLastingBrowser, type LastingBrowser } from './lasting-browser.js'

const MIB = 1024 * 1024
const PAGE = '/test/store.html'

type Put = readonly [char: string, bytes: number] | string | null

/** See store-page.js. */
declare const test: {
  readonly warnings: readonly string[]
  readonly changes: readonly string[][]
  open(): Promise<string[][]>
  commit(puts: Readonly<Record<string, Put>>, removed?: readonly string[]): Promise<void>
  read(): Promise<Record<string, [string, number] | undefined>>
  problem(work: Promise<unknown>): Promise<string>
  contents(): Promise<string[]>
  blobs: Record<string, Blob | undefined>
  store: { close(): Promise<void> }
}

let browser: LastingBrowser

beforeAll(async () => {
  browser = await startLastingBrowser(ownPages)
})
afterAll(() => browser.close())
beforeEach(() => browser.forget())

/** A page with an open store, and what was in it. */
const openStore = async (prepare?: (page: Page) => Promise<unknown>) => {
  const page = await browser.context().newPage()
  await prepare?.(page)
  await page.goto(browser.origin + PAGE)
  await page.waitForFunction(() => 'test' in globalThis)
  const entries = await page.evaluate(() => test.open())
  return { page, entries }
}
const commit = (page: Page, puts: Readonly<Record<string, Put>>, removed: string[] = []) =>
  page.evaluate(([puts, removed]) => test.commit(puts, removed), [puts, removed] as const)
const read = (page: Page) => page.evaluate(() => test.read())
const contents = (page: Page) => page.evaluate(() => test.contents())
const warnings = (page: Page) => page.evaluate(() => test.warnings)

it('keeps files and folders over a restart', async () => {
  const { page, entries } = await openStore()
  expect(entries).toEqual([])
  await commit(page, { a: null, 'a/large': ['x', 5 * MIB], 'a/small': ['y', 1], empty: ['', 0] })
  await browser.restart()
  const again = await openStore()
  expect(again.entries).toEqual(['a', 'a/large', 'a/small', 'empty'].map((n) => ['user', 'wx1', n]))
  expect(await read(again.page)).toEqual({
    a: undefined,
    'a/large': ['x', 5 * MIB],
    'a/small': ['y', 1],
    empty: ['', 0],
  })
  expect(await warnings(again.page)).toEqual([])
})

it('writes no bytes again that are stored, and keeps them as long as something has them', async () => {
  const { page } = await openStore()
  await commit(page, { one: ['x', MIB] })
  const [content] = await contents(page)
  await commit(page, { two: 'one', 'three/moved': 'one' }, ['one'])
  expect(await contents(page)).toEqual([content])
  await commit(page, { two: ['y', MIB] })
  await expect.poll(() => contents(page)).toHaveLength(2)
  await commit(page, {}, ['three/moved'])
  await expect.poll(() => contents(page)).toHaveLength(1)
  expect(await read(page)).toEqual({ two: ['y', MIB] })
})

it('makes commits in the order in which they were asked for, however long each takes', async () => {
  const { page } = await openStore()
  await page.evaluate(async (bytes) => {
    const works = [
      test.commit({ a: ['x', bytes] }),
      test.commit({ a: ['y', 1] }),
      test.commit({ b: ['z', bytes] }),
      test.commit({}, ['b']),
    ]
    await Promise.all(works)
  }, 8 * MIB)
  const again = await openStore()
  expect(await read(again.page)).toEqual({ a: ['y', 1] })
})

it.each(['as it begins', 'while bytes are written', 'when names change', 'in the midst of many'])(
  'has what was there or what was to be after a kill: %s',
  async (when) => {
    const { page } = await openStore()
    await commit(page, { a: ['x', 32 * MIB], b: ['x', 10] })
    const before = await contents(page)
    const moment = page.waitForFunction(
      async ([when, before]) => {
        const page = globalThis as { moment?: string; committed?: number }
        if (when === 'as it begins') return page.moment === 'begun'
        if (when === 'while bytes are written') {
          return (await test.contents()).length > before.length
        }
        return when === 'when names change'
          ? (await test.contents()).some((name) => !before.includes(name)) &&
              test.changes.length > 0
          : (page.committed ?? 0) > 3
      },
      [when, before] as const,
    )
    // What this page changes, another one hears of as soon as it is so.
    if (when === 'when names change') {
      await page.evaluate(async () => {
        const { store } = test
        await test.open()
        Object.assign(test, { store })
      })
    }
    await page.evaluate((bytes) => {
      const page = globalThis as { moment?: string; committed?: number }
      page.moment = 'begun'
      page.committed = 0
      const go = async () => {
        for (let i = 0; ; i++) {
          const char = i % 2 === 0 ? 'y' : 'x'
          await test.commit({ a: [char, bytes], b: [char, 10] })
          page.committed = i
        }
      }
      void go()
    }, 32 * MIB)
    await moment
    await browser.kill()

    const again = await openStore()
    const { a, b } = await read(again.page)
    expect(a).toEqual([expect.stringMatching(/^[xy]$/), 32 * MIB])
    expect(b).toEqual([a?.[0], 10])
    // What the dead page was writing is swept out.
    await expect.poll(() => contents(again.page)).toHaveLength(1)
  },
)

it('tells the other pages what it has changed', async () => {
  const [one, two] = [await openStore(), await openStore()]
  await commit(one.page, { a: ['x', MIB], b: ['x', 1] })
  await expect.poll(() => read(two.page)).toEqual({ a: ['x', MIB], b: ['x', 1] })
  await commit(two.page, { a: ['y', 2 * MIB] }, ['b'])
  await expect.poll(() => read(one.page)).toEqual({ a: ['y', 2 * MIB] })
  expect(await one.page.evaluate(() => test.changes)).toEqual([['a', '-b']])
})

it('refuses bytes that another page has removed meanwhile', async () => {
  const { page } = await openStore()
  await commit(page, { a: ['x', MIB] })
  await page.evaluate(() => Object.assign(globalThis, { held: test.blobs.a }))
  const other = await openStore()
  await commit(other.page, {}, ['a'])
  const problem = await page.evaluate(() => {
    test.blobs.a = (globalThis as { held?: Blob }).held
    return test.problem(test.commit({ b: 'a' }))
  })
  expect(problem).toBe('changed')
  expect((await openStore()).entries).toEqual([])
})

it('leaves alone what a living page is about to name, and removes it after its death', async () => {
  const { page } = await openStore()
  await commit(page, { a: ['x', MIB] })
  const orphan = async () => {
    const root = await navigator.storage.getDirectory()
    const folder = await root.getDirectoryHandle('openwx-files')
    const [name = ''] = await test.contents()
    await folder.getFileHandle(`${name}0`, { create: true })
  }
  await page.evaluate(orphan)
  const other = await openStore()
  // Two sweeps: the first of them has ended before the second store is closed.
  await other.page.evaluate(() => test.store.close())
  expect(await contents(other.page)).toHaveLength(2)
  await page.close()
  const last = await openStore()
  await expect.poll(() => contents(last.page)).toHaveLength(1)
  expect(await read(last.page)).toEqual({ a: ['x', MIB] })
})

const withoutFolder = (page: Page) =>
  page.addInitScript(() => {
    Object.assign(navigator.storage, { getDirectory: undefined })
  })
const withoutWorker = (page: Page) =>
  page.route('**/content-worker.js', (route) => route.fulfill({ status: 404 }))

it.each([
  ['in the folder', undefined],
  ['in the database', withoutFolder],
])('says that the disk is full, and loses nothing: %s', async (_where, prepare) => {
  const limit = await browser.quota()
  // Before anything is written: Chromium remembers for a while how much room it has found.
  await limit(4 * MIB)
  const { page } = await openStore(prepare)
  await commit(page, { a: ['x', MIB], s: ['x', 1] })
  const tooMuch = (page: Page) =>
    page.evaluate(
      (bytes) => test.problem(test.commit({ a: ['y', bytes], t: ['y', 1] }, ['s'])),
      8 * MIB,
    )
  expect(await tooMuch(page)).toBe('full')
  expect(await read((await openStore()).page)).toEqual({ a: ['x', MIB], s: ['x', 1] })
  if (prepare === undefined) expect(await contents(page)).toHaveLength(1)
  await limit()
  expect(await tooMuch(page)).toBe('none')
})

it('keeps files in the database where there is no private file system, or no worker', async () => {
  for (const prepare of [withoutFolder, withoutWorker]) {
    const { page } = await openStore(prepare)
    await commit(page, { a: ['x', MIB], b: ['y', 1] })
    await commit(page, { a: ['z', 2 * MIB] })
    expect(await warnings(page)).toEqual(
      prepare === withoutWorker ? [expect.stringContaining('content-worker.js')] : [],
    )
    const again = await openStore(prepare)
    expect(await read(again.page)).toEqual({ a: ['z', 2 * MIB], b: ['y', 1] })
    // Where there is a folder, later pages find the same files.
    expect(await read((await openStore()).page)).toEqual({ a: ['z', 2 * MIB], b: ['y', 1] })
    await page.close()
    await again.page.close()
  }
})

it('says once that nothing lasts where the browser keeps nothing', async () => {
  const page = await browser.open('/test/sandboxed.html')
  const frame = page.frames().find((candidate) => candidate !== page.mainFrame())
  await frame?.waitForFunction(() => 'test' in globalThis)
  expect(await frame?.evaluate(() => test.open())).toEqual([])
  await frame?.evaluate(() => test.commit({ a: ['x', 1] }))
  expect(await frame?.evaluate(() => test.read())).toEqual({ a: ['x', 1] })
  expect(await frame?.evaluate(() => test.warnings)).toEqual([
    expect.stringMatching(/^openwx: this browser keeps no files for this page \(SecurityError/),
  ])
})
