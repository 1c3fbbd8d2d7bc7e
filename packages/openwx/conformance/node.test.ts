import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  mkdirSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { inject } from 'vitest'
import { createHost } from '../src/index.node.js'
import { byName } from './album.js'
import { remoteServer } from './remote-server.js'
import { runConformance } from './run.js'
import { hostsOf } from './server/names.js'
import { createScriptedUser } from './user.js'

const address = inject('fixture')
const { tools, portlessOrigins } = remoteServer(address)

const namesIn = (folder: string): string[] => {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

const linkTarget = (link: string): string => {
  try {
    return readlinkSync(link)
  } catch {
    // Closed meanwhile, as the one that lists them is.
    return ''
  }
}

/** Temp files and descriptors below a folder; descriptors only where the system shows them. */
const leftoversIn = (folder: string): string[] => [
  ...namesIn(path.join(folder, 'tmp')),
  ...namesIn('/proc/self/fd')
    .map((name) => linkTarget(`/proc/self/fd/${name}`))
    .filter((target) => target.startsWith(folder)),
]

runConformance({
  name: 'node',
  lacks: {},
  unshown: {
    'small-disk': 'a test cannot fill a real disk',
    'passing-time': 'a test cannot wait for minutes',
    'own-addresses': 'a test cannot choose the addresses of a real machine',
  },
  origins: portlessOrigins,
  setUp: () => {
    const dataDir = mkdtempSync(path.join(tmpdir(), 'conformance-'))
    const user = createScriptedUser()
    const album = path.join(dataDir, 'album')
    const start = () =>
      createHost({
        hosts: hostsOf(address),
        ca: address.certificate,
        dataDir,
        answers: user.answers,
        album,
        microphone: { tone: 440 },
        packageDir: path.join(import.meta.dirname, 'package'),
      })
    return {
      host: start(),
      restart: start,
      ...tools,
      user,
      album: {
        put: (name, bytes) => {
          mkdirSync(album, { recursive: true })
          writeFileSync(path.join(album, name), bytes)
        },
        saved: () =>
          Promise.resolve(
            byName(
              namesIn(album).map((name) => ({
                name,
                bytes: readFileSync(path.join(album, name)),
              })),
            ),
          ),
      },
      leftovers: () => {
        const left = leftoversIn(dataDir)
        rmSync(dataDir, { recursive: true })
        return left
      },
    }
  },
})
