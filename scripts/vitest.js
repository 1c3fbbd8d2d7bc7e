import { readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { root, runNode } from './run.js'

const RESULTS = path.join(root, '.results', 'vitest.json')

/** The projects whose results docs/coverage.md is made from. */
export const conformanceProjects = ['memory', 'node', 'chromium', 'chromium-gateway']

/**
 * Runs tests, with all their output, and resolves with vitest's JSON report and exit status.
 * @param projects Names of vitest.config.ts; none means all.
 */
export const runVitest = async (projects = []) => {
  rmSync(RESULTS, { force: true })
  const status = await runNode('node_modules/vitest/vitest.mjs', [
    'run',
    ...projects.flatMap((name) => ['--project', name]),
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${RESULTS}`,
  ])
  try {
    return { status, report: JSON.parse(readFileSync(RESULTS, 'utf8')) }
  } catch {
    return { status, report: undefined }
  }
}

/** What a report counts: a file that could not be run is one failure. */
export const countTests = ({ status, report }) => {
  if (!report) return { passed: 0, failed: 1, skipped: 0 }
  const broken = report.testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && assertionResults.every((test) => test.status !== 'failed'),
  )
  const failed = report.numFailedTests + broken.length
  return {
    passed: report.numPassedTests,
    // Vitest also ends with 1 for what belongs to no test, such as an unhandled rejection.
    failed: failed === 0 && status !== 0 ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
  }
}
