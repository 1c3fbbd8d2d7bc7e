import { networkInterfaces } from 'node:os'
import type { Dispatcher } from 'undici'
import type { Host } from '../../ports/host.js'
import { createLifeCycle } from '../shared/life-cycle.js'
import { consoleLog, systemClock } from '../shared/system.js'
import { createNodeHttp } from './http.js'

/** Options of the Node host: what this machine is. */
export interface NodeHostOptions {
  /** An undici dispatcher that carries every exchange, for proxies and mocks. @default own connections */
  dispatcher?: Dispatcher
  /** PEM certificates to trust. @default the runtime's */
  ca?: string | string[]
  /** `'a.example': '127.0.0.1:8443'`: names (or `name:port`) that are answered elsewhere. @default none */
  hosts?: Record<string, string>
}

/** A Node process as the machine of a mini program. */
export const createHost = (options: NodeHostOptions = {}): Host => {
  const lifeCycle = createLifeCycle()
  const http = createNodeHttp(options)
  return {
    clock: systemClock,
    http,
    lifeCycle,
    log: consoleLog,
    network: {
      localAddresses: () =>
        Object.values(networkInterfaces())
          .flatMap((addresses) => addresses ?? [])
          .filter(({ family }) => family === 'IPv4'),
    },
    enterBackground: () => lifeCycle.move('background'),
    enterForeground: () => lifeCycle.move('foreground'),
    dispose: async () => {
      lifeCycle.move('disposed')
      await http.close()
    },
  }
}
