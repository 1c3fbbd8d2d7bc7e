import { expect, it } from 'vitest'
import { runCommand } from './run-command.js'
import { tempProgram } from './temp-program.js'

it.each(['SIGINT', 'SIGTERM'] as const)('ends with status 0 on %s', async (signal) => {
  const { dir } = tempProgram({
    'app.json': '{ "pages": ["a"] }',
    'a.wxml': '',
    'a.js': 'Page({})',
  })
  const { child, ended, lines, ready } = runCommand(['dev', dir, '--port', '0'])
  await ready()
  expect(lines).toEqual([expect.stringMatching(/^openwx ready http:\/\/127\.0\.0\.1:\d+\/$/)])
  child.kill(signal)
  expect(await ended).toBe(0)
})
