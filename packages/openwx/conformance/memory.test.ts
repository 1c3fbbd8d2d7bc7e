import { createVirtualClock } from '../src/hosts/memory/clock.js'
import { createMemoryDisk } from '../src/hosts/memory/disk.js'
import { createHost } from '../src/index.memory.js'
import { memoryClock } from './memory-clock.js'
import { createFixtureNetwork, memoryOrigins } from './memory-server.js'
import { runConformance } from './run.js'

const DISK_BYTES = 32 * 1024 * 1024

runConformance({
  name: 'memory',
  lacks: {},
  unshown: { 'socket-compression': 'nothing travels that could be compressed' },
  origins: memoryOrigins,
  setUp: () => {
    const { port, bench } = memoryClock(createVirtualClock())
    const disk = createMemoryDisk(DISK_BYTES)
    const { http, sockets: socket, fixture } = createFixtureNetwork(port, disk)
    const localAddresses = [{ address: '192.168.1.5', netmask: '255.255.255.0' }]
    const packageFiles = { 'images/a.png': 'a picture' }
    const host = { ...createHost({ http, socket, packageFiles, localAddresses }), clock: port }
    return { host, clock: bench, server: fixture }
  },
})
