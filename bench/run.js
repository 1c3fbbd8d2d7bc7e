import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import path from 'node:path'
import { format, resolveConfig } from 'prettier'
import { build } from '../scripts/build.js'
import { reportAndFail, SetupError } from '../scripts/run.js'
import { toMarkdown } from './lib/report.js'

const folder = import.meta.dirname
const resultsFile = path.join(folder, 'results.md')

const known = readdirSync(path.join(folder, 'benchmarks')).map((file) => path.basename(file, '.js'))

const chosen = (args) => {
  const unknown = args.find((name) => !known.includes(name))
  if (unknown) {
    throw new SetupError(`There is no benchmark ${unknown}; there are ${known.join(', ')}.`)
  }
  return args.length > 0 ? args : known
}

const machine = () => {
  const { length } = cpus()
  return `${process.platform} ${process.arch}, ${length} cores, Node ${process.versions.node}`
}

/** Sections of results.md by benchmark, so that running one leaves what the others said. */
const readSections = () => {
  let text = ''
  try {
    text = readFileSync(resultsFile, 'utf8')
  } catch {
    // The first run writes the file.
  }
  return Object.fromEntries(
    text
      .split(/^## /m)
      .slice(1)
      .map((section) => [section.slice(0, section.indexOf('\n')), `## ${section.trim()}`]),
  )
}

const writeResults = async (sections) => {
  const text = [
    '# Results',
    'Written by `npm run bench`. Ratios are medians over interleaved rounds of one run, and mean the same on ' +
      'any machine; the absolute numbers beside them do not.',
    ...known.map((name) => sections[name]).filter(Boolean),
  ].join('\n\n')
  const options = await resolveConfig(resultsFile)
  writeFileSync(resultsFile, await format(text, { ...options, parser: 'markdown' }))
}

const main = async () => {
  await build()
  const sections = readSections()
  let missed = 0
  for (const name of chosen(process.argv.slice(2))) {
    const { run } = await import(`./benchmarks/${name}.js`)
    const tables = await run()
    const date = new Date().toISOString().slice(0, 10)
    sections[name] = [`## ${name}`, `${date}; ${machine()}.`, ...tables.map(toMarkdown)].join(
      '\n\n',
    )
    console.log(`\n${sections[name]}`)
    missed += tables.flatMap(({ rows }) => rows).filter(({ passed }) => passed === false).length
    await writeResults(sections)
  }
  if (missed > 0) {
    console.log(`\n${missed} targets missed`)
    process.exitCode = 1
  }
}

main().catch(reportAndFail)
