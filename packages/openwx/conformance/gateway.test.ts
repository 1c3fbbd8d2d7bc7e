import { beforeEach, inject } from 'vitest'
import { createHost } from '../src/index.browser.js'
import type { HostUnderTest } from './bench.js'
import { runMqtt } from './mqtt.js'
import { takeObjectUrls } from './object-urls.js'
import { createPageAlbum } from './page-album.js'
import { takeDevices } from './page-devices.js'
import { clearPageStorage } from './page-storage.js'
import { createPageUser, shownDialogs } from './page-user.js'
import { remoteServer } from './remote-server.js'
import { runConformance } from './run.js'

const { tools, portlessOrigins, packageUrl, broker } = remoteServer(inject('fixture'))

const target: HostUnderTest = {
  name: 'chromium-gateway',
  lacks: {
    'decoding-reasons': 'the browser decompresses, and does not tell a page why it cannot',
    'own-addresses': 'a page does not learn its addresses in the local network',
  },
  unshown: {
    'small-disk': 'a test cannot fill a real disk',
    'passing-time': 'a test cannot wait for minutes',
  },
  origins: portlessOrigins,
  setUp: () => {
    const start = () => createHost({ gateway: inject('gateway'), packageUrl })
    const user = createPageUser()
    return {
      host: start(),
      restart: start,
      ...tools,
      user,
      album: createPageAlbum(user.answers),
      leftovers: () => [...takeObjectUrls(), ...takeDevices(), ...shownDialogs()],
    }
  },
}

beforeEach(clearPageStorage)
runConformance(target)
runMqtt(target, broker)
