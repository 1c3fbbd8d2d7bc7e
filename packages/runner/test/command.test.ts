import { expect, it } from 'vitest'
import { startCommand } from './open-program.js'
import { tempProgram } from './temp-program.js'
import { pathToFileURL } from 'node:url'

it.each(['SIGINT', 'SIGTERM'] as const)('ends with status 0 on %s', async (signal) => {
  const { dir } = tempProgram({
    'app.json': '{ "pages": ["a"] }',
    'a.wxml': '',
    'a.js': 'Page({})',
  })
  const { server, ended, line } = await startCommand(pathToFileURL(dir), '--port', '0')
  expect(line).toMatch(/^openwx ready http:\/\/127\.0\.0\.1:\d+\/$/)
  server.kill(signal)
  expect((await ended)[0]).toBe(0)
})
