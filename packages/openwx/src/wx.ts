import type { ApiContext, App, AppConfig } from './call/context.js'
import type { ApiDefinition } from './call/definition.js'
import { textOf } from './call/error.js'
import { compareVersions } from './call/version.js'
import type { Host } from './ports/host.js'
import { DEFAULT_APP_ID } from './ports/host.js'

/** The newest base library whose documents this package follows. */
export const LIB_VERSION = '3.15.2'

const DEFAULT_TIMEOUT_MS = 60_000
/** Of a download, and of all that is kept. */
const DEFAULT_MAX_BYTES = 200 * 1024 * 1024

const withDefaults = (config: AppConfig): App => ({
  appId: DEFAULT_APP_ID,
  name: '',
  version: '0',
  envVersion: 'develop',
  libVersion: LIB_VERSION,
  profile: 'device',
  urlCheck: true,
  maxDownloadBytes: DEFAULT_MAX_BYTES,
  maxSockets: 5,
  maxStorageBytes: DEFAULT_MAX_BYTES,
  mediaElements: undefined,
  requiredBackgroundModes: [],
  onError: undefined,
  privacy: undefined,
  ...config,
  domains: { request: [], uploadFile: [], downloadFile: [], socket: [], ...config.domains },
  networkTimeout: {
    request: DEFAULT_TIMEOUT_MS,
    connectSocket: DEFAULT_TIMEOUT_MS,
    uploadFile: DEFAULT_TIMEOUT_MS,
    downloadFile: DEFAULT_TIMEOUT_MS,
    ...config.networkTimeout,
  },
})

const createContext = (
  host: Host,
  app: App,
  definitions: ApiContext['definitions'],
): ApiContext => {
  const shared = new Map<unknown, unknown>()
  // Every call asks for several.
  const known = new Map<string, boolean>()

  const reportThrown = (thrown: unknown, place: string) => {
    const error = new Error(`${textOf(thrown)}; ${place}`, { cause: thrown })
    if (thrown instanceof Error && thrown.stack !== undefined) error.stack = thrown.stack
    host.log.error(error.message, thrown)
    try {
      app.onError?.(error)
    } catch (second) {
      host.log.error('the onError hook threw', second)
    }
  }

  const context: ApiContext = {
    host,
    app,
    definitions,
    since: (version) => {
      let answer = known.get(version)
      if (answer === undefined) {
        answer = compareVersions(app.libVersion, version) >= 0
        known.set(version, answer)
      }
      return answer
    },
    shared: <T>(factory: (context: ApiContext) => T): T => {
      if (!shared.has(factory)) shared.set(factory, factory(context))
      return shared.get(factory) as T
    },
    guard: (place, callback, ...args) => {
      try {
        const result = callback(...args)
        // An async callback that rejects is a callback that threw.
        if (result instanceof Promise) {
          result.catch((thrown: unknown) => reportThrown(thrown, place))
        }
      } catch (thrown) {
        reportThrown(thrown, place)
      }
    },
  }
  return context
}

/** The functions that a record of definitions makes. */
export type Composed<D extends Readonly<Record<string, ApiDefinition<unknown>>>> = {
  [K in keyof D]: D[K] extends ApiDefinition<infer F> ? F : never
}

/**
 * Builds a `wx` object out of the given definitions only, so that a bundler can drop the rest.
 * A function that the emulated base library does not have yet is absent.
 *
 * @example
 * import { request } from 'openwx/apis'
 * const wx = composeWx(createHost(), { urlCheck: false }, { request })
 */
export const composeWx = <D extends Readonly<Record<string, ApiDefinition<unknown>>>>(
  host: Host,
  config: AppConfig,
  definitions: D,
): Composed<D> => {
  const context = createContext(host, withDefaults(config), definitions)
  host.programStarted(context.app.appId)
  return Object.fromEntries(
    Object.entries(definitions)
      .filter(([, definition]) => context.since(definition.since))
      .map(([name, definition]) => [name, definition.create(context)]),
  ) as Composed<D>
}
