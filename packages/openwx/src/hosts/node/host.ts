import { networkInterfaces } from 'node:os'
import type { Dispatcher } from 'undici'
import type { Host } from '../../ports/host.js'
import type { Answers } from '../shared/answers.js'
import { createAnsweringUser } from '../shared/answering-user.js'
import { createFileUrls } from '../shared/file-url.js'
import { createEncoders } from '../shared/encoders/encoders.js'
import { createLifeCycle } from '../shared/life-cycle.js'
import { isNeighbour } from '../shared/neighbours.js'
import { createNowPlaying } from '../shared/now-playing.js'
import { followRedirects } from '../shared/redirects.js'
import { createVirtualDocuments } from '../shared/virtual-documents.js'
import type { DevicePermissions } from '../shared/virtual-permissions.js'
import { createVirtualPermissions } from '../shared/virtual-permissions.js'
import type { PcmSpeaker } from '../shared/player/mixer.js'
import { createVirtualSpeaker } from '../shared/player/virtual-speaker.js'
import { consoleLog, systemClock } from '../shared/system.js'
import { createNodeFiles } from './files.js'
import { createNodeHttp } from './http.js'
import type { NodeMicrophoneOptions } from './microphone.js'
import { createNodeMicrophone } from './microphone.js'
import { createNodePictures } from './pictures.js'
import { createNodeSettings } from './settings.js'
import { createNodeSockets } from './sockets.js'

export type { Answer, Answers } from '../shared/answers.js'

/** Options of the Node host: what this machine is. */
export interface NodeHostOptions extends NodeMicrophoneOptions {
  /** An undici dispatcher that carries every exchange, for proxies and mocks. @default own connections */
  dispatcher?: Dispatcher
  /** PEM certificates to trust. @default the runtime's */
  ca?: string | string[]
  /** `'a.example': '127.0.0.1:8443'`: names (or `name:port`) that are answered elsewhere. @default none */
  hosts?: Record<string, string>
  /**
   * A folder for what the program keeps; made where it is missing. Temp files lie in it too, for as long
   * as the host lives. @default a private folder that ends with the host
   */
  dataDir?: string
  /** The folder of the program's package, for paths like `/images/a.png`. @default none */
  packageDir?: string
  /**
   * What the user chooses pictures and videos from: a folder, where saved pictures go too, or files.
   * @default none
   */
  album?: string | readonly string[]
  /**
   * Hears what is played: a `Writable`, of 16-bit samples, two channels, 48,000 Hz. WAV and MP3 are what it can hear, the
   * latter with the package `mpg123-decoder`. @default nobody hears, and every format that has a length plays
   */
  speaker?: PcmSpeaker
  /** What the user replies, by the name of what asks him. @default he agrees to everything */
  answers?: Answers
  /** What the machine itself lets programs use. @default everything */
  permissions?: DevicePermissions
}

/** A Node process as the machine of a mini program. */
export const createHost = (options: NodeHostOptions = {}): Host => {
  const lifeCycle = createLifeCycle()
  const files = createNodeFiles(options)
  const network = createNodeHttp({ ...options, files })
  const http = {
    exchange: followRedirects(systemClock, (...call) => network.exchange(...call), files.discard),
  }
  return {
    clock: systemClock,
    documents: createVirtualDocuments(files, options.answers),
    encoders: createEncoders(),
    files,
    http,
    lifeCycle,
    log: consoleLog,
    microphone: createNodeMicrophone(options),
    network: {
      isNeighbour: (host) =>
        isNeighbour(
          // What leads to the machine itself is nobody's neighbour.
          Object.values(networkInterfaces()).flatMap((addresses = []) =>
            addresses.filter(({ internal }) => !internal),
          ),
          host,
        ),
    },
    nowPlaying: createNowPlaying(),
    settings: createNodeSettings(options.dataDir),
    permissions: createVirtualPermissions(options.permissions),
    user: createAnsweringUser(options.answers),
    ...createFileUrls(files),
    pictures: createNodePictures(options, files),
    player: createVirtualSpeaker({ clock: systemClock, files, http, speaker: options.speaker }),
    sockets: createNodeSockets(options),
    enterBackground: () => lifeCycle.move('background'),
    enterForeground: () => lifeCycle.move('foreground'),
    interrupt: () => lifeCycle.interrupt(),
    dispose: async () => {
      lifeCycle.move('disposed')
      await network.close()
      await files.close()
    },
  }
}
