import { createServer } from 'node:http'
import { BadRequest } from './query.js'
import { routes, sendJson } from './routes.js'
import { serveSockets, socketRoutes } from './sockets.js'

/**
 * The server that the tour talks to. It sends no CORS headers on purpose, as most servers of mini
 * programs do not: a page on another origin could not read a single answer. That the tour works in
 * a browser all the same is the work of the gateway.
 */

const listed = ({ path, query = '', what }) => ({
  path: query.includes('=') ? `${path}?${query}` : path + query,
  what,
})
const list = [...routes, ...socketRoutes()].map(listed)

const routeOf = (pathname) =>
  routes.find(({ path }) => (path.endsWith('/') ? pathname.startsWith(path) : pathname === path))

const answer = async (request, response) => {
  // `request.url` may be an absolute address or `*`; only its path and query matter here.
  const url = new URL(request.url ?? '/', 'http://demo.invalid')
  if (url.pathname === '/') {
    sendJson(response, 200, { name: 'openwx tour demo server', routes: list })
    return
  }
  const route = routeOf(url.pathname)
  if (!route) throw new BadRequest(`nothing at ${url.pathname}`, 404)
  const gone = new AbortController()
  response.once('close', () => gone.abort())
  await route.answer({ request, response, url, signal: gone.signal })
}

const fail = (response, error) => {
  // The caller has hung up, or a part of the answer is out: there is nobody left to tell.
  if (response.headersSent || response.destroyed) {
    response.destroy()
    return
  }
  const known = error instanceof BadRequest
  sendJson(response, known ? error.status : 500, { error: known ? error.message : 'internal' })
}

/**
 * Starts the demo server. Rejects when the port is taken; port 0 takes any free one.
 * `close` ends open answers too.
 * @param {{ port?: number, host?: string }} [options]
 * @returns {Promise<{ origin: string, close(): Promise<void> }>}
 */
export const startDemoServer = ({ port = 8787, host = '127.0.0.1' } = {}) =>
  new Promise((resolve, reject) => {
    const server = createServer((request, response) => {
      answer(request, response).catch((error) => fail(response, error))
    })
    // `CONNECT` is a legal method of wx.request; this server is no tunnel and says so.
    server.on('connect', (request, socket) => {
      socket.on('error', () => socket.destroy())
      socket.end(
        'HTTP/1.1 405 Method Not Allowed\r\nContent-Length: 0\r\nConnection: close\r\n\r\n',
      )
    })
    const endSockets = serveSockets(server, socketRoutes())
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      const address = server.address()
      const name = host.includes(':') ? `[${host}]` : host
      resolve({
        origin: `http://${name}:${address.port}`,
        close: () =>
          new Promise((closed) => {
            server.close(() => closed())
            server.closeAllConnections()
            endSockets()
          }),
      })
    })
  })
