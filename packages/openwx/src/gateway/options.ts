import type { LookupFunction } from 'node:net'
import type { DomainLists } from '../call/context.js'

/** Options of {@link createGateway}. Every one has a default, and the defaults relay to nobody. */
export interface GatewayOptions {
  /**
   * Origins to relay to, besides {@link domains}: `https://api.example.com`, `http://127.0.0.1:8787`.
   * Scheme, host and port count exactly; of a WebSocket, `wss:` as `https:` and `ws:` as `http:`. An entry also permits that origin to be a private address. `*` is
   * any public host, and never a private one. @default []
   */
  readonly allow?: readonly string[]
  /**
   * A program's domain lists. The `https:` entries of `request`, `uploadFile` and `downloadFile`, and for
   * WebSockets the `wss:` entries of `socket`, may be relayed to, as long as they are public. @default none
   */
  readonly domains?: Partial<DomainLists>
  /**
   * Origins of pages that may use the gateway from elsewhere. Pages that are served from where the
   * gateway is (same host and port) always may. @default []
   */
  readonly origins?: readonly string[]
  /**
   * Host names, without a port, that the gateway is reached under besides `localhost` and loopback
   * addresses. Requests under any other name are refused. @default []
   */
  readonly names?: readonly string[]
  /** What every request must carry: at least 16 printable ASCII characters. @default random, 192 bits */
  readonly token?: string
  /** Where the gateway's paths begin. @default '/__openwx/gateway' */
  readonly basePath?: string
  /**
   * `'a.example': '127.0.0.1:8443'`: names (or `name:port`) that are answered elsewhere, private addresses
   * included. They still have to be listed. @default none
   */
  readonly hosts?: Readonly<Record<string, string>>
  /** PEM certificates to trust. @default the runtime's */
  readonly ca?: string | readonly string[]
  /** How names are looked up; the answers are checked all the same. @default the system's resolver */
  readonly lookup?: LookupFunction
  /** Bytes of request body, counted as they come. @default 268435456 (256 MiB) */
  readonly maxRequestBytes?: number
  /** Bytes of response body as the target sends it, counted as they come. @default 4294967296 (4 GiB) */
  readonly maxResponseBytes?: number
  /**
   * Bytes of a request's or a response's head in the relay's own header field. A browser takes 256 KiB of
   * header in all. @default 245760 (240 KiB)
   */
  readonly maxHeaderBytes?: number
  /** Exchanges at a time; one more is refused. @default 256 */
  readonly maxConcurrent?: number
  /** WebSockets at a time; one more is refused. @default 256 */
  readonly maxSockets?: number
  /** Bytes of one message of a WebSocket, in either direction. @default 16777216 (16 MiB) */
  readonly maxMessageBytes?: number
  /**
   * Milliseconds without a byte in either direction, after which an exchange ends; of a WebSocket, without a
   * message or a ping of the target. The head of a request to `listen`'s own server may take as long, and a
   * minute at most. @default 300000
   */
  readonly idleTimeoutMs?: number
}
