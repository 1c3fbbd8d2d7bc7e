import { createVirtualClock } from '../src/hosts/memory/clock.js'
import { createMemoryDisk } from '../src/hosts/memory/disk.js'
import type { SettingsMap } from '../src/index.memory.js'
import { createHost } from '../src/index.memory.js'
import { byName } from './album.js'
import { memoryClock } from './memory-clock.js'
import { createFixtureNetwork, memoryOrigins } from './memory-server.js'
import { runConformance } from './run.js'
import { pictureBytes } from './server/pictures.js'
import { toneWav } from './server/tone.js'
import { createScriptedUser } from './user.js'

const DISK_BYTES = 32 * 1024 * 1024

runConformance({
  name: 'memory',
  lacks: {
    encoding: 'the memory host holds pictures and understands none',
    'lasting-files': 'what is in memory ends with its host',
  },
  unshown: { 'socket-compression': 'nothing travels that could be compressed' },
  origins: memoryOrigins,
  setUp: () => {
    const { port, bench } = memoryClock(createVirtualClock())
    const disk = createMemoryDisk(DISK_BYTES)
    const { http, sockets: socket, fixture } = createFixtureNetwork(port, disk)
    const localAddresses = [{ address: '192.168.1.5', netmask: '255.255.255.0' }]
    const user = createScriptedUser()
    const packageFiles = {
      'images/a.png': 'a picture',
      'sounds/tone.wav': toneWav(1),
      'images/photo.jpg': new Uint8Array(pictureBytes('big-endian-6.jpg') ?? []),
    }
    const album: Record<string, string | Uint8Array<ArrayBuffer>> = {}
    const saved = () =>
      Promise.resolve(
        byName(
          Object.entries(album).map(([name, content]) => ({
            name,
            bytes: typeof content === 'string' ? new TextEncoder().encode(content) : content,
          })),
        ),
      )
    const put = (name: string, bytes: Uint8Array<ArrayBuffer>) => {
      album[name] = bytes
    }
    const settings: SettingsMap = new Map()
    const { answers } = user
    const microphone = { tone: 440 }
    const options = {
      http,
      socket,
      packageFiles,
      localAddresses,
      diskBytes: DISK_BYTES,
      answers,
      settings,
      album,
      clock: port,
      microphone,
    }
    const start = () => createHost(options)
    return {
      host: start(),
      restart: start,
      clock: bench,
      server: fixture,
      user,
      album: { saved, put },
    }
  },
})
