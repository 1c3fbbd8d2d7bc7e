import { inject } from 'vitest'
import { createHost } from '../src/index.node.js'
import { remoteServer } from './remote-server.js'
import { runConformance } from './run.js'
import { hostsOf } from './server/names.js'

const address = inject('fixture')
const { tools, portlessOrigins } = remoteServer(address)

runConformance({
  name: 'node',
  lacks: {},
  unshown: {
    'own-addresses': 'a test cannot choose the addresses of a real machine',
  },
  origins: portlessOrigins,
  setUp: () => ({
    host: createHost({ hosts: hostsOf(address), ca: address.certificate }),
    ...tools,
  }),
})
