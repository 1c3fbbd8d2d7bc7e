import http from 'node:http'
import { once } from 'node:events'
import { createGateway } from 'openwx/gateway'
import { answerCalls } from '../lib/process.js'

/** As `openwx dev` mounts it: the gateway on the page's own origin. */
const MAX_HEADER_BYTES = 256 * 1024

let server

answerCalls({
  /** @param {{ scripts: Record<string, string>, allow: string[] }} options The page's programs by path, and its targets. */
  start: async ({ scripts, allow }) => {
    const gateway = createGateway({ allow })
    server = http.createServer({ maxHeaderSize: MAX_HEADER_BYTES }, (request, response) => {
      gateway.middleware(request, response, () => {
        const script = scripts[request.url]
        response.writeHead(200, { 'content-type': script ? 'text/javascript' : 'text/html' })
        response.end(script ?? '<!doctype html><script type="module" src="/page.js"></script>')
      })
    })
    server.on('upgrade', (request, socket, head) => gateway.upgrade(request, socket, head))
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    return {
      page: `http://127.0.0.1:${server.address().port}/`,
      gateway: { url: '/__openwx/gateway', token: gateway.token },
    }
  },
  rss: () => process.memoryUsage.rss(),
})
