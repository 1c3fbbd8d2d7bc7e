import { createServer as createHttpServer } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { createServer as createViteServer } from 'vite'
import { createCompiler } from '../compile/compiler.js'
import { PROJECT_FILES, type Project } from '../compile/project.js'
import { frameDocument, shellDocument } from './documents.js'
import { createProjectGateway, type Reach } from './gateway.js'
import {
  inOrder,
  onlyLocalNames,
  serveDocument,
  serveFile,
  serveFolder,
  serveTree,
} from './handlers.js'
import { listenOnLoopback, type Loopback } from './loopback.js'
import { ENTRY_ID, miniProgram } from './plugin.js'
import { CLIENT_PATH, FRAME_URL, GATEWAY_PATH, PACKAGE_PATH, SERVICE_WORKER_URL } from './urls.js'

export type DevServerOptions = Reach & {
  project: Project
  /** 0 takes any free port. */
  port: number
  /** Hears messages for the developer. */
  log: (message: string) => void
}

export type DevServer = { url: string; close(): Promise<void> }

/** Cookies of every program on this port arrive here, and a program's own headers pass the gateway. */
const MAX_HEADER_BYTES = 256 * 1024
const SERVICE_WORKER = fileURLToPath(import.meta.resolve('openwx/service-worker.js'))
const CLIENT_DIR = fileURLToPath(new URL('../client/', import.meta.url))

/** Serves a project for development: compiled on demand, updated as its files change. */
export const startDevServer = async (options: DevServerOptions): Promise<DevServer> => {
  const { project, port, log } = options
  const compiler = createCompiler(project)
  const gateway = await createProjectGateway(project, options)
  const server = createHttpServer({ maxHeaderSize: MAX_HEADER_BYTES })
  server.on('upgrade', (request, socket, head) => gateway.upgrade(request, socket, head))

  const vite = await createViteServer({
    configFile: false,
    root: project.root,
    publicDir: false,
    appType: 'custom',
    logLevel: 'error',
    // Not in the project: it is not ours to write to.
    cacheDir: path.join(tmpdir(), 'openwx-vite'),
    optimizeDeps: { noDiscovery: true, include: [] },
    plugins: [miniProgram(compiler, log)],
    server: {
      middlewareMode: true,
      hmr: { server },
      fs: { allow: [project.root, CLIENT_DIR] },
    },
  })
  const projectFiles = PROJECT_FILES.map((file) => path.join(project.dir, file))
  vite.watcher.add(projectFiles)
  vite.watcher.on('change', (file) => {
    if (projectFiles.includes(file)) log(`${path.basename(file)} changed: start again to use it`)
  })

  let loopback: Loopback | undefined
  const frame = () =>
    frameDocument(`/@id/${ENTRY_ID}`, project.appId, {
      gateway: {
        url: GATEWAY_PATH,
        token: gateway.token,
        bothNames: loopback?.bothNames ?? false,
      },
      packageUrl: PACKAGE_PATH,
    })
  server.on(
    'request',
    inOrder([
      onlyLocalNames,
      (request, response, next) => gateway.middleware(request, response, next),
      serveFolder(CLIENT_PATH, CLIENT_DIR),
      serveTree(PACKAGE_PATH, project.root),
      serveFile(SERVICE_WORKER_URL, SERVICE_WORKER),
      serveDocument('/', () => shellDocument(project)),
      serveDocument(FRAME_URL, () => vite.transformIndexHtml(FRAME_URL, frame())),
      vite.middlewares,
    ]),
  )

  const close = async () => {
    await Promise.all([gateway.close(), vite.close()])
    await loopback?.close()
  }

  try {
    loopback = await listenOnLoopback(server, port)
  } catch (error) {
    await close()
    throw error
  }
  return { url: `http://127.0.0.1:${loopback.port}/`, close }
}
