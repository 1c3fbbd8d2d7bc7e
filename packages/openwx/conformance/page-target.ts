import { beforeEach, inject } from 'vitest'
import type { HostOptions } from '../src/index.browser.js'
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

type Target = Pick<HostUnderTest, 'name' | 'lacks' | 'unshown'> &
  Pick<HostOptions, 'gateway'> & {
    /** How that page reaches the fixture server. */
    readonly reach: 'origins' | 'portlessOrigins'
  }

/** Runs every case in this page. */
export const runInPage = ({ gateway, reach, ...target }: Target): void => {
  const { tools, packageUrl, broker, [reach]: origins } = remoteServer(inject('fixture'))
  const start = () => createHost({ packageUrl, ...(gateway !== undefined && { gateway }) })
  const host: HostUnderTest = {
    ...target,
    origins,
    setUp: () => {
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
  runConformance(host)
  runMqtt(host, broker)
}
