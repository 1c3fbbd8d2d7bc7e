import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { networkInterfaces } from 'node:os'
import type { Duplex } from 'node:stream'

/** A request's head may be as large as a response's, which is what a browser takes. */
const MAX_HEADER_BYTES = 256 * 1024

const UNSPECIFIED = new Set(['0.0.0.0', '::'])

/** The names that a server on `host` is reached under. */
export const namesOf = (host: string): string[] =>
  UNSPECIFIED.has(host)
    ? Object.values(networkInterfaces()).flatMap((list) => (list ?? []).map((it) => it.address))
    : [host]

/** How long a request's head may take, and how often that is looked at; Node's own figures. */
const HEAD_TIMEOUT_MS = 60_000
const CHECK_INTERVAL_MS = 30_000

export interface ServeOptions {
  readonly port: number
  readonly host: string
  /** A head may take no longer than anything else may stall. */
  readonly idleTimeoutMs: number
  onRequest(request: IncomingMessage, response: ServerResponse): void
  onUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void
}

/** A server of its own. Resolves with its origin when it listens; rejects when it cannot. */
export const serve = ({
  port,
  host,
  idleTimeoutMs,
  onRequest,
  onUpgrade,
}: ServeOptions): Promise<{ origin: string; close(): Promise<void> }> =>
  new Promise((resolve, reject) => {
    const server = createServer(
      {
        maxHeaderSize: MAX_HEADER_BYTES,
        // An upload may take its time; what stalls is the relay's to end.
        requestTimeout: 0,
        // It would follow the one above, to none.
        headersTimeout: Math.min(idleTimeoutMs, HEAD_TIMEOUT_MS),
        connectionsCheckingInterval: Math.min(idleTimeoutMs, CHECK_INTERVAL_MS),
        noDelay: true,
      },
      onRequest,
    )
    server.on('upgrade', onUpgrade)
    server.once('error', reject)
    server.listen(port, host, () => {
      const { address, family, port } = server.address() as AddressInfo
      const shown = UNSPECIFIED.has(address)
        ? 'localhost'
        : family === 'IPv6'
          ? `[${address}]`
          : address
      resolve({
        origin: `http://${shown}:${port}`,
        close: () =>
          new Promise((closed) => {
            server.close(() => closed())
            server.closeAllConnections()
          }),
      })
    })
  })
