import { inject } from 'vitest'
import { createHost } from '../src/index.node.js'
import { testNames } from './bench.js'
import { remoteServer } from './remote-server.js'
import { runConformance } from './run.js'

const address = inject('fixture')
const remote = remoteServer(address)

/** Every name answers on every port: 80 is the plain server, all others the secure one. */
const hosts = Object.fromEntries(
  testNames.flatMap((name) => [
    [name, `127.0.0.1:${address.httpsPort}`],
    [`${name}:80`, `127.0.0.1:${address.httpPort}`],
  ]),
)

runConformance({
  name: 'node',
  lacks: {
    'own-addresses': 'a test cannot choose the addresses of a real machine',
  },
  origins: {
    ...remote.origins,
    http: (name) => (name.endsWith('.test') ? `http://${name}` : remote.origins.http(name)),
    https: (name) => `https://${name}`,
  },
  setUp: () => ({ host: createHost({ hosts, ca: address.certificate }), ...remote.tools }),
})
