import type { HostBlob } from '../../../ports/files.js'
import type { HttpHead, HttpPort } from '../../../ports/http.js'
import { asPlayerError, PlayerError } from '../../../ports/player.js'

const MAX_REDIRECTS = 20
/** As much as a download may be. */
const MAX_BYTES = 200 * 1024 * 1024

const locationOf = ({ status, headers }: HttpHead, url: string): string | undefined => {
  const location = headers.find(([name]) => name.toLowerCase() === 'location')?.[1]
  return status >= 300 && status < 400 && location !== undefined
    ? new URL(location, url).href
    : undefined
}

/** One exchange. Resolves with where it leads to, or with the body; without one where only the head is wanted. */
const fetchOnce = (
  http: HttpPort,
  url: string,
  wanted: 'head' | 'file',
  signal: AbortSignal,
): Promise<{ location?: string; file?: HostBlob }> =>
  new Promise((resolve, reject) => {
    signal.throwIfAborted()
    const release = () => signal.removeEventListener('abort', abort)
    const stop = () => {
      release()
      exchange.cancel()
    }
    const abort = () => {
      stop()
      reject(asPlayerError(signal.reason))
    }
    const exchange = http.exchange(
      {
        method: 'GET',
        url,
        headers: [],
        delivery: wanted === 'file' ? 'file' : 'stream',
        redirect: 'follow',
        maxBodyBytes: MAX_BYTES,
      },
      {
        head: (head) => {
          const location = locationOf(head, url)
          if (location === undefined && head.status >= 400) {
            stop()
            reject(new PlayerError('not-found', { detail: `http status ${head.status}` }))
          } else if (location !== undefined || wanted === 'head') {
            stop()
            resolve(location === undefined ? {} : { location })
          }
        },
        data: () => undefined,
        end: (_timing, file) => {
          release()
          resolve(file === undefined ? {} : { file })
        },
        fail: (cause) => {
          release()
          reject(new PlayerError('network', { cause }))
        },
      },
    )
    signal.addEventListener('abort', abort)
  })

/**
 * Fetches a sound as a file of the host, or only looks whether there is one.
 * @throws PlayerError `network`, `not-found` for a status from 400 on
 */
export const fetchSound = async (
  http: HttpPort,
  url: string,
  wanted: 'head' | 'file',
  signal: AbortSignal,
): Promise<HostBlob | undefined> => {
  let at = url
  for (let hops = 0; hops <= MAX_REDIRECTS; hops += 1) {
    const { location, file } = await fetchOnce(http, new URL(at).href, wanted, signal)
    if (location === undefined) return file
    at = location
  }
  throw new PlayerError('network', { detail: 'too many redirects' })
}
