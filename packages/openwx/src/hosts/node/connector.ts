import type { LookupFunction, Socket } from 'node:net'
import { isIP } from 'node:net'
import { rootCertificates } from 'node:tls'
import { buildConnector } from 'undici'

export interface ConnectorOptions {
  /** PEM certificates to trust beside the system's. */
  readonly ca?: string | readonly string[] | undefined
  /** `name` or `name:port` to `address:port`: such a name is answered there, TLS still names the name. */
  readonly hosts?: Readonly<Record<string, string>> | undefined
  /** Throws to forbid a connection to this address. Asked after DNS and again once connected. */
  readonly checkAddress?: ((address: string, target: string) => void) | undefined
  readonly lookup?: LookupFunction | undefined
  readonly allowH2?: boolean | undefined
}

/** When the parts of a connection were ready, in milliseconds since 1970. */
export interface ConnectionTiming {
  readonly startedAt: number
  lookedUpAt?: number
  connectedAt?: number
  readyAt?: number
  secure: boolean
  /** Exchanges that were sent over it. */
  uses: number
}

const timings = new WeakMap<object, ConnectionTiming>()

export const connectionTiming = (socket: object): ConnectionTiming | undefined =>
  timings.get(socket)

/** Where `hosts` answers a name, if it does. */
export const targetOf = (
  hosts: ConnectorOptions['hosts'],
  hostname: string,
  port: string,
): { hostname: string; port: string } | undefined => {
  // Own entries only: `constructor` is a host name too.
  const entry = (key: string) =>
    hosts !== undefined && Object.hasOwn(hosts, key) ? hosts[key] : undefined
  const address = entry(`${hostname}:${port}`) ?? entry(hostname)
  if (address === undefined) return undefined
  const at = address.lastIndexOf(':')
  return at < 0
    ? { hostname: address, port }
    : { hostname: address.slice(0, at), port: address.slice(at + 1) }
}

/** Returns what it is connecting, for whoever wants to give it up; nothing when it may not connect. */
export type Connector = (...args: Parameters<buildConnector.connector>) => Socket | undefined

/** An undici connector that keeps times, knows other addresses for names, and can forbid addresses. */
export const createConnector = (options: ConnectorOptions = {}): Connector => {
  const { hosts, checkAddress } = options
  // It returns the socket that it is connecting, which its types leave out.
  const connect = buildConnector({
    // The caller's own time-out covers connecting as well.
    timeout: 0,
    allowH2: options.allowH2 ?? false,
    ...(options.ca !== undefined && { ca: [...rootCertificates, ...[options.ca].flat()] }),
    ...(options.lookup !== undefined && { lookup: options.lookup }),
  }) as (...args: Parameters<buildConnector.connector>) => Socket

  return (target, callback) => {
    const port = target.port || (target.protocol === 'https:' ? '443' : '80')
    const hostname = target.hostname.replace(/^\[|\]$/g, '')
    const override = targetOf(hosts, hostname, port)
    const name = `${hostname}:${port}`
    const timing: ConnectionTiming = {
      startedAt: Date.now(),
      secure: target.protocol === 'https:',
      uses: 0,
    }
    try {
      // A literal address never passes the look-up.
      if (override === undefined && isIP(hostname) !== 0) checkAddress?.(hostname, name)
    } catch (error) {
      callback(error as Error, null)
      return undefined
    }
    const socket = connect(
      override === undefined
        ? target
        : {
            ...target,
            ...override,
            host: override.hostname,
            servername: target.servername ?? hostname,
          },
      (...result) => {
        const [error, connected] = result
        if (error !== null) {
          callback(error, null)
          return
        }
        timing.readyAt = Date.now()
        timing.connectedAt ??= timing.readyAt
        timings.set(connected, timing)
        try {
          if (override === undefined && connected.remoteAddress !== undefined) {
            checkAddress?.(connected.remoteAddress, name)
          }
        } catch (forbidden) {
          connected.destroy()
          callback(forbidden as Error, null)
          return
        }
        callback(null, connected)
      },
    )
    socket.once('lookup', () => (timing.lookedUpAt = Date.now()))
    socket.once('connect', () => (timing.connectedAt = Date.now()))
    return socket
  }
}
