import { timingSafeEqual } from 'node:crypto'
import { BlockList, isIP } from 'node:net'
import { parseOrigin } from './origin.js'
import { Refusal } from './refusal.js'

/** Who may use a gateway. */
export interface AccessOptions {
  readonly token: string
  /** Origins of pages that are not served from where the gateway is. */
  readonly origins: readonly string[]
  /** Host names, besides loopback, that the gateway is asked under. */
  readonly names: readonly string[]
}

export interface Access {
  /**
   * Checks where a request comes from.
   *
   * @returns The origin of a page from elsewhere, which needs CORS; nothing for a page from here.
   * @throws Refusal
   */
  admit(header: (name: string) => string | undefined): string | undefined
  /** @throws Refusal */
  checkToken(token: string | undefined): void
  /** Answers to one more name. */
  addName(name: string): void
}

const MIN_TOKEN_CHARACTERS = 16

const loopback = new BlockList()
loopback.addSubnet('127.0.0.0', 8, 'ipv4')
loopback.addAddress('::1', 'ipv6')

const bare = (hostname: string): string => hostname.replace(/^\[|\]$/g, '').toLowerCase()

const isLoopback = (hostname: string): boolean => {
  const family = isIP(hostname)
  if (family !== 0) return loopback.check(hostname, family === 4 ? 'ipv4' : 'ipv6')
  return hostname === 'localhost' || hostname.endsWith('.localhost')
}

/**
 * Whether a page was served from here under the machine's other name. A page asks under both, since a
 * browser opens only six connections to one name.
 */
const isTwin = (page: URL, host: string): boolean => {
  const own = `${page.protocol}//${host}`
  return (
    URL.canParse(own) &&
    new URL(own).port === page.port &&
    [new URL(own), page].every(({ hostname }) => /^(?:localhost|127\.0\.0\.1)$/.test(hostname))
  )
}

export const createAccess = (options: AccessOptions): Access => {
  if (!/^[\x21-\x7e]+$/.test(options.token) || options.token.length < MIN_TOKEN_CHARACTERS) {
    throw new TypeError(`token: give at least ${MIN_TOKEN_CHARACTERS} printable ASCII characters`)
  }
  const token = Buffer.from(options.token)
  const origins = new Set(options.origins.map((origin) => parseOrigin(origin, 'origins')))
  const names = new Set(options.names.map(bare))

  return {
    admit(header) {
      const host = header('host') ?? ''
      const isHost = !/[/\\?#@]/.test(host) && URL.canParse(`http://${host}`)
      const name = isHost ? bare(new URL(`http://${host}`).hostname) : ''
      // A page whose own name was made to mean this machine (DNS rebinding) asks under that name.
      if (!isLoopback(name) && !names.has(name)) {
        throw new Refusal(
          403,
          'the gateway does not answer to this host name; start it with the name in `names`',
        )
      }
      const origin = header('origin')
      if (origin === undefined) {
        // A browser sends Origin with every POST that goes to another origin, and no page can forge or
        // suppress it or Sec-Fetch-Site. Without either nothing tells whose request it is, so it is refused:
        // the gateway is for pages, and every other program can reach its target by itself.
        if (header('sec-fetch-site') === 'same-origin') return undefined
        throw new Refusal(403, 'the gateway serves pages, and this request does not say which')
      }
      const page = URL.canParse(origin) ? new URL(origin) : undefined
      // With the page's scheme, so that its default port is left out on both sides.
      const here =
        page !== undefined &&
        page.host !== '' &&
        URL.canParse(`${page.protocol}//${host}`) &&
        new URL(`${page.protocol}//${host}`).host === page.host
      if (here) return undefined
      if (page !== undefined && (origins.has(page.origin) || isTwin(page, host))) return origin
      throw new Refusal(
        403,
        'the gateway does not serve pages of this origin; start it with the origin in `origins`',
      )
    },
    checkToken(given) {
      const bytes = Buffer.from(given ?? '')
      if (bytes.length !== token.length || !timingSafeEqual(bytes, token)) {
        throw new Refusal(401, 'the gateway needs its token, which the page is served with')
      }
    },
    addName: (name) => void names.add(bare(name)),
  }
}
