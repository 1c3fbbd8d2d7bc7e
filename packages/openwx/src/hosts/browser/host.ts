import type { DocumentsPort } from '../../ports/documents.js'
import type { Host } from '../../ports/host.js'
import type { PermissionsPort } from '../../ports/permissions.js'
import type { PicturesPort } from '../../ports/pictures.js'
import { createLifeCycle } from '../shared/life-cycle.js'
import { consoleLog, systemClock } from '../shared/system.js'
import { createDirectHttp } from './direct-http.js'
import type { GatewayAddress } from './gateway-http.js'
import { pageHeaders } from './headers.js'
import { createLazyFiles } from './lazy-files.js'
import { createPageNowPlaying } from './lazy-now-playing.js'
import { createLazyPort } from './lazy-port.js'
import { createLazyHttp, createLazySockets } from './lazy-network.js'
import type { PageUserOptions } from './lazy-user.js'
import { createPageUser } from './lazy-user.js'
import { startExchange } from './start-exchange.js'

/** Options of the browser host: what this page can reach. */
export interface BrowserHostOptions {
  /**
   * The relay that requests go through. Without it they go straight from the page, and what a browser
   * forbids fails with `unsupported` and a reason.
   */
  gateway?: string | GatewayAddress
  /** Where the files of the program's package are served, for paths like `/images/a.png`. @default nowhere */
  packageUrl?: string
  /**
   * The element that questions, sheets and previews are shown in; positioned, unless it is the body. It may belong to
   * a page around this one. @default document.body
   */
  root?: HTMLElement
  /**
   * Whether the program runs because of a tap, for a framework that knows better than the page's current event.
   * @default within a trusted click, or the end of a touch
   */
  inTap?: PageUserOptions['inTap']
}

const onDemand = () => import('./on-demand.js')
const network = () => import('./network.js')

/** A page as the machine of a mini program. Its visibility is the app's foreground and background. */
export const createHost = (options: BrowserHostOptions = {}): Host => {
  const gateway = typeof options.gateway === 'string' ? { url: options.gateway } : options.gateway
  const lifeCycle = createLifeCycle()
  const files = createLazyFiles(options.packageUrl, consoleLog)
  const user = createPageUser(options)
  const pictures = createLazyPort<PicturesPort>(async () =>
    (await import('./pictures.js')).createBrowserPictures({
      root: options.root,
      chooseAction: user.chooseAction,
      files,
    }),
  )
  const documents = createLazyPort<DocumentsPort>(async () =>
    (await import('./documents.js')).createPageDocuments(files),
  )
  const permissions = createLazyPort<PermissionsPort>(async () =>
    (await onDemand()).createPagePermissions(),
  )
  const http =
    gateway === undefined
      ? createDirectHttp()
      : createLazyHttp(async () =>
          (await network()).createGatewayHttp(gateway, startExchange, systemClock),
        )
  let owner = ''
  const resolveUrl = async (path: string) => (await onDemand()).fileUrl(files, path, owner)
  const nowPlaying = createPageNowPlaying(resolveUrl)
  const followVisibility = () =>
    lifeCycle.move(document.visibilityState === 'hidden' ? 'background' : 'foreground')
  document.addEventListener('visibilitychange', followVisibility)

  return {
    clock: systemClock,
    documents,
    encoders: createLazyPort(async () => (await import('./page-encoders.js')).pageEncoders),
    files,
    http,
    lifeCycle,
    log: consoleLog,
    microphone: createLazyPort(async () =>
      (await import('./page-microphone.js')).createPageMicrophone(lifeCycle.interrupt),
    ),
    // A page is not told the machine's addresses.
    network: { isNeighbour: () => false },
    nowPlaying,
    permissions,
    pictures,
    player: createLazyPort(async () =>
      (await import('./page-player.js')).createPagePlayer({ files, http }),
    ),
    settings: createLazyPort(async () => (await onDemand()).createPageSettings()),
    sockets: createLazySockets(async () =>
      gateway === undefined
        ? (await network()).createDirectSockets(pageHeaders)
        : (await network()).createGatewaySockets(gateway),
    ),
    user,
    ready: () => files.ready(),
    programStarted: (appId) => void (owner = appId),
    resolveUrl,
    enterBackground: () => lifeCycle.move('background'),
    enterForeground: () => lifeCycle.move('foreground'),
    interrupt: () => lifeCycle.interrupt(),
    dispose: async () => {
      document.removeEventListener('visibilitychange', followVisibility)
      lifeCycle.move('disposed')
      nowPlaying.close()
      const ports = [documents, permissions, pictures, user, files]
      await Promise.all(ports.map((port) => port.close()))
    },
  }
}
