import { existsSync, readFileSync } from 'node:fs'
import { createServer, request as ask } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { expect, it, onTestFinished, vi } from 'vitest'
import { listenOnStablePort } from '../../openwx/test/stable-port.js'
import { runCommand } from './run-command.js'

const TOKEN = 'a token of twenty-four characters'.replaceAll(' ', '-')
const PATIENCE = { timeout: 15_000, interval: 50 }

const startTarget = async () => {
  const server = createServer((_request, response) => response.end('hello'))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** Asks a gateway as a page of its own origin does. */
const relay = (gateway: string, url: string, token = TOKEN) =>
  new Promise<[status: number | undefined, body: string]>((resolve, reject) => {
    const headers = {
      origin: new URL(gateway).origin,
      'x-openwx-token': token,
      'x-openwx-request': JSON.stringify({ method: 'GET', url, headers: [] }),
    }
    ask(`${gateway}/http`, { method: 'POST', headers, agent: false }, (response) => {
      text(response).then((body) => resolve([response.statusCode, body]), reject)
    })
      .on('error', reject)
      .end()
  })

const isGone = (gateway: string) =>
  expect(relay(gateway, 'http://127.0.0.1/')).rejects.toThrow('ECONNREFUSED')

const start = async (count: number, args: readonly string[], env?: Record<string, string>) => {
  const command = runCommand(['gateway', '--replicas', String(count), ...args], env)
  onTestFinished(async () => {
    command.child.kill()
    await command.ended
  })
  return { ...command, urls: await command.ready(count) }
}

/** A port that is free, as are those beside it: nobody is handed out any of them. */
const freePort = async () => {
  const server = createServer()
  const port = await listenOnStablePort(server)
  await new Promise((resolve) => server.close(resolve))
  return port
}

it.each(['SIGINT', 'SIGTERM'] as const)(
  'relays in several processes, which share a token and end with the command, by %s',
  async (signal) => {
    const target = await startTarget()
    const { urls, lines, child, ended, messages } = await start(
      2,
      ['--port', '0', '--allow', target],
      { OPENWX_GATEWAY_TOKEN: TOKEN },
    )
    expect(new Set(urls).size).toBe(2)
    for (const url of urls) {
      expect(await relay(url, target)).toEqual([200, 'hello'])
      expect((await relay(url, target, `${TOKEN}!`))[0]).toBe(401)
    }
    child.kill(signal)
    expect(await ended).toBe(0)
    for (const url of urls) await isGone(url)
    expect([lines.join(), messages]).toEqual([expect.not.stringContaining(TOKEN), []])
  },
)

it('takes consecutive ports, and says the token that it made up', async () => {
  const target = await startTarget()
  const port = await freePort()
  const { urls, lines } = await start(3, ['--port', String(port), '--allow', target])
  const ports = urls.map((url) => Number(new URL(url).port))
  expect(ports.sort((a, b) => a - b)).toEqual([port, port + 1, port + 2])
  const token = /^openwx token (\S{32})$/.exec(lines[0] ?? '')?.[1]
  for (const url of urls) expect(await relay(url, target, token)).toEqual([200, 'hello'])
})

it('ends all of them, with status 1, when one cannot start', async () => {
  const server = createServer()
  const taken = await listenOnStablePort(server)
  onTestFinished(() => void server.close())
  const { ended, messages } = runCommand(['gateway', '--port', `${taken - 1}`, '--replicas', '2'])
  expect(await ended).toBe(1)
  expect(messages).toEqual([
    expect.stringMatching(/^openwx: a gateway did not start: .*EADDRINUSE/),
  ])
  await isGone(`http://127.0.0.1:${taken - 1}`)
})

const childrenFile = (pid: number | undefined) => `/proc/${pid}/task/${pid}/children`

it.skipIf(!existsSync(childrenFile(process.pid)))(
  'notices a process that ends, and puts another in its place',
  async () => {
    const target = await startTarget()
    const { urls, child, messages, lines, ready } = await start(2, [
      ...['--port', '0', '--token', TOKEN, '--allow', target],
    ])
    const children = readFileSync(childrenFile(child.pid), 'utf8').trim().split(' ').map(Number)
    expect(children).toHaveLength(2)
    process.kill(children[0] ?? 0, 'SIGKILL')
    const [, , again = ''] = await ready(3)
    expect(urls).toContain(again)
    expect(messages).toEqual([
      `the gateway at ${again} ended with SIGKILL; another takes its place`,
    ])
    expect(lines).toHaveLength(3)
    for (const url of urls) expect(await relay(url, target)).toEqual([200, 'hello'])
  },
)

it('leaves no process behind when it is killed', async () => {
  const { urls, child } = await start(2, ['--port', '0'])
  child.kill('SIGKILL')
  for (const url of urls) await vi.waitFor(() => isGone(url), PATIENCE)
})
