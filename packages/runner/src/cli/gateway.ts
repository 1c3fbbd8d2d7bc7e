import { once } from 'node:events'
import { createGateway, type Gateway, type GatewayOptions } from 'openwx/gateway'
import { parse, portOf, portsFrom } from './arguments.js'
import { UsageError, type Io, type Status } from './io.js'
import { runReplicas } from './replicas.js'

const options = {
  port: { type: 'string', default: '8788' },
  host: { type: 'string', default: '127.0.0.1' },
  allow: { type: 'string', multiple: true },
  origin: { type: 'string', multiple: true },
  name: { type: 'string', multiple: true },
  token: { type: 'string' },
  replicas: { type: 'string', default: '1' },
} as const

const TOKEN_VARIABLE = 'OPENWX_GATEWAY_TOKEN'

export const gatewayUsage = `  gateway                do for pages what a browser forbids them
    --port PORT          0 takes any free port (default ${options.port.default})
    --host ADDRESS       listen at this address (default ${options.host.default})
    --allow ORIGIN       relay to this origin; * is any public host (repeatable)
    --origin ORIGIN      serve pages of this origin (repeatable)
    --name HOST          be reached under this name, too (repeatable)
    --token TOKEN        what every request must carry, also read from ${TOKEN_VARIABLE},
                         which nobody else on the machine can see (default random)
    --replicas N         run N processes, on consecutive ports (default ${options.replicas.default})`

const replicasOf = (text: string): number => {
  if (/^[1-9]\d?$/.test(text)) return Number(text)
  throw new UsageError(`--replicas ${text} is not a number from 1 to 99`)
}

const create = (settings: GatewayOptions): Gateway => {
  try {
    return createGateway(settings)
  } catch (error) {
    // An option that cannot be meant.
    if (error instanceof TypeError) throw new UsageError(error.message)
    throw error
  }
}

/** `openwx gateway`: relays until the user ends it. */
export const gateway = async (args: readonly string[], io: Io): Promise<Status> => {
  const { values, positionals } = parse(args, options)
  if (positionals.length > 0) throw new UsageError('gateway takes options only')
  const { host } = values
  const [port, count] = [portOf(values.port), replicasOf(values.replicas)]
  const ports = portsFrom(port, count)
  const given = values.token ?? process.env[TOKEN_VARIABLE]
  const settings: GatewayOptions = {
    allow: values.allow ?? [],
    origins: values.origin ?? [],
    names: values.name ?? [],
    ...(given !== undefined && { token: given }),
  }
  const relay = create(settings)
  const { token } = relay
  const ready = (url: string) => io.out(`openwx ready ${url}\n`)

  if (count === 1) {
    const server = await relay.listen({ port, host })
    if (given === undefined) io.out(`openwx token ${token}\n`)
    ready(server.url)
    if (!io.signal.aborted) await once(io.signal, 'abort')
    await server.close()
    return 0
  }
  // This one has checked the settings, and made the token that all of them share.
  await relay.close()
  if (given === undefined) io.out(`openwx token ${token}\n`)
  await runReplicas(
    ports.map((port) => ({ options: { ...settings, token }, port, host })),
    { ready, warn: (text) => io.err(`${text}\n`), signal: io.signal },
  )
  return 0
}
