import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readProject } from '../compile/project.js'
import { parse, portOf } from './arguments.js'
import { UsageError, type Io, type Status } from './io.js'

const options = {
  port: { type: 'string', default: '5180' },
  open: { type: 'boolean' },
  allow: { type: 'string', multiple: true },
  hosts: { type: 'string', multiple: true },
  ca: { type: 'string' },
} as const

export const devUsage = `  dev DIR                run the mini program in DIR in the browser, with hot updates
    --port PORT          0 takes any free port (default ${options.port.default})
    --open               open the browser
    --allow ORIGIN       let the program reach this origin, too; * is any public host (repeatable)
    --hosts NAME=ADDR:PORT  answer a host name by this server (repeatable)
    --ca FILE            trust the certificates in FILE, too`

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
export const dev = async (args: readonly string[], io: Io): Promise<Status> => {
  const { values, positionals } = parse(args, options)
  const [dir, ...more] = positionals
  if (dir === undefined || more.length > 0) throw new UsageError('dev takes one folder')
  const port = portOf(values.port)
  const hosts = hostsOf(values.hosts ?? [])
  const project = readProject(dir)
  // Heavy, and no other command needs it.
  const { startDevServer } = await import('../vite/server.js')
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
