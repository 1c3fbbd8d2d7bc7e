import { UnsupportedError } from '../../ports/port-error.js'
import type { SocketPort } from '../../ports/socket.js'
import type { pageHeaders } from './headers.js'
import { connectPageSocket } from './page-socket.js'

/**
 * WebSockets straight from the page. The browser makes the handshake: it offers compression as it likes,
 * and neither takes header fields nor shows any, nor says why one failed.
 */
export const createDirectSockets = (split: typeof pageHeaders): SocketPort => ({
  connect: ({ url, headers, protocols }, sink) =>
    connectPageSocket(sink, {
      dial: () => {
        // What no program can set is left out everywhere; anything else was asked for in vain.
        const { allowed, refused = allowed[0]?.[0] } = split(headers, false)
        if (refused !== undefined) throw refusal(refused)
        return new WebSocket(url, [...protocols])
      },
      connected: ({ protocol }) => ({ headers: [], protocol }),
    }),
})

const refusal = (name: string): UnsupportedError =>
  new UnsupportedError(
    `a page cannot set the header ${name} of a WebSocket; use a gateway, or say it in the url or in protocols`,
  )
