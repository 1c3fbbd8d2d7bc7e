import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { coverageTable } from './coverage-table.js'
import { reportAndFail, root, SetupError } from './run.js'
import { ensureChromium, ensureDependencies } from './setup.js'
import { conformanceProjects, runVitest } from './vitest.js'

const main = async () => {
  await ensureDependencies()
  process.env.CHROMIUM_PATH = await ensureChromium()
  const { report } = await runVitest(conformanceProjects)
  if (!report) throw new SetupError('The conformance cases did not run.')
  writeFileSync(path.join(root, 'docs', 'coverage.md'), coverageTable(report))
}

main().catch(reportAndFail)
