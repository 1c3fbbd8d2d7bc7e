import { isIP } from 'node:net'
import type { DomainLists } from '../call/context.js'
import { targetOf } from '../hosts/node/connector.js'
import { isPublicAddress } from './addresses.js'
import { parseOrigin } from './origin.js'
import { Refusal } from './refusal.js'

/** The lists that a gateway takes its targets from. */
export interface TargetOptions {
  readonly allow?: readonly string[] | undefined
  readonly domains?: Partial<DomainLists> | undefined
  readonly hosts?: Readonly<Record<string, string>> | undefined
}

/** Where an exchange goes, checked as far as it can be without DNS. */
export interface Target {
  /** Canonical, without a fragment. */
  readonly url: string
  readonly origin: string
  /** Whoever started the gateway named this very origin or its address, so it may be private. */
  readonly trusted: boolean
}

export const ANY_PUBLIC_HOST = '*'

/** The entries of a program's lists that a request can go to. Those lists know no other scheme. */
const httpsOrigins = (domains: Partial<DomainLists>): string[] =>
  [domains.request, domains.uploadFile, domains.downloadFile]
    .flatMap((list) => list ?? [])
    .filter((entry) => URL.canParse(entry) && new URL(entry).protocol === 'https:')
    .map((entry) => new URL(entry).origin)

/** Says no to a private address; which one it was is nobody's business. */
export const privateAddressRefusal = (origin: string): Refusal =>
  new Refusal(
    403,
    `the gateway does not relay to private addresses, and ${origin} has one; start it with --allow ${origin}`,
  )

/**
 * Decides which URLs may be asked for. `URL` itself turns every spelling of a host into one: case,
 * punycode, and decimal, octal, hexadecimal and short addresses.
 *
 * @throws TypeError for a setting that is not an origin.
 */
export const createTargetPolicy = ({
  allow = [],
  domains = {},
  hosts,
}: TargetOptions): ((url: string) => Target) => {
  const anyPublicHost = allow.includes(ANY_PUBLIC_HOST)
  const allowed = new Set(
    allow.filter((entry) => entry !== ANY_PUBLIC_HOST).map((entry) => parseOrigin(entry, 'allow')),
  )
  const listed = new Set(httpsOrigins(domains))

  return (text) => {
    const url = URL.canParse(text) ? new URL(text) : undefined
    if (url === undefined || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
      throw new Refusal(400, 'the gateway relays to absolute http: and https: URLs only')
    }
    const { origin } = url
    if (url.username !== '' || url.password !== '') {
      throw new Refusal(
        400,
        'the gateway takes no user name or password in a URL; use the Authorization header',
      )
    }
    if (!anyPublicHost && !allowed.has(origin) && !listed.has(origin)) {
      throw new Refusal(
        403,
        `the gateway does not relay to ${origin}; start it with --allow ${origin}`,
      )
    }
    const hostname = url.hostname.replace(/^\[|\]$/g, '')
    const port = url.port || (url.protocol === 'https:' ? '443' : '80')
    const trusted = allowed.has(origin) || targetOf(hosts, hostname, port) !== undefined
    // Names wait for their look-up.
    if (!trusted && isIP(hostname) !== 0 && !isPublicAddress(hostname)) {
      throw privateAddressRefusal(origin)
    }
    url.hash = ''
    return { url: url.href, origin, trusted }
  }
}
