import type { HostBlob } from '../../../ports/files.js'
import type { HttpPort } from '../../../ports/http.js'
import { asPlayerError, PlayerError } from '../../../ports/player.js'
import { anywhere } from '../redirects.js'

/** As much as a download may be. */
const MAX_BYTES = 200 * 1024 * 1024

/** What an exchange left. */
interface Fetched {
  readonly file?: HostBlob
  readonly text?: string
  /** Where it came from. */
  readonly url: string
}

type Wanted = 'head' | 'file' | 'text'

const exchangeAll = (
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
        url: new URL(url).href,
        headers: [],
        delivery: wanted === 'file' ? 'file' : 'stream',
        redirect: 'follow',
        maxBodyBytes: MAX_BYTES,
      },
      {
        redirected: anywhere((next) => {
          from = next
        }),
        head: (head) => {
          from = head.url ?? from
          if (head.status >= 400) {
            stop()
            reject(new PlayerError('not-found', { detail: `http status ${head.status}` }))
          } else if (wanted === 'head') {
            stop()
            resolve({ url: from })
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

/**
 * Fetches a sound as a file of the host, or only looks whether there is one.
 * @throws PlayerError `network`, `not-found` for a status from 400 on
 */
export const fetchSound = async (
  http: HttpPort,
  url: string,
  wanted: 'head' | 'file',
  signal: AbortSignal,
): Promise<HostBlob | undefined> => (await exchangeAll(http, url, wanted, signal)).file

/** The same for a text, with where it came from in the end. */
export const fetchText = async (
  http: HttpPort,
  url: string,
  signal: AbortSignal,
): Promise<{ readonly text: string; readonly url: string }> => {
  const { text = '', url: from } = await exchangeAll(http, url, 'text', signal)
  return { text, url: from }
}
