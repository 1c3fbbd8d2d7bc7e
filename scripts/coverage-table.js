import { readFileSync } from 'node:fs'
import path from 'node:path'
import { root } from './run.js'

const FEATURES = path.join(root, 'packages', 'openwx', 'conformance', 'features.json')

const hosts = {
  memory: 'memory',
  node: 'Node',
  chromium: 'page',
  'chromium-gateway': 'page with gateway',
}

/** The cases of all hosts, each with what it proves and whether it passed. */
const casesOf = (report) =>
  report.testResults.flatMap((file) =>
    file.assertionResults
      .filter((test) => test.meta?.conformance !== undefined)
      .map((test) => ({ ...test.meta.conformance, passed: test.status === 'passed' })),
  )

/** Numbers the reasons in order of appearance. */
const createNotes = () => {
  const reasons = []
  const mark = (reason) => {
    if (!reasons.includes(reason)) reasons.push(reason)
    return `[${reasons.indexOf(reason) + 1}]`
  }
  return { reasons, marks: (texts) => [...new Set(texts)].map(mark).join(' ') }
}

const verdict = (cases, notes) => {
  if (cases.length === 0) return 'not yet'
  if (cases.some(({ passed }) => !passed)) return 'no'
  const lesser = cases.filter(({ unsupported }) => unsupported !== undefined)
  if (lesser.length === 0) return 'yes'
  const word = lesser.length === cases.length ? 'unsupported' : 'partly'
  return `${word} ${notes.marks(lesser.map(({ unsupported }) => unsupported))}`
}

const row = (cells) => `| ${cells.join(' | ')} |`

const table = (head, rows) => [row(head), row(head.map(() => '---')), ...rows.map(row), '']

const escaped = (text) => text.replaceAll('|', '\\|').replaceAll('<', '&lt;')

const featureTables = (cases, notes) => {
  const groups = JSON.parse(readFileSync(FEATURES, 'utf8'))
  return groups.flatMap(({ group, title, features }) => [
    `## ${group}. ${title}`,
    '',
    ...table(
      ['id', 'feature', ...Object.values(hosts)],
      Object.entries(features).map(([id, feature]) => [
        id,
        escaped(feature),
        ...Object.keys(hosts).map((host) =>
          verdict(
            cases.filter((item) => item.host === host && item.features.includes(id)),
            notes,
          ),
        ),
      ]),
    ),
  ])
}

/** `1–3, 7` */
const ranges = (numbers) => {
  const runs = []
  for (const number of numbers) {
    const last = runs.at(-1)
    if (last?.to === number - 1) last.to = number
    else runs.push({ from: number, to: number })
  }
  return runs.map(({ from, to }) => (from === to ? `${from}` : `${from}–${to}`)).join(', ')
}

const specTable = (cases) => {
  const documents = [...new Set(cases.flatMap(({ spec }) => spec.map((it) => it.split(' ')[0])))]
  const rows = documents.sort().flatMap((document) =>
    Object.entries(hosts).map(([host, name]) => {
      const numbers = cases
        .filter((item) => item.host === host && item.passed)
        .flatMap(({ spec }) => spec.map((label) => label.split(' ')))
        .filter(([of]) => of === document)
        .map(([, number]) => Number(number))
      const sorted = [...new Set(numbers)].sort((a, b) => a - b)
      return [document, name, sorted.length, ranges(sorted)]
    }),
  )
  return rows.length === 0 ? [] : table(['document', 'host', 'cases', 'numbers'], rows)
}

/**
 * The text of docs/coverage.md.
 * @param report What vitest's JSON reporter wrote after a run of the conformance projects.
 */
export const coverageTable = (report) => {
  const cases = casesOf(report)
  const notes = createNotes()
  const features = featureTables(cases, notes)
  return [
    '# Coverage',
    '',
    'Written by `npm run coverage` from the results of the conformance cases; not by hand.',
    '',
    '- **yes**: every case of the feature passes.',
    '- **partly**, **unsupported**: some or all of it is beyond this host, which says so; the number gives the reason.',
    '- **no**: a case fails. **not yet**: there is no case yet.',
    '',
    ...features,
    '## Reasons',
    '',
    ...(notes.reasons.length > 0
      ? notes.reasons.map((reason, i) => `${i + 1}. ${reason}`)
      : ['None.']),
    '',
    '## Numbered cases of the behaviour documents that pass',
    '',
    ...specTable(cases),
  ].join('\n')
}
