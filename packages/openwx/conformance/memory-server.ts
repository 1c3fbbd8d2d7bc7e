import type { MemoryDisk } from '../src/hosts/memory/disk.js'
import { createMemoryHttp, type MemoryReply, type MemoryRequest } from '../src/hosts/memory/http.js'
import type { ClockPort } from '../src/ports/clock.js'
import type { HttpPort } from '../src/ports/http.js'
import { NetError, type NetErrorName } from '../src/ports/net-error.js'
import type { SocketPort } from '../src/ports/socket.js'
import { createFixtureSockets } from './memory-sockets.js'
import { Fixture, type Fault, type FixtureReply } from './server/fixture.js'

const faultNames: Record<Fault, NetErrorName> = {
  reset: 'CONNECTION_RESET',
  empty: 'EMPTY_RESPONSE',
  malformed: 'INVALID_RESPONSE',
  undecodable: 'CONTENT_DECODING_FAILED',
  cut: 'CONTENT_LENGTH_MISMATCH',
}

/** The name that {@link memoryOrigins} uses for a machine which refuses. */
const REFUSED = 'refused.test'

export const memoryOrigins = {
  http: (name: string) => `http://${name}`,
  https: (name: string) => `https://${name}`,
  refused: `http://${REFUSED}`,
}

/** Answers one request of a memory host by the fixture. */
const answer = (fixture: Fixture, request: MemoryRequest, gone: AbortController) =>
  new Promise<MemoryReply>((resolve, reject) => {
    const { hostname, pathname, search } = request.url
    if (hostname === REFUSED) throw new NetError('CONNECTION_REFUSED')
    if (hostname.endsWith('.invalid')) throw new NetError('NAME_NOT_RESOLVED')

    let controller: ReadableStreamDefaultController<Uint8Array<ArrayBuffer>> | undefined
    let wanted: (() => void) | undefined
    const body = new ReadableStream<Uint8Array<ArrayBuffer>>(
      {
        start: (given) => void (controller = given),
        pull: () => wanted?.(),
        cancel: () => gone.abort(),
      },
      // Asked for means taken: `write` resolves when its piece has left.
      { highWaterMark: 0 },
    )
    gone.signal.addEventListener('abort', () => wanted?.())
    const reply: FixtureReply = {
      gone: gone.signal,
      wire: false,
      head: (status, headers = []) => resolve({ status, headers, body }),
      write: (chunk) =>
        new Promise((taken) => {
          wanted = taken
          if (gone.signal.aborted) taken()
          else controller?.enqueue(new Uint8Array(chunk))
        }),
      end: () => controller?.close(),
      // What a client has of it is nothing yet.
      halfHead: () => undefined,
      readOn: () => undefined,
      break: (fault) => {
        const error = new NetError(faultNames[fault])
        if (fault === 'cut') controller?.error(error)
        else reject(error)
      },
    }
    fixture.handle(
      {
        method: request.method,
        url: pathname + search,
        headers: request.headers,
        body: request.body,
      },
      reply,
    )
  })

/** The memory host's network on a fixture; unlike a plain handler, the fixture hears of a cancel. */
export const createFixtureNetwork = (
  clock: ClockPort,
  disk: MemoryDisk,
): { http: HttpPort; sockets: SocketPort; fixture: Fixture } => {
  const fixture = new Fixture(clock)
  const http: HttpPort = {
    exchange: (request, sink) => {
      const gone = new AbortController()
      const { exchange } = createMemoryHttp((received) => answer(fixture, received, gone), disk)
      const running = exchange(request, sink)
      return {
        ...running,
        cancel: () => {
          running.cancel()
          gone.abort()
        },
      }
    },
  }
  return { http, sockets: createFixtureSockets(fixture), fixture }
}
