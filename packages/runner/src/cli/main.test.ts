import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import { tempProgram } from '../../test/temp-program.js'
import { main } from './main.js'

const run = async (...argv: string[]) => {
  const ending = new AbortController()
  const [out, err]: [string[], string[]] = [[], []]
  const status = await main(argv, {
    out: (text) => {
      out.push(text)
      // The server is up: that is all that a command of these tests does.
      if (text.startsWith('openwx ready')) ending.abort()
    },
    err: (text) => err.push(text),
    signal: ending.signal,
  })
  return { status, out: out.join(''), err: err.join('') }
}

const program = () =>
  tempProgram({ 'app.json': '{ "pages": ["a"] }', 'a.wxml': '<view/>', 'a.js': 'Page({})' }).dir

it('serves until it is told to end, and says where in one line', async () => {
  const { status, out, err } = await run('dev', program(), '--port', '0')
  expect({ status, err }).toEqual({ status: 0, err: '' })
  expect(out).toMatch(/^openwx ready http:\/\/127\.0\.0\.1:\d+\/\n$/)
})

it('serves a gateway until it is told to end, and says its token only if it made one up', async () => {
  const address = 'openwx ready http://127\\.0\\.0\\.1:\\d+/__openwx/gateway\n$'
  const made = await run('gateway', '--port', '0', '--allow', 'https://a.example')
  expect(made).toEqual({
    status: 0,
    out: expect.stringMatching(`^openwx token \\S{32}\n${address}`) as string,
    err: '',
  })
  const { out } = await run('gateway', '--port', '0', '--token', 'x'.repeat(16))
  expect(out).toMatch(new RegExp(`^${address}`))
})

it('tells on stderr what is wrong with the program, and serves it all the same', async () => {
  const { dir } = tempProgram({ 'app.json': '{ "pages": ["a"] }', 'a.wxml': '<view>' })
  const { status, err } = await run('dev', dir, '--port', '0')
  expect({ status, err }).toEqual({ status: 0, err: 'warning: a.wxml:1:2 missing end tag\n' })
})

it.each([
  ['nothing', []],
  ['an unknown command', ['deploy']],
  ['dev without a folder', ['dev']],
  ['an unknown option', ['dev', '.', '--none']],
  ['a port that is none', ['dev', '.', '--port', '70000']],
  ['a host without an address', ['dev', '.', '--hosts', 'a.example']],
  ['a gateway with a folder', ['gateway', '.']],
  ['an option of another command', ['gateway', '--open']],
  ['a target that is no origin', ['gateway', '--allow', 'a.example']],
  ['a token that is too short', ['gateway', '--token', 'secret']],
  ['no replicas', ['gateway', '--replicas', '0']],
  ['more replicas than ports', ['gateway', '--port', '65535', '--replicas', '2']],
])('answers %s with its usage and status 2', async (_, argv) => {
  const { status, err } = await run(...argv)
  expect(status).toBe(2)
  expect(err).toContain('Usage: openwx')
})

it('prints its usage when asked, with status 0', async () => {
  const { status, out } = await run('--help')
  expect({ status, out }).toMatchObject({
    status: 0,
    out: expect.stringContaining('Usage') as string,
  })
})

it('fails with status 1 and one line when there is no program', async () => {
  const { status, out, err } = await run('dev', tempProgram({}).dir)
  expect({ status, out }).toEqual({ status: 1, out: '' })
  expect(err).toMatch(/^openwx: app\.json not found.*\n$/)
})

it('fails with status 1 when the port is taken', async () => {
  const taken = createServer()
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void taken.close())
  const { port } = taken.address() as AddressInfo
  const { status, err } = await run('dev', program(), '--port', String(port))
  expect(status).toBe(1)
  expect(err).toContain('EADDRINUSE')
})

it('fails with status 1 when the certificates are not there', async () => {
  const { status, err } = await run('dev', program(), '--port', '0', '--ca', 'none.pem')
  expect(status).toBe(1)
  expect(err).toContain('none.pem')
})
