import type { IncomingMessage, ServerResponse } from 'node:http'

export type GatewayOptions = {
  /** Origins that the gateway may reach besides the program's domain lists. */
  allow: readonly string[]
  /** Names that a local server answers: `a.example` → `127.0.0.1:8443`. */
  hosts: Readonly<Record<string, string>>
  /** File of certificates to trust besides the machine's own. */
  ca?: string
}

export type MountedGateway = {
  /** What the page needs to reach it; `undefined` while there is none. */
  address: { url: string; token: string } | undefined
  handle(request: IncomingMessage, response: ServerResponse, next: () => void): void
  close(): Promise<void>
}

export const mountGateway = (_options: GatewayOptions, _origin: string): Promise<MountedGateway> =>
  Promise.resolve({
    address: undefined,
    handle: (_request, _response, next) => next(),
    close: () => Promise.resolve(),
  })
