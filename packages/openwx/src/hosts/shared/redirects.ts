import type { HostBlob } from '../../ports/files.js'
import type { ClockPort } from '../../ports/clock.js'
import type {
  HeaderList,
  HttpExchange,
  HttpHead,
  HttpPort,
  HttpRequest,
  HttpSink,
} from '../../ports/http.js'
import { NetworkError } from '../../ports/port-error.js'

const STATUSES = [301, 302, 303, 307, 308]
/** A redirect's own body is read to keep its connection, so far and so long; past that the connection goes. */
const MAX_DRAINED_BYTES = 64 * 1024
const MAX_DRAINING_MS = 1000

const without = (headers: HeaderList, ...names: readonly string[]): HeaderList =>
  headers.filter(([name]) => !names.includes(name.toLowerCase()))

const utf8 = new TextDecoder('utf-8', { fatal: true })

/** Bytes as one character each, which servers that do not escape mean as UTF-8. */
const asUtf8 = (text: string): string => {
  if (!/[\u0080-\u00ff]/.test(text) || /[^\t -\u00ff]/.test(text)) return text
  try {
    return utf8.decode(Uint8Array.from(text, (char) => char.charCodeAt(0)))
  } catch {
    return text
  }
}

const locationOf = ({ status, headers }: HttpHead): string | undefined => {
  if (!STATUSES.includes(status)) return undefined
  const location = headers.find(([name]) => name.toLowerCase() === 'location')?.[1]
  return location && asUtf8(location)
}

/** The request after a redirect, as clients do it: 303 always and 301/302 after POST become GET. */
const redirected = (request: HttpRequest, url: string, status: number): HttpRequest => {
  // Credentials were meant for the first origin only.
  const headers =
    new URL(url).origin === new URL(request.url).origin
      ? request.headers
      : without(request.headers, 'authorization', 'cookie')
  const becomesGet =
    request.method !== 'HEAD' &&
    (status === 303 || ((status === 301 || status === 302) && request.method === 'POST'))
  if (!becomesGet) return { ...request, url, headers }
  const { body: _, ...rest } = request
  return { ...rest, url, method: 'GET', headers: without(headers, 'content-type') }
}

/**
 * Follows redirects where the sink says where to, by an exchange that shows them.
 * @param discard Frees the body of a redirect that the host kept.
 */
export const followRedirects =
  (
    { after }: ClockPort,
    exchange: HttpPort['exchange'],
    discard: (file: HostBlob) => void = () => undefined,
  ): HttpPort['exchange'] =>
  (first, sink) => {
    if (sink.redirected === undefined) return exchange(first, sink)
    let running: HttpExchange
    /** Stops waiting for the end of a redirect's body. */
    let stop: () => void = () => undefined

    const send = (request: HttpRequest) => {
      let followUp: (() => void) | undefined
      let drainedBytes = 0
      const follow = (location: string, status: number) => {
        try {
          const url = sink.redirected?.(location, request.url) ?? location
          send(redirected(request, url, status))
        } catch (error) {
          sink.fail(error as Error)
        }
      }
      const giveUpBody = (then: () => void) => {
        running.cancel()
        then()
      }
      const hop: HttpSink = {
        ...sink,
        head: (head) => {
          const location = locationOf(head)
          if (location === undefined) {
            sink.head(head)
            return
          }
          const then = () => {
            stop()
            follow(location, head.status)
          }
          followUp = then
          stop = after(MAX_DRAINING_MS, () => giveUpBody(then))
        },
        data: (chunk) => {
          if (followUp === undefined) return sink.data(chunk)
          drainedBytes += chunk.length
          if (drainedBytes > MAX_DRAINED_BYTES) giveUpBody(followUp)
        },
        progress: (receivedBytes, expectedBytes) => {
          if (followUp === undefined) sink.progress?.(receivedBytes, expectedBytes)
          else if (receivedBytes > MAX_DRAINED_BYTES) giveUpBody(followUp)
        },
        end: (timing, file) => {
          if (followUp === undefined) return sink.end(timing, file)
          if (file !== undefined) discard(file)
          followUp()
        },
        fail: (error) => {
          // Whatever becomes of its body, it has said where to go.
          if (followUp === undefined) sink.fail(error)
          else followUp()
        },
      }
      running = exchange(request, hop)
    }

    send(first)
    return {
      cancel: () => {
        stop()
        running.cancel()
      },
      pause: () => running.pause(),
      resume: () => running.resume(),
    }
  }

const MAX_REDIRECTS = 20

/**
 * For a sink that goes wherever it is sent, as browsers do, up to 20 hops.
 * @param arrived Told of each address on the way.
 */
export const anywhere = (arrived: (url: string) => void): NonNullable<HttpSink['redirected']> => {
  let hops = 0
  return (location, from) => {
    hops += 1
    if (hops > MAX_REDIRECTS) throw new NetworkError('too many redirects')
    const { href } = new URL(location, from)
    arrived(href)
    return href
  }
}
