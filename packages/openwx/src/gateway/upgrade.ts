import type { Duplex } from 'node:stream'

const REASON = 'this gateway relays HTTP only, no WebSocket'

/** Answers an upgrade as plain HTTP and hangs up. */
export const refuseUpgrade = (socket: Duplex): void => {
  // The other side may be gone already, and that is fine.
  socket.on('error', () => undefined)
  socket.end(
    [
      'HTTP/1.1 501 Not Implemented',
      'Connection: close',
      'Content-Type: text/plain',
      `Content-Length: ${REASON.length}`,
      '',
      REASON,
    ].join('\r\n'),
  )
}
