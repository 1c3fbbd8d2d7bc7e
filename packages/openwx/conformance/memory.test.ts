import { createVirtualClock } from '../src/hosts/memory/clock.js'
import { createHost } from '../src/index.memory.js'
import { memoryClock } from './memory-clock.js'
import { createFixtureHttp, memoryOrigins } from './memory-server.js'
import { runConformance } from './run.js'

runConformance({
  name: 'memory',
  lacks: {},
  origins: memoryOrigins,
  setUp: () => {
    const { port, bench } = memoryClock(createVirtualClock())
    const { http, fixture } = createFixtureHttp(port)
    const localAddresses = [{ address: '192.168.1.5', netmask: '255.255.255.0' }]
    const host = { ...createHost({ http, localAddresses }), clock: port }
    return { host, clock: bench, server: fixture }
  },
})
