import type { Server } from 'node:net'

const FIRST = 10_000
const COUNT = 20_000
const ATTEMPTS = 50

const listenAt = (server: Server, port: number) =>
  new Promise<boolean>((resolve, reject) => {
    const onError = (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(false)
      else reject(error)
    }
    server.once('error', onError)
    server.listen(port, '127.0.0.1', () => {
      server.off('error', onError)
      resolve(true)
    })
  })

/**
 * Listens on a free port that a server may leave and come back to: it lies below those that systems hand out
 * to whoever asks for any.
 */
export const listenOnStablePort = async (server: Server): Promise<number> => {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const port = FIRST + Math.floor(Math.random() * COUNT)
    if (await listenAt(server, port)) return port
  }
  throw new Error('no free port')
}
