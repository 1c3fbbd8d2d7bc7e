import { afterEach, expect, it } from 'vitest'

/** What belongs to a page; reading any of it while a module loads would break it elsewhere. */
const pageGlobals = [
  'window',
  'document',
  'navigator',
  'location',
  'localStorage',
  'sessionStorage',
  'fetch',
  'XMLHttpRequest',
  'WebSocket',
]
const originals = pageGlobals.map(
  (name) => [name, Object.getOwnPropertyDescriptor(globalThis, name)] as const,
)

/** Makes every look at a page's globals fail. */
const forbidPageGlobals = () => {
  for (const name of pageGlobals) {
    Object.defineProperty(globalThis, name, {
      configurable: true,
      get: () => {
        throw new Error(`${name} was read at import`)
      },
    })
  }
}

afterEach(() => {
  for (const [name, original] of originals) {
    if (original) Object.defineProperty(globalThis, name, original)
    else Reflect.deleteProperty(globalThis, name)
  }
})

it.each([
  ['browser', () => import('../../src/index.browser.js')],
  ['memory', () => import('../../src/index.memory.js')],
  ['node', () => import('../../src/index.node.js')],
  ['apis', () => import('../../src/apis.js')],
  ['elements', () => import('../../src/elements.js')],
  ['call', () => import('../../src/call/index.js')],
])('importing the entry for %s neither reads nor adds globals', async (_name, load) => {
  const before = Object.getOwnPropertyNames(globalThis).concat(pageGlobals)
  forbidPageGlobals()
  expect(() => globalThis.document).toThrow('was read at import')
  await load()
  const added = Object.getOwnPropertyNames(globalThis).filter((name) => !before.includes(name))
  // undici leaves its dispatcher where Node's own fetch finds it.
  expect(added.filter((name) => name !== '__undici__')).toEqual([])
})
