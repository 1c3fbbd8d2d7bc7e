/**
 * How a page and its gateway talk.
 *
 * One HTTP exchange: the page POSTs the body to
 * `<gateway>/http` and says in one header what to ask for; the gateway answers 200 with the target's
 * head in one header and its body as it is. A failure before the head is a status of 4xx or 5xx with an
 * error header; a failure after it breaks the body off.
 *
 * One WebSocket: the page opens `<gateway>/socket`, which takes nothing from the URL, and its first message
 * is a {@link RelaySocketRequest} as JSON. It carries the token there, because a page cannot set a
 * header on a WebSocket, URLs are logged on their way, and `Sec-WebSocket-Protocol` is a header that
 * servers log too and have to repeat. The gateway dials, and its first message is a
 * {@link RelaySocketAnswer} as JSON. From then on every message is the program's or the target's, as it is.
 *
 * The end needs no code of its own. A page's close frame with a code goes on to the target; one without a
 * code, which no program can ask for, means that the page gives up, and the target is dropped. The
 * target's close frame goes on to the page, without a code where it had none, so that the page sees 1005; and
 * where the target left without one, so does the gateway, and the page sees 1006.
 */
import type { HeaderList, HttpTiming } from '../ports/http.js'
import type { NetErrorName } from '../ports/net-error.js'
import type { SocketOpening, SocketRequest } from '../ports/socket.js'

export const RELAY_HTTP_PATH = '/http'
export const RELAY_SOCKET_PATH = '/socket'
export const RELAY_TOKEN_HEADER = 'x-openwx-token'
export const RELAY_REQUEST_HEADER = 'x-openwx-request'
export const RELAY_RESPONSE_HEADER = 'x-openwx-response'
export const RELAY_ERROR_HEADER = 'x-openwx-error'

export interface RelayRequest {
  readonly method: string
  readonly url: string
  readonly headers: HeaderList
  readonly http2?: boolean
}

export interface RelayResponse {
  readonly status: number
  readonly headers: HeaderList
  /** As far as it is known when the head goes out. */
  readonly timing?: HttpTiming
}

export type RelayError =
  /** The target could not be reached, or answered nonsense. */
  | { readonly kind: 'network'; readonly reason: NetErrorName }
  /** The gateway will not do this; `message` says why and what to change. */
  | { readonly kind: 'refused'; readonly message: string }

export interface RelaySocketRequest extends SocketRequest {
  readonly token: string
}

/** What became of the handshake with the target; after an error the gateway closes. */
export type RelaySocketAnswer =
  | { readonly opening: SocketOpening }
  | {
      readonly error:
        | RelayError
        /** The target answered, but not with a WebSocket. */
        | { readonly kind: 'handshake'; readonly status?: number }
    }

/** JSON in printable ASCII, which is what a header field can carry unharmed. */
export const toHeaderJson = (value: RelayRequest | RelayResponse | RelayError): string =>
  JSON.stringify(value).replace(
    /[\u007f-\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
