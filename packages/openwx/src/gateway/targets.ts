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
  /** As `allow` names it, of a WebSocket too. */
  readonly origin: string
  /** Whoever started the gateway named this very origin or its address, so it may be private. */
  readonly trusted: boolean
}

export const ANY_PUBLIC_HOST = '*'

/** What a relay carries: the schemes of its URLs, and the lists of a program that permit targets. */
export interface TargetKind {
  readonly plain: string
  readonly secure: string
  readonly lists: readonly (keyof DomainLists)[]
}

export const HTTP_TARGETS: TargetKind = {
  plain: 'http:',
  secure: 'https:',
  lists: ['request', 'uploadFile', 'downloadFile'],
}
export const SOCKET_TARGETS: TargetKind = { plain: 'ws:', secure: 'wss:', lists: ['socket'] }

/** A WebSocket begins as a request to the same server, so `wss:` is judged as `https:`. */
const originOf = ({ origin }: URL): string => origin.replace(/^ws/, 'http')

/** The entries of a program's lists that count. Those lists know no plain scheme. */
const listedOrigins = (domains: Partial<DomainLists>, { lists, secure }: TargetKind): string[] =>
  lists
    .flatMap((list) => domains[list] ?? [])
    .filter((entry) => URL.canParse(entry) && new URL(entry).protocol === secure)
    .map((entry) => originOf(new URL(entry)))

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
export const createTargetPolicy = (
  { allow = [], domains = {}, hosts }: TargetOptions,
  kind: TargetKind,
): ((url: string) => Target) => {
  const anyPublicHost = allow.includes(ANY_PUBLIC_HOST)
  const allowed = new Set(
    allow.filter((entry) => entry !== ANY_PUBLIC_HOST).map((entry) => parseOrigin(entry, 'allow')),
  )
  const listed = new Set(listedOrigins(domains, kind))

  return (text) => {
    const url = URL.canParse(text) ? new URL(text) : undefined
    if (url === undefined || (url.protocol !== kind.secure && url.protocol !== kind.plain)) {
      throw new Refusal(
        400,
        `the gateway relays to absolute ${kind.plain} and ${kind.secure} URLs only`,
      )
    }
    const origin = originOf(url)
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
    const port = url.port || (url.protocol === kind.secure ? '443' : '80')
    const trusted = allowed.has(origin) || targetOf(hosts, hostname, port) !== undefined
    // Names wait for their look-up.
    if (!trusted && isIP(hostname) !== 0 && !isPublicAddress(hostname)) {
      throw privateAddressRefusal(origin)
    }
    url.hash = ''
    return { url: url.href, origin, trusted }
  }
}
