import { UnsupportedError } from '../../ports/http.js'
import type { HeaderList } from '../../ports/http.js'
import type { SocketPort } from '../../ports/socket.js'
import { pageHeaders } from './headers.js'
import { connectPageSocket } from './page-socket.js'

/**
 * WebSockets straight from the page. The browser makes the handshake: it offers compression as it likes,
 * and neither takes header fields nor shows any, nor says why one failed.
 */
export const createDirectSockets = (): SocketPort => ({
  connect: ({ url, headers, protocols }, sink) =>
    connectPageSocket(sink, {
      dial: () => {
        refuseHeaders(headers)
        return new WebSocket(url, [...protocols])
      },
      connected: ({ protocol }) => ({ headers: [], protocol }),
    }),
})

/** Refuses what was asked for in vain. What no program can set is left out everywhere. */
const refuseHeaders = (headers: HeaderList): void => {
  const { allowed, refused = allowed[0]?.[0] } = pageHeaders(headers, false)
  if (refused === undefined) return
  throw new UnsupportedError(
    `a page cannot set the header ${refused} of a WebSocket; use a gateway, or say it in the url or in protocols`,
  )
}
