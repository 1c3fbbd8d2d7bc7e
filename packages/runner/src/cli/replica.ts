import { once } from 'node:events'
import { createGateway } from 'openwx/gateway'
import type { ReplicaMessage, ReplicaSettings } from './replicas.js'

// One gateway in a process of its own: the program that `replicas.ts` starts.

/** The other process may have gone meanwhile. */
const tell = (message: ReplicaMessage) => process.send?.(message, () => undefined)

// Told to end, or left alone because the other process was killed: nobody else would end this one.
const over = once(process, 'disconnect')

const run = async ({ options, port, host }: ReplicaSettings) => {
  const server = await createGateway(options).listen({ port, host })
  tell({ url: server.url })
  await over
  await server.close()
}

// Ctrl+C reaches every process of a terminal; the command answers it for all.
process.on('SIGINT', () => undefined)

process.once('message', (settings) => {
  run(settings as ReplicaSettings).catch((error: unknown) => {
    tell({ error: error instanceof Error ? error.message : String(error) })
    if (process.connected) process.disconnect()
  })
})
