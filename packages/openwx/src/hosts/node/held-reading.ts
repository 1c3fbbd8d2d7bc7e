import type { Socket } from 'node:net'

/**
 * Lets nothing more be read from a connection that undici reads, until the result is called: what comes fills the
 * buffers, and the peer has to wait. undici's own pause ends in a failed assertion, within an event of the socket where
 * nobody can catch it, if the peer closes the connection meanwhile.
 * @see https://github.com/nodejs/undici (`Parser.finish` of its HTTP/1 client)
 */
export const holdReading = (socket: Socket): (() => void) => {
  const nothing = () => null
  socket.read = nothing
  return () => {
    if (socket.read !== nothing) return
    Reflect.deleteProperty(socket, 'read')
    // It may be called while undici parses, which it does one chunk at a time.
    queueMicrotask(() => {
      if (!Object.hasOwn(socket, 'read')) socket.emit('readable')
    })
  }
}
