/**
 * How a page and its gateway talk about one HTTP exchange. The page POSTs the body to
 * `<gateway>/http` and says in one header what to ask for; the gateway answers 200 with the target's
 * head in one header and its body as it is. A failure before the head is a status of 4xx or 5xx with an
 * error header; a failure after it breaks the body off.
 */
import type { HeaderList, HttpTiming, NetErrorName } from '../ports/http.js'

export const RELAY_HTTP_PATH = '/http'
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
  | { readonly kind: 'network'; readonly reason?: NetErrorName }
  /** The gateway will not do this; `message` says why and what to change. */
  | { readonly kind: 'refused'; readonly message: string }

/** JSON in printable ASCII, which is what a header field can carry unharmed. */
export const toHeaderJson = (value: RelayRequest | RelayResponse | RelayError): string =>
  JSON.stringify(value).replace(
    /[\u007f-\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
