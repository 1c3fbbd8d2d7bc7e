import { expect, it } from 'vitest'
import { parseRange } from './byte-range.js'

it.each([
  ['bytes=0-9', { start: 0, end: 10 }],
  ['bytes=5-', { start: 5, end: 100 }],
  ['bytes=90-500', { start: 90, end: 100 }],
  ['bytes=99-99', { start: 99, end: 100 }],
  ['bytes=-1', { start: 99, end: 100 }],
  ['bytes=-500', { start: 0, end: 100 }],
  ['Bytes= 1-2 ', { start: 1, end: 3 }],
])('finds the part that %s asks for', (field, range) => {
  expect(parseRange(field, 100)).toEqual(range)
})

it.each(['bytes=100-', 'bytes=100-200', 'bytes=-0', 'bytes=999999999999999999999-'])(
  'finds no byte of %s',
  (field) => {
    expect(parseRange(field, 100)).toBe('unsatisfiable')
  },
)

it.each([null, '', 'bytes=', 'bytes=-', 'bytes=a-b', 'bytes=5-4', 'bytes=0-1,5-6', 'items=0-1'])(
  'leaves %j aside',
  (field) => {
    expect(parseRange(field, 100)).toBeUndefined()
  },
)

it('finds no byte of an empty file', () => {
  expect(parseRange('bytes=0-', 0)).toBe('unsatisfiable')
  expect(parseRange('bytes=-5', 0)).toBe('unsatisfiable')
})
