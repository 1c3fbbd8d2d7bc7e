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

const { tools, origins, packageUrl, broker } = remoteServer(inject('fixture'))

const target: HostUnderTest = {
  name: 'chromium',
  lacks: {
    'forbidden-headers': 'a page cannot set Referer, User-Agent, Cookie, Host and the like',
    'set-cookie': 'a page does not see Set-Cookie',
    'header-names': 'a page sees header names in lower case',
    'manual-redirect': 'a page sees only the end of a redirect',
    'trace-connect': 'a page cannot send TRACE and CONNECT',
    'failure-reasons': 'a page does not learn why a request failed',
    'decoding-reasons': 'the browser decompresses, and does not tell a page why it cannot',
    'ten-connections': 'a page has six connections to one HTTP/1.1 host',
    'socket-handshake': 'a page neither writes nor reads the handshake of a WebSocket',
    'socket-compression': 'the browser decides whether a WebSocket is compressed',
    'own-addresses': 'a page does not learn its addresses in the local network',
  },
  unshown: {
    'small-disk': 'a test cannot fill a real disk',
    'passing-time': 'a test cannot wait for minutes',
    'any-origin': 'the fixture server has no default port that a page could reach',
  },
  origins,
  setUp: () => {
    const start = () => createHost({ packageUrl })
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
