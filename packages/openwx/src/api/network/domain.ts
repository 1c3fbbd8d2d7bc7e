import type { ApiContext, DomainLists } from '../../call/context.js'
import { WxError } from '../../call/error.js'

const SCHEME_HOST_PORT = /^([a-z]+):\/\/(?:[^/?#@]*@)?(\[[^\]]*\]|[^/?#:]*)(:\d*)?/i

interface Origin {
  scheme: string
  host: string
  /** With its colon, exactly as written: an explicit `:443` is not the same as none. */
  port: string
}

const originOf = (url: string): Origin | undefined => {
  const match = SCHEME_HOST_PORT.exec(url)
  return match === null
    ? undefined
    : {
        scheme: (match[1] ?? '').toLowerCase(),
        host: (match[2] ?? '').toLowerCase(),
        port: match[3] ?? '',
      }
}

const isListed = (origin: Origin, list: readonly string[], anyPort: boolean): boolean =>
  list.some((entry) => {
    const allowed = originOf(entry)
    return (
      allowed?.scheme === origin.scheme &&
      allowed.host === origin.host &&
      (anyPort || allowed.port === origin.port)
    )
  })

const ipv4 = (host: string): number | undefined => {
  const parts = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(host)?.slice(1).map(Number)
  if (parts === undefined || parts.some((part) => part > 255)) return undefined
  return parts.reduce((sum, part) => ((sum << 8) | part) >>> 0, 0)
}

/** A neighbour: a literal address on one of the machine's own subnets, other than its own. */
const isNeighbour = (context: ApiContext, host: string): boolean => {
  const address = ipv4(host)
  if (address === undefined || !context.since('2.4.0')) return false
  return context.host.network.localAddresses().some((local) => {
    const own = ipv4(local.address)
    const mask = ipv4(local.netmask)
    return (
      own !== undefined &&
      mask !== undefined &&
      own !== address &&
      (own & mask) === (address & mask)
    )
  })
}

/** Origins that nobody may list. */
const FORBIDDEN_HOSTS = new Set(['api.weixin.qq.com', 'localhost'])

/**
 * Whether the program may talk to `url`, by its list for `kind`; the failure if not. Nothing is checked
 * with `urlCheck: false`, or for a neighbour in the local network.
 */
export const domainProblem = (
  context: ApiContext,
  kind: keyof DomainLists,
  url: string,
): WxError | undefined => {
  const { app } = context
  if (!app.urlCheck) return undefined
  const origin = originOf(url)
  const scheme = kind === 'socket' ? 'wss' : 'https'
  if (origin !== undefined) {
    if (isNeighbour(context, origin.host)) return undefined
    const listable =
      origin.scheme === scheme &&
      ipv4(origin.host) === undefined &&
      !origin.host.startsWith('[') &&
      !FORBIDDEN_HOSTS.has(origin.host)
    // Entries of the socket list carry no port: every port of the host is admitted.
    if (listable && isListed(origin, app.domains[kind], kind === 'socket')) return undefined
    context.host.log.error(
      `${origin.scheme}://${origin.host}${origin.port} 不在以下 ${kind} 合法域名列表中 (not in the ${kind} domain list)`,
    )
  }
  return new WxError('domain-not-listed', 'url not in domain list')
}
