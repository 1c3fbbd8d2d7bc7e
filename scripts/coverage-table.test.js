import { expect, it } from 'vitest'
import { coverageTable } from './coverage-table.js'

const result = (status, conformance) => ({ status, meta: { conformance } })
const report = (...assertionResults) => ({ testResults: [{ assertionResults }] })
const ran = { host: 'node', features: ['A01'], spec: [] }

const lineOf = (id, text) => text.split('\n').find((line) => line.startsWith(`| ${id} |`))

it('says yes when every case of a feature passes, and not yet without a case', () => {
  const text = coverageTable(report(result('passed', ran), result('passed', ran)))
  expect(lineOf('A01', text)).toBe(
    '| A01 | request(url, callbacks) | not yet | yes | not yet | not yet |',
  )
})

it('says no as soon as one case fails', () => {
  const text = coverageTable(report(result('passed', ran), result('failed', ran)))
  expect(lineOf('A01', text)).toContain('| no |')
})

it('gives the reason once for what is beyond a host, wholly or partly', () => {
  const lesser = { ...ran, unsupported: 'no such thing' }
  const other = { ...lesser, features: ['A02'] }
  const text = coverageTable(
    report(result('passed', ran), result('passed', lesser), result('passed', other)),
  )
  expect(lineOf('A01', text)).toContain('| partly [1] |')
  expect(lineOf('A02', text)).toContain('| unsupported [1] |')
  expect(text.match(/^1\. no such thing$/gm)).toHaveLength(1)
})

it('lists the numbered cases that pass, in runs', () => {
  const spec = (...numbers) => ({ ...ran, spec: numbers.map((number) => `network ${number}`) })
  const text = coverageTable(
    report(result('passed', spec(3, 1, 2)), result('passed', spec(7)), result('failed', spec(8))),
  )
  expect(text).toContain('| network | Node | 4 | 1–3, 7 |')
})
