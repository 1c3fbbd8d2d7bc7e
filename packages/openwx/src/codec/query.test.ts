import fc from 'fast-check'
import { expect, it } from 'vitest'
import { mergeQuery } from './query.js'

const entries = fc.dictionary(
  fc.string({ unit: 'binary', minLength: 1 }),
  fc.string({ unit: 'binary' }),
)

it('carries every key and value through a URL parser unharmed', () => {
  fc.assert(
    fc.property(entries, (data) => {
      const url = new URL(mergeQuery('https://h.test/p', data))
      expect(Object.fromEntries(url.searchParams)).toEqual({ ...data })
    }),
  )
})

it('keeps old text that nothing replaces, to the letter', () => {
  const old = fc.stringMatching(
    /^[a-z]{2,5}(=[a-z0-9=%]{0,5})?(&[a-z]{2,5}(=[a-z0-9=%]{0,5})?){0,3}$/,
  )
  fc.assert(
    fc.property(old, (query) => {
      const merged = mergeQuery(`https://h.test/p?${query}#top`, { A: 1 })
      expect(merged).toBe(`https://h.test/p?${query}&A=1#top`)
    }),
  )
})

it('replaces an old name once and drops its repetitions', () => {
  expect(mergeQuery('/p?a=1&b=2&a=3', { a: 9 })).toBe('/p?a=9&b=2')
})

it('takes a second ? for a part of the query', () => {
  expect(mergeQuery('/p?a=b?c', { d: 1 })).toBe('/p?a=b?c&d=1')
})
