import type { Readable } from 'node:stream'

/** How long the other side may go on after its answer, before its connection is closed. */
export const LINGER_MS = 2000

/**
 * What still comes is read and thrown away: closing over unread bytes resets the connection, and the other side
 * may lose its answer by that. But it is not read for ever.
 */
export const linger = (stream: Readable): void => {
  stream.resume()
  const timer = setTimeout(() => stream.destroy(), LINGER_MS)
  stream.once('close', () => clearTimeout(timer))
}
