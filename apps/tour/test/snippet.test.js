import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, it } from 'vitest'

/** A module of the mini program, run as mini programs run theirs. */
const load = (path) => {
  const module = { exports: {} }
  const source = readFileSync(new URL(`../miniprogram/${path}`, import.meta.url), 'utf8')
  new Function('module', 'exports', source)(module, module.exports)
  return module.exports
}
const { block, line, piece, toText } = load('utils/snippet.js')

const written = (value) =>
  toText(block(0, [piece('name', 'data'), piece('plain', ': ')], value, ','))

it('keeps short values on one line', () => {
  expect(written({ a: 1, 'b-c': [null] })).toBe("data: { a: 1, 'b-c': [null] },")
  expect(written({})).toBe('data: {},')
})

it('breaks long values into lines', () => {
  expect(
    written({ name: 'a name that is long', list: ['another text', 'and one more of them'] }),
  ).toBe(
    [
      'data: {',
      "  name: 'a name that is long',",
      '  list: [',
      "    'another text',",
      "    'and one more of them'",
      '  ]',
      '},',
    ].join('\n'),
  )
})

it('marks pieces of a line', () => {
  expect(line(1, "task.|f:on|(|s:'x'|)")).toEqual({
    indent: 1,
    pieces: [
      { kind: 'plain', text: 'task.' },
      { kind: 'function', text: 'on' },
      { kind: 'plain', text: '(' },
      { kind: 'string', text: "'x'" },
      { kind: 'plain', text: ')' },
    ],
  })
})

it('writes code that makes the same value again', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const again = new Function(`return { ${written(value)} }.data`)()
      expect(JSON.stringify(again)).toBe(JSON.stringify(value))
    }),
  )
})

it.each(["it's", '"quoted"', '\\', '\\"', 'line\nbreak', '\u2028', '__proto__'])(
  'writes %j as a text and as a key',
  (text) => {
    const value = JSON.parse(`{ ${JSON.stringify(text)}: ${JSON.stringify(text)} }`)
    const again = new Function(`return { ${written(value)} }.data`)()
    expect(JSON.stringify(again)).toBe(JSON.stringify(value))
  },
)
