import type { Server } from 'node:http'
import { createServer, type AddressInfo, type Server as NetServer } from 'node:net'

export type Loopback = {
  port: number
  /** Whether nobody else answers at this port under `localhost`, which may mean `::1` too. */
  bothNames: boolean
  close(): Promise<void>
}

const listen = (server: NetServer, port: number, host: string) =>
  new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })

/**
 * Binds an HTTP server to 127.0.0.1 and, at the same port, to `::1`.
 *
 * @param port 0 takes any free one.
 */
export const listenOnLoopback = async (server: Server, port: number): Promise<Loopback> => {
  await listen(server, port, '127.0.0.1')
  const bound = (server.address() as AddressInfo).port
  const second = createServer((socket) => void server.emit('connection', socket))
  const bothNames = await listen(second, bound, '::1').then(
    () => true,
    // A machine without IPv6 has nobody there either; a port that is taken belongs to somebody else.
    (error: unknown) => (error as NodeJS.ErrnoException).code !== 'EADDRINUSE',
  )
  return {
    port: bound,
    bothNames,
    close: async () => {
      second.close()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
