import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { ownPages, startLastingBrowser, type LastingBrowser } from './lasting-browser.js'

const MIB = 1024 * 1024
/** More than what is kept in the database. */
const LARGE = 100_000

/** See host-page.js. */
declare const test: {
  readonly errors: readonly string[]
  readonly host: { dispose(): Promise<void>; readonly files: { flush(): Promise<void> } }
  open(): Promise<void>
  save(text: string, times: number): Promise<string>
  list(space: string): string[]
  size(space: string, name: string): number | undefined
  write(name: string, text: string, times: number): Promise<void>
  makeFolder(name: string): void
  writeSync(name: string, text: string, times: number): void
  appendSync(name: string, text: string, times: number): void
  renameSync(from: string, to: string): void
  copySync(from: string, to: string): void
  readSync(space: string, name: string): [string, number]
  read(name: string): Promise<[string, number]>
  problem(work: () => unknown): Promise<string>
}

let browser: LastingBrowser

beforeAll(async () => {
  browser = await startLastingBrowser(ownPages)
})
afterAll(() => browser.close())
beforeEach(() => browser.forget())

const openHost = async (): Promise<Page> => {
  const page = await browser.open('/test/host.html')
  await page.evaluate(() => test.open())
  return page
}

it('has saved and user files after a restart, and reads them at once', async () => {
  const page = await openHost()
  const saved = await page.evaluate(async (times) => {
    test.makeFolder('a/b')
    await test.write('a/b/large', 'x', times)
    await test.write('small', 'y', 10)
    return test.save('z', times)
  }, LARGE)
  await browser.restart()
  const again = await openHost()
  const [savedNow, userNow, read] = await again.evaluate(
    (saved) => [
      test.list('saved'),
      test.list('user'),
      [
        test.readSync('saved', saved),
        test.readSync('user', 'a/b/large'),
        test.readSync('user', 'small'),
      ],
    ],
    saved,
  )
  expect([savedNow, userNow]).toEqual([[saved], ['a', 'small']])
  expect(read).toEqual([
    ['z', LARGE],
    ['x', LARGE],
    ['y', 10],
  ])
})

it('takes what was written at once to the disk, at the latest when it is disposed of', async () => {
  const page = await openHost()
  const read = await page.evaluate(async (times) => {
    test.writeSync('a', 'x', times)
    test.writeSync('a', 'y', times)
    test.writeSync('b', 'z', 1)
    const read = test.readSync('user', 'a')
    await test.host.dispose()
    return read
  }, LARGE)
  expect(read).toEqual(['y', LARGE])
  const again = await openHost()
  expect(
    await again.evaluate(() => [test.readSync('user', 'a'), test.readSync('user', 'b')]),
  ).toEqual([
    ['y', LARGE],
    ['z', 1],
  ])
})

it('adds to a file again and again, moves and copies it, while all of that is on its way to the disk', async () => {
  const page = await openHost()
  await page.evaluate(async (times) => {
    test.writeSync('log', 'x', times)
    for (let i = 0; i < 20; i++) {
      test.appendSync('log', 'y', times)
      if (i % 3 === 0) await new Promise((resolve) => setTimeout(resolve))
      if (i % 7 === 0) await test.host.files.flush()
    }
    test.copySync('log', 'copy')
    test.appendSync('log', 'z', 1)
    test.renameSync('copy', 'moved')
    await test.host.files.flush()
  }, LARGE)
  for (const here of [page, await openHost()]) {
    const read = async () => [await test.read('log'), await test.read('moved'), test.list('user')]
    expect(await here.evaluate(read)).toEqual([
      ['xyz', 21 * LARGE + 1],
      ['xy', 21 * LARGE],
      ['log', 'moved'],
    ])
    expect(await here.evaluate(() => test.errors)).toEqual([])
  }
})

it('is as before when the disk is full, and goes on', async () => {
  const limit = await browser.quota()
  await limit(3 * MIB)
  const page = await openHost()
  const told = await page.evaluate(async (bytes) => {
    await test.write('a', 'x', 10)
    const failed = await test.problem(() => test.write('a', 'y', bytes))
    const afterFailure = test.readSync('user', 'a')
    // Nobody waits for this one.
    test.writeSync('a', 'z', bytes)
    const atOnce = test.readSync('user', 'a')
    await test.problem(() => test.host.files.flush())
    const afterwards = test.readSync('user', 'a')
    await test.write('b', 'x', 10)
    return [failed, afterFailure, atOnce, afterwards, test.list('user')]
  }, 8 * MIB)
  expect(told).toEqual(['full', ['x', 10], ['z', 8 * MIB], ['x', 10], ['a', 'b']])
  expect(await page.evaluate(() => test.errors)).toEqual([
    expect.stringMatching(/^openwx: not kept, and as before: a FileError: file full/),
  ])
  await limit()
})

it('shows one program the same files in two pages', async () => {
  const [one, two] = [await openHost(), await openHost()]
  await one.evaluate((times) => test.write('a', 'x', times), LARGE)
  await expect.poll(() => two.evaluate(() => test.list('user'))).toEqual(['a'])
  expect(await two.evaluate(() => test.readSync('user', 'a'))).toEqual(['x', LARGE])
  await two.evaluate(() => test.write('a', 'y', 5))
  await expect.poll(() => one.evaluate(() => test.size('user', 'a'))).toBe(5)
  expect(await one.evaluate(() => test.readSync('user', 'a'))).toEqual(['y', 5])
})
