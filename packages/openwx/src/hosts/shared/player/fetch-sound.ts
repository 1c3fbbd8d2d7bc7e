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

/** What an exchange left, or where it leads to. */
interface Fetched {
  readonly location?: string
  readonly file?: HostBlob
  readonly text?: string
  /** Where it came from. */
  readonly url: string
}

type Wanted = 'head' | 'file' | 'text'

/** One exchange. */
const fetchOnce = (
  http: HttpPort,
  url: string,
  wanted: Wanted,
  signal: AbortSignal,
): Promise<Fetched> =>
  new Promise((resolve, reject) => {
    signal.throwIfAborted()
    const decoder = new TextDecoder()
    let text = ''
    let from = url
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
          from = head.url ?? url
          if (location === undefined && head.status >= 400) {
            stop()
            reject(new PlayerError('not-found', { detail: `http status ${head.status}` }))
          } else if (location !== undefined || wanted === 'head') {
            stop()
            resolve({ url: from, ...(location !== undefined && { location }) })
          }
        },
        data: (chunk) => {
          text += decoder.decode(chunk, { stream: true })
        },
        end: (_timing, file) => {
          release()
          resolve({ url: from, text, ...(file !== undefined && { file }) })
        },
        fail: (cause) => {
          release()
          reject(new PlayerError('network', { cause }))
        },
      },
    )
    signal.addEventListener('abort', abort)
  })

const fetchAll = async (
  http: HttpPort,
  url: string,
  wanted: Wanted,
  signal: AbortSignal,
): Promise<Fetched> => {
  let at = url
  for (let hops = 0; hops <= MAX_REDIRECTS; hops += 1) {
    const fetched = await fetchOnce(http, new URL(at).href, wanted, signal)
    if (fetched.location === undefined) return fetched
    at = fetched.location
  }
  throw new PlayerError('network', { detail: 'too many redirects' })
}

/**
 * Fetches a sound as a file of the host, or only looks whether there is one.
 * @throws PlayerError `network`, `not-found` for a status from 400 on
 */
export const fetchSound = async (
  http: HttpPort,
  url: string,
  wanted: 'head' | 'file',
  signal: AbortSignal,
): Promise<HostBlob | undefined> => (await fetchAll(http, url, wanted, signal)).file

/** The same for a text, with where it came from in the end. */
export const fetchText = async (
  http: HttpPort,
  url: string,
  signal: AbortSignal,
): Promise<{ readonly text: string; readonly url: string }> => {
  const { text = '', url: from } = await fetchAll(http, url, 'text', signal)
  return { text, url: from }
}
