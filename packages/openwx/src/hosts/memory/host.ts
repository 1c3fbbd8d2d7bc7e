import type { Host, LogPort } from '../../ports/host.js'
import type { HttpPort } from '../../ports/http.js'
import { NetError } from '../../ports/net-error.js'
import type { SocketPort } from '../../ports/socket.js'
import type { Answers } from '../shared/answers.js'
import { createAnsweringUser } from '../shared/answering-user.js'
import { createFileUrls } from '../shared/file-url.js'
import { createLifeCycle } from '../shared/life-cycle.js'
import type { SettingsMap } from '../shared/map-settings.js'
import { createMapSettings } from '../shared/map-settings.js'
import type { LocalAddress } from '../shared/neighbours.js'
import { isNeighbour } from '../shared/neighbours.js'
import { createNowPlaying } from '../shared/now-playing.js'
import { followRedirects } from '../shared/redirects.js'
import { createVirtualDocuments } from '../shared/virtual-documents.js'
import type { DevicePermissions, VirtualPermissions } from '../shared/virtual-permissions.js'
import { createVirtualPermissions } from '../shared/virtual-permissions.js'
import type { PcmSpeaker } from '../shared/player/mixer.js'
import { createVirtualSpeaker } from '../shared/player/virtual-speaker.js'
import { createEncoders } from '../shared/encoders/encoders.js'
import type { VirtualSound } from '../shared/microphone/virtual-microphone.js'
import { createVirtualMicrophone } from '../shared/microphone/virtual-microphone.js'
import { consoleLog } from '../shared/system.js'
import type { MemoryAlbum } from './album.js'
import type { VirtualClock } from './clock.js'
import { createVirtualClock } from './clock.js'
import { createMemoryDisk } from './disk.js'
import { createMemoryFiles } from './files.js'
import type { MemoryHttpHandler } from './http.js'
import { createMemoryHttp } from './http.js'
import type { MemorySocketHandler } from './sockets.js'
import { createMemoryPictures } from './pictures.js'
import { createMemorySockets } from './sockets.js'
import { createTimelessEncoders } from './timeless-encoders.js'

export type { Answer, Answers } from '../shared/answers.js'
export type { SettingsMap } from '../shared/map-settings.js'

/** Options of the memory host: a machine made of values, for unit tests. */
export interface MemoryHostOptions {
  /** Answers requests. @default nobody is there: every name is unknown */
  http?: MemoryHttpHandler | HttpPort
  /** Files of the program's package, by path from its root: `'images/a.png'`. @default none */
  packageFiles?: Record<string, string | Uint8Array<ArrayBuffer>>
  /** Bytes of files that there is room for, unfinished downloads included. @default no limit */
  diskBytes?: number
  /** Answers WebSockets. @default nobody is there: every name is unknown */
  socket?: MemorySocketHandler | SocketPort
  /** Milliseconds since 1970 at which the clock stands. @default 0 */
  now?: number
  /** The machine's time, where a test has it already. @default one that stands at `now` */
  clock?: VirtualClock
  /** The machine's own addresses. @default none */
  localAddresses?: readonly LocalAddress[]
  /**
   * What the user chooses pictures and videos from, by name; saved pictures appear in it.
   * @default none
   */
  album?: MemoryAlbum
  /** What there is to hear, at the pace of the clock. @default no microphone */
  microphone?: VirtualSound
  /** @default the console */
  log?: LogPort
  /**
   * Hears what is played: a `Writable`, of 16-bit samples, two channels, 48,000 Hz. WAV and MP3 are what it can hear, the
   * latter with the package `mpg123-decoder`. @default nobody hears, and every format that has a length plays
   */
  speaker?: PcmSpeaker
  /** What the user replies, by the name of what asks him. @default he agrees to everything */
  answers?: Answers
  /** What the machine itself lets programs use. @default everything */
  permissions?: DevicePermissions
  /** What he has decided so far. Given to the next host, it stands for what a restart leaves. @default nothing */
  settings?: SettingsMap
}

export interface MemoryHost extends Host {
  /** Stands still until advanced. */
  readonly clock: VirtualClock
  /** What its owner can change, also while a program uses a device. */
  readonly permissions: VirtualPermissions
}

const nobody = () => Promise.reject(new NetError('NAME_NOT_RESOLVED'))

/** A machine without a network, a disk or time of its own. */
export const createHost = (options: MemoryHostOptions = {}): MemoryHost => {
  const { http = nobody, socket = nobody } = options
  const lifeCycle = createLifeCycle()
  const disk = createMemoryDisk(options.diskBytes ?? Infinity)
  const clock = options.clock ?? createVirtualClock(options.now)
  const files = createMemoryFiles({
    packageFiles: options.packageFiles ?? {},
    disk,
    now: () => clock.now(),
  })
  const port = typeof http === 'function' ? createMemoryHttp(http, disk) : http
  const network = {
    exchange: followRedirects(clock, (...call) => port.exchange(...call), files.discard),
  }
  return {
    clock,
    documents: createVirtualDocuments(files, options.answers),
    encoders: createTimelessEncoders(createEncoders(), clock),
    files,
    http: network,
    lifeCycle,
    log: options.log ?? consoleLog,
    microphone: createVirtualMicrophone(clock, () => options.microphone),
    network: { isNeighbour: (host) => isNeighbour(options.localAddresses ?? [], host) },
    nowPlaying: createNowPlaying(),
    pictures: createMemoryPictures(options),
    player: createVirtualSpeaker({
      clock,
      files,
      http: network,
      speaker: options.speaker,
      during: (loading) => clock.during(loading),
    }),
    sockets: typeof socket === 'function' ? createMemorySockets(socket) : socket,
    settings: createMapSettings(options.settings),
    permissions: createVirtualPermissions(options.permissions),
    user: createAnsweringUser(options.answers),
    ...createFileUrls(files),
    enterBackground: () => lifeCycle.move('background'),
    enterForeground: () => lifeCycle.move('foreground'),
    interrupt: () => lifeCycle.interrupt(),
    dispose: () => {
      lifeCycle.move('disposed')
      return files.close()
    },
  }
}
