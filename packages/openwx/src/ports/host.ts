import type { ClockPort } from './clock.js'
import type { DocumentsPort } from './documents.js'
import type { EncoderPort } from './encoder.js'
import type { FilesPort } from './files.js'
import type { HttpPort } from './http.js'
import type { LifeCyclePort } from './life-cycle.js'
import type { NowPlayingPort } from './now-playing.js'
import type { PermissionsPort } from './permissions.js'
import type { MicrophonePort } from './microphone.js'
import type { PicturesPort } from './pictures.js'
import type { PlayerPort } from './player.js'
import type { SettingsPort } from './settings.js'
import type { SocketPort } from './socket.js'
import type { UserPort } from './user.js'

/** Whose files and settings they are when a program does not say who it is. */
export const DEFAULT_APP_ID = 'wx0000000000000000'

/** A machine that a mini program runs on: the ports, and its life cycle as the embedder drives it. */
export interface Host {
  readonly clock: ClockPort
  readonly documents: DocumentsPort
  readonly encoders: EncoderPort
  readonly files: FilesPort
  readonly http: HttpPort
  readonly lifeCycle: LifeCyclePort
  readonly log: LogPort
  readonly microphone: MicrophonePort
  readonly network: NetworkPort
  readonly nowPlaying: NowPlayingPort
  readonly permissions: PermissionsPort
  readonly pictures: PicturesPort
  readonly player: PlayerPort
  readonly settings: SettingsPort
  readonly sockets: SocketPort
  readonly user: UserPort

  /**
   * Resolves when what works at once (the `Sync` functions of files) works. Only a page has to wait.
   */
  ready(): Promise<void>
  /** A program was made on this machine: {@link Host.resolveUrl} reads the paths of the last one. */
  programStarted(appId: string): void
  /**
   * A URL that an `<img>` or `<audio>` of this machine can load, for a path of the program: temp, saved and
   * user files, and files of its package. A network address is its own URL. Undefined where no file is.
   */
  resolveUrl(path: string): Promise<string | undefined>
  /** The app went out of sight. After 5 s there, unfinished network calls fail. */
  enterBackground(): void
  enterForeground(): void
  /** A call came in: microphone and speaker are taken away until the result is called. */
  interrupt(): () => void
  /**
   * Ends every call (they fail with `interrupted`), then closes what the host opened.
   * Harmless twice. Calls made afterwards fail as well.
   */
  dispose(): Promise<void>
}

/** Where messages for developers go. */
export interface LogPort {
  warn(message: string): void
  error(message: string, cause?: unknown): void
}

export interface NetworkPort {
  /**
   * Whether a host is, literally, the IPv4 address of another machine on one of this one's own subnets; no
   * when the host cannot know.
   */
  isNeighbour(host: string): boolean
}
