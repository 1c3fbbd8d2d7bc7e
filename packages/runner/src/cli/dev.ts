import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readProject } from '../compile/project.js'
import { startDevServer } from '../vite/server.js'
import { UsageError, type Io, type Status } from './io.js'

export const devOptions = {
  port: { type: 'string' },
  open: { type: 'boolean' },
  allow: { type: 'string', multiple: true },
  hosts: { type: 'string', multiple: true },
  ca: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const

export const devUsage = `  dev DIR                run the mini program in DIR in the browser, with hot updates
    --port PORT          0 takes any free port (default 5180)
    --open               open the browser
    --allow ORIGIN       let the program reach this origin, too; * is any public host (repeatable)
    --hosts NAME=ADDR:PORT  answer a host name by this server (repeatable)
    --ca FILE            trust the certificates in FILE, too`

const DEFAULT_PORT = 5180

type Values = {
  port?: string | undefined
  open?: boolean | undefined
  allow?: string[] | undefined
  hosts?: string[] | undefined
  ca?: string | undefined
}

const portOf = (text: string | undefined): number => {
  if (text === undefined) return DEFAULT_PORT
  const port = Number(text)
  if (/^\d+$/.test(text) && port <= 65_535) return port
  throw new UsageError(`--port ${text} is not a port`)
}

const hostsOf = (entries: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    entries.map((entry) => {
      const [, name, address] = /^([^=]+)=(.+:\d+)$/.exec(entry) ?? []
      if (name === undefined || address === undefined) {
        throw new UsageError(`--hosts ${entry} is not NAME=ADDRESS:PORT`)
      }
      return [name, address]
    }),
  )

const openBrowser = (url: string) => {
  const command = { darwin: 'open', win32: 'explorer' }[process.platform as string] ?? 'xdg-open'
  // A machine without a browser is no reason to fail: the line on stdout has the address.
  spawn(command, [url], { stdio: 'ignore', detached: true })
    .on('error', () => undefined)
    .unref()
}

/** `openwx dev DIR`: serves until the user ends it. */
export const dev = async (
  positionals: readonly string[],
  values: Values,
  io: Io,
): Promise<Status> => {
  const [dir, ...more] = positionals
  if (dir === undefined || more.length > 0) throw new UsageError('dev takes one folder')
  const port = portOf(values.port)
  const hosts = hostsOf(values.hosts ?? [])
  const project = readProject(dir)
  const server = await startDevServer({
    project,
    port,
    allow: values.allow ?? [],
    hosts,
    ...(values.ca !== undefined && { ca: values.ca }),
    log: (message) => io.err(`${message}\n`),
  })
  io.out(`openwx ready ${server.url}\n`)
  if (values.open === true) openBrowser(server.url)
  if (!io.signal.aborted) await once(io.signal, 'abort')
  await server.close()
  return 0
}
