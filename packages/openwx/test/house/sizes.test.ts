import { expect, it } from 'vitest'
import { sourcesBelow, textOf } from './sources.js'

const MAX_LINES = 400

/** Files past the limit, each with the reason why it is one idea all the same. */
const allowed: Record<string, string> = {}

it(`keeps source files below ${MAX_LINES} lines`, () => {
  const long = sourcesBelow('packages')
    .filter((file) => file.includes('/src/') && !file.endsWith('.test.ts'))
    .map((file) => ({ file, lines: textOf(file).split('\n').length }))
    .filter(({ file, lines }) => lines > MAX_LINES && !(file in allowed))
    .map(({ file, lines }) => `${file}: ${lines} lines`)
  expect(long).toEqual([])
})
