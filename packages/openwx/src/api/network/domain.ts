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

const IPV4 = /^\d+(?:\.\d+){3}$/

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
  const { app, host } = context
  if (!app.urlCheck) return undefined
  const origin = originOf(url)
  const scheme = kind === 'socket' ? 'wss' : 'https'
  if (origin !== undefined) {
    if (context.since('2.4.0') && host.network.isNeighbour(origin.host)) return undefined
    const listable =
      origin.scheme === scheme &&
      !IPV4.test(origin.host) &&
      !origin.host.startsWith('[') &&
      !FORBIDDEN_HOSTS.has(origin.host)
    // Entries of the socket list carry no port: every port of the host is admitted.
    if (listable && isListed(origin, app.domains[kind], kind === 'socket')) return undefined
    host.log.error(
      `${origin.scheme}://${origin.host}${origin.port} 不在以下 ${kind} 合法域名列表中 (not in the ${kind} domain list)`,
    )
  }
  return new WxError('domain-not-listed', 'url not in domain list')
}
