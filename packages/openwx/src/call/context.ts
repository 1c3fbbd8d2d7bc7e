import type { Host } from '../ports/host.js'
import type { ApiDefinition } from './definition.js'
import type { MediaElements } from './media-elements.js'

/** What a mini program is. Every field has a default, so `{}` is a program too. */
export interface AppConfig {
  /** @default 'wx0000000000000000' */
  appId?: string
  /** What users know it by; questions to them begin with it. @default '' */
  name?: string
  /** Release number; only a released program sends it in its Referer. @default '0' */
  version?: string
  /** @default 'develop' */
  envVersion?: 'develop' | 'trial' | 'release'
  /** Base library to emulate: what is newer is absent. @default '3.15.2' */
  libVersion?: string
  /** `'devtools'` switches path schemes, the Referer's version segment and texts so marked. @default 'device' */
  profile?: 'device' | 'devtools'
  /** Origins that may be talked to, per function; absent lists are empty. */
  domains?: Partial<DomainLists>
  /** Whether {@link domains} and the `https:` rule are enforced. @default true */
  urlCheck?: boolean
  /** Milliseconds, as in app.json; a call's own `timeout` wins. @default 60000 each */
  networkTimeout?: Partial<NetworkTimeouts>
  /** WebSockets at the same time; one more is refused. @default 5 */
  maxSockets?: number
  /** Bytes after which `wx.downloadFile` fails with `exceed max file size`. @default 209715200 (200 MiB) */
  maxDownloadBytes?: number
  /** Bytes of saved and user files together; what would pass it fails. @default 209715200 (200 MiB) */
  maxStorageBytes?: number
  /** The contract that users have to agree to before the program collects anything. @default none: nobody is asked */
  privacy?: PrivacyConfig
  /**
   * The `<audio>` and `<video>` that the program's framework draws, made by `createMediaElements` of `openwx/elements`.
   * @default none: what their contexts are told waits for good
   */
  mediaElements?: MediaElements
  /**
   * The page that is shown, as `pages/index/index`: from there the picture functions see `./a.png` and `../a.png`.
   * @default none: they see them from the root of the package
   */
  currentRoute?: () => string | undefined
  /** As in app.json. @default [] */
  requiredBackgroundModes?: readonly string[]
  /** Hears what a callback or listener of the program threw. The program itself goes on. */
  onError?: (error: Error) => void
}

/** Kinds of data that a program may collect, in the words of WeChat's console: chosen pictures are `photos`. */
export type PrivacyKind = 'album' | 'camera' | 'files' | 'microphone' | 'photos'

export interface PrivacyConfig {
  /** Title of the contract. */
  contractName: string
  /** Where its text is. Without one, `wx.openPrivacyContract` fails. */
  contractUrl?: string
  /** What the contract names; functions that collect anything else fail. @default everything */
  declared?: readonly PrivacyKind[]
  /**
   * Ids of the `agreePrivacyAuthorization` buttons that the user has tapped in this run; the framework that draws them
   * adds to it. Without one, the program is believed.
   */
  agreeButtons?: ReadonlySet<string>
}

export interface DomainLists {
  request: readonly string[]
  uploadFile: readonly string[]
  downloadFile: readonly string[]
  socket: readonly string[]
}

export interface NetworkTimeouts {
  request: number
  connectSocket: number
  uploadFile: number
  downloadFile: number
}

/** An {@link AppConfig} with every default filled in. */
export type App = Readonly<
  Required<
    Omit<
      AppConfig,
      'currentRoute' | 'domains' | 'mediaElements' | 'networkTimeout' | 'onError' | 'privacy'
    >
  > & {
    currentRoute?: AppConfig['currentRoute']
    domains: Readonly<DomainLists>
    mediaElements: MediaElements | undefined
    networkTimeout: Readonly<NetworkTimeouts>
    onError: ((error: Error) => void) | undefined
    privacy: PrivacyConfig | undefined
  }
>

/** What an API definition works with: one per `wx` object. */
export interface ApiContext {
  readonly host: Host
  readonly app: App
  /** Every definition of this `wx` object, by name, hidden ones included. */
  readonly definitions: Readonly<Record<string, ApiDefinition<unknown>>>
  /** Whether the emulated base library is this version or newer. */
  since(version: string): boolean
  /** One value per `wx` object and factory, for state that several APIs share. */
  shared<T>(factory: (context: ApiContext) => T): T
  /**
   * Runs a function of the program. What it throws is reported with its place
   * (`at api request success callback function`) and goes no further.
   */
  guard<A extends readonly unknown[]>(
    place: string,
    callback: (...args: A) => unknown,
    ...args: A
  ): void
}
