import { readFileSync } from 'node:fs'
import path from 'node:path'
import { build } from './build.js'
import { coverageTable } from './coverage-table.js'
import { reportAndFail, root, runNode, runNpm } from './run.js'
import { ensureChromium, ensureDependencies, tryNginx } from './setup.js'
import { countTests, runVitest } from './vitest.js'

const tool = (file, ...args) => runNode(path.join('node_modules', file), args)
const npm = (...args) => runNpm(args)
const publint = (name) => tool('publint/src/cli.js', 'run', `packages/${name}`, '--strict')
/** Scripts that a package hands to a browser: nobody imports them, so they have no types. */
const scriptsOf = (name) => {
  const manifest = readFileSync(path.join(root, 'packages', name, 'package.json'), 'utf8')
  return Object.keys(JSON.parse(manifest).exports)
    .filter((entry) => entry.endsWith('.js'))
    .map((entry) => entry.slice('./'.length))
}
const attw = (name) => {
  const args = ['--pack', `packages/${name}`, '--profile', 'esm-only']
  const others = ['--exclude-entrypoints', ...scriptsOf(name)]
  return tool('@arethetypeswrong/cli/dist/index.js', ...args, ...others)
}

/** Checks that are no tests: each counts as one result, and resolves with an exit status. */
const checks = {
  types: () => npm('run', '--silent', 'types'),
  'types as a program sees them': () =>
    tool('typescript/bin/tsc', '--noEmit', '-p', 'packages/openwx/types-test'),
  lint: () => npm('run', '--silent', 'lint'),
  format: () => npm('run', '--silent', 'format:check'),
  'package openwx: contents': () => publint('openwx'),
  'package openwx: types': () => attw('openwx'),
  'package openwx-runner: contents': () => publint('runner'),
}

const heading = (title) => console.log(`\n=== ${title} ===\n`)

/** Whether the committed page says what the cases just said. */
const coverageIsCurrent = (report) => {
  const committed = readFileSync(path.join(root, 'docs', 'coverage.md'), 'utf8')
  if (report && committed === coverageTable(report)) return true
  console.log('docs/coverage.md differs from the results of the cases: run `npm run coverage`.')
  return false
}

const main = async () => {
  await ensureDependencies()
  process.env.CHROMIUM_PATH = await ensureChromium()
  await tryNginx()
  await build()

  const failures = []
  for (const [title, check] of Object.entries(checks)) {
    heading(title)
    if ((await check()) !== 0) failures.push(title)
  }

  heading('tests')
  const result = await runVitest()
  const tests = countTests(result)
  if (tests.failed > 0) failures.push('tests')

  heading('docs/coverage.md')
  if (!coverageIsCurrent(result.report)) failures.push('docs/coverage.md')

  const checked = Object.keys(checks).length + 1
  const checksFailed = failures.filter((title) => title !== 'tests').length
  const passed = tests.passed + checked - checksFailed
  const failed = tests.failed + checksFailed
  if (failures.length > 0) console.log(`\nFailed: ${failures.join(', ')}`)
  console.log(
    `\n${passed} passed, ${failed} failed${tests.skipped > 0 ? `, ${tests.skipped} skipped` : ''}`,
  )
  if (failed > 0 || tests.passed === 0) process.exitCode = 1
}

main().catch(reportAndFail)
