import { STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import { linger } from './linger.js'
import type { Refusal } from './refusal.js'
import { failureAnswer } from './refusal.js'

/** Answers an upgrade as plain HTTP and hangs up. */
export const refuseUpgrade = (socket: Duplex, refusal: Refusal): void => {
  const { status, headers, text } = failureAnswer(refusal)
  // The other side may be gone already, and that is fine.
  socket.on('error', () => undefined)
  // A server's own time-outs have ended with the upgrade.
  linger(socket)
  socket.end(
    [
      `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
      'connection: close',
      ...headers.map(([name, value]) => `${name}: ${value}`),
      '',
      text,
    ].join('\r\n'),
  )
}
