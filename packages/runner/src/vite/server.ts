import { createReadStream, existsSync } from 'node:fs'
import {
  createServer as createHttpServer,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { createServer as createViteServer } from 'vite'
import { createCompiler } from '../compile/compiler.js'
import { PROJECT_FILES, type Project } from '../compile/project.js'
import { frameDocument, shellDocument } from './documents.js'
import { mountGateway, type GatewayOptions } from './gateway.js'
import { ENTRY_ID, miniProgram } from './plugin.js'
import { CLIENT_PATH, FRAME_URL } from './urls.js'

export type DevServerOptions = GatewayOptions & {
  project: Project
  /** 0 takes any free port. */
  port: number
  /** Messages for the developer. */
  log: (message: string) => void
}

export type DevServer = { url: string; close(): Promise<void> }

type Handler = (request: IncomingMessage, response: ServerResponse, next: () => void) => void

/** Cookies of every program on this port arrive here, and a program's own headers pass the gateway. */
const MAX_HEADER_BYTES = 256 * 1024
const LOOPBACK = '127.0.0.1'
const CLIENT_DIR = fileURLToPath(new URL('../client/', import.meta.url))

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.map': 'application/json',
}

const pathOf = (request: IncomingMessage): string => (request.url ?? '/').split('?')[0] ?? '/'

const serveClient: Handler = (request, response, next) => {
  const name = path.basename(pathOf(request))
  const file = path.join(CLIENT_DIR, name)
  if (!pathOf(request).startsWith(CLIENT_PATH) || !existsSync(file)) return next()
  response.writeHead(200, {
    'content-type': `${TYPES[path.extname(name)] ?? 'application/octet-stream'}; charset=utf-8`,
    'cache-control': 'no-cache',
  })
  createReadStream(file).pipe(response)
}

const serveDocument =
  (url: string, html: () => string | Promise<string>): Handler =>
  (request, response, next) => {
    if (pathOf(request) !== url) return next()
    void Promise.resolve(html()).then((text) => {
      response.writeHead(200, {
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'no-store',
      })
      response.end(text)
    }, next)
  }

const inOrder =
  (handlers: readonly Handler[]): Handler =>
  (request, response, done) => {
    const run = (index: number): void => {
      const handler = handlers[index]
      if (!handler) return done()
      handler(request, response, () => run(index + 1))
    }
    run(0)
  }

const notFound = (response: ServerResponse) => {
  response.writeHead(404, { 'content-type': 'text/plain' })
  response.end('not found')
}

/** Serves a project for development: compiled on demand, updated as its files change. */
export const startDevServer = async (options: DevServerOptions): Promise<DevServer> => {
  const { project, log } = options
  const compiler = createCompiler(project)
  const server = createHttpServer({ maxHeaderSize: MAX_HEADER_BYTES })

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
      host: LOOPBACK,
      fs: { allow: [project.root, CLIENT_DIR] },
    },
  })
  const configFiles = PROJECT_FILES.map((file) => path.join(project.dir, file))
  vite.watcher.add(configFiles)
  vite.watcher.on('change', (file) => {
    if (configFiles.includes(file)) log(`${path.basename(file)} changed: start again to use it`)
  })

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, LOOPBACK, resolve)
  })
  const url = `http://${LOOPBACK}:${(server.address() as AddressInfo).port}/`
  const gateway = await mountGateway(options, url)
  server.on('request', (request, response) =>
    inOrder([
      gateway.handle,
      serveClient,
      serveDocument('/', () => shellDocument(project)),
      serveDocument(FRAME_URL, () =>
        vite.transformIndexHtml(
          FRAME_URL,
          frameDocument(`/@id/${ENTRY_ID}`, { gateway: gateway.address }),
        ),
      ),
      vite.middlewares,
    ])(request, response, () => notFound(response)),
  )

  return {
    url,
    async close() {
      await gateway.close()
      await vite.close()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
