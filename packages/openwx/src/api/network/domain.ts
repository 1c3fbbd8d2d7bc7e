import type { ApiContext, DomainLists } from '../../call/context.js'
import { WxError } from '../../call/error.js'

const STATED_PORT = /^[a-z]+:\/\/[^/?#\\]*?(:\d*)(?:[/?#\\]|$)/i

/**
 * Where a URL really leads, whatever it looks like. The port has its colon, and is there as written: an explicit
 * `:443` is not the same as none.
 */
const originOf = (url: string): readonly [scheme: string, name: string, port: string] => {
  try {
    const { protocol, hostname, port } = new URL(url)
    return [protocol, hostname, port === '' ? (STATED_PORT.exec(url)?.[1] ?? '') : `:${port}`]
  } catch {
    // An entry that is none.
    return ['', '', '']
  }
}

/** Hosts that nobody may list: addresses, and two names. */
const UNLISTABLE = /^(?:\[.*|\d+(?:\.\d+){3}|localhost|api\.weixin\.qq\.com)$/

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
  const [scheme, name, port] = originOf(url)
  const isSocket = kind === 'socket'
  const isListed = (entry: string) => {
    const [allowedScheme, allowedName, allowedPort] = originOf(entry)
    return (
      allowedScheme === scheme &&
      allowedName === name &&
      // Entries of the socket list carry no port: every port of the host is admitted.
      (isSocket || allowedPort === port)
    )
  }
  const isListable = scheme === (isSocket ? 'wss:' : 'https:') && !UNLISTABLE.test(name)
  if (isListable && app.domains[kind].some(isListed)) return undefined
  // A machine takes long to say where it is.
  if (context.since('2.4.0') && host.network.isNeighbour(name)) return undefined
  host.log.error(`${scheme}//${name}${port} 不在以下 ${kind} 合法域名列表中`)
  return new WxError('domain-not-listed', 'url not in domain list')
}
