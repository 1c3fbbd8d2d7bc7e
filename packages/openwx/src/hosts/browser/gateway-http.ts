import type { RelayError, RelayResponse } from '../../codec/relay.js'
import {
  RELAY_ERROR_HEADER,
  RELAY_HTTP_PATH,
  RELAY_REQUEST_HEADER,
  RELAY_RESPONSE_HEADER,
  RELAY_TOKEN_HEADER,
  toHeaderJson,
} from '../../codec/relay.js'
import type { ClockPort } from '../../ports/clock.js'
import type { HttpPort } from '../../ports/http.js'
import { UnsupportedError } from '../../ports/port-error.js'
import { NetError } from '../../ports/net-error.js'
import { followRedirects } from '../shared/redirects.js'
import { createSpread } from './addresses.js'
import type { ResponseHead } from './page-plan.js'
import type { StartExchange } from './start-exchange.js'

export interface GatewayAddress {
  /** Where the gateway's paths begin, absolute or relative to the page. */
  readonly url: string
  /** What the gateway was told to ask for. */
  readonly token?: string
  /**
   * Whether the gateway, and nobody else, answers at its port under `localhost` and `127.0.0.1` alike. To a
   * browser those are two addresses with six connections each, so that ten requests run at a time.
   * @default false
   */
  readonly bothNames?: boolean
}

/** HTTP through a gateway: every method, every header, visible redirects, no CORS. */
export const createGatewayHttp = (
  gateway: GatewayAddress,
  startExchange: StartExchange,
  clock: ClockPort,
): HttpPort => {
  const endpoint = gateway.url.replace(/\/$/, '') + RELAY_HTTP_PATH
  const token = gateway.token ?? ''
  const spread = createSpread(endpoint, gateway.bothNames ?? false)

  return {
    // In a page, nothing has to be freed.
    exchange: followRedirects(clock, (request, whole) =>
      spread(whole, (url, sink) =>
        startExchange(request, sink, {
          prepare: () => ({
            url,
            init: {
              method: 'POST',
              headers: [
                [RELAY_TOKEN_HEADER, token],
                [
                  RELAY_REQUEST_HEADER,
                  toHeaderJson({
                    method: request.method,
                    url: request.url,
                    headers: request.headers,
                    ...(request.http2 === true && { http2: true }),
                  }),
                ],
              ],
              // No `cache`: nothing caches a POST, and `no-store` makes Chromium ask a preflight each time.
              credentials: 'omit',
            },
          }),
          interpret: (response) => {
            const text = response.headers.get(RELAY_RESPONSE_HEADER)
            if (text === null) throw relayFailure(response)
            const { status, headers, timing } = JSON.parse(text) as RelayResponse
            return { head: { status, headers }, ...(timing !== undefined && { timing }) }
          },
        }),
      ),
    ),
  }
}

const relayFailure = (response: ResponseHead): Error => {
  const text = response.headers.get(RELAY_ERROR_HEADER)
  if (text === null) return new UnsupportedError('the gateway address is not a gateway')
  const error = JSON.parse(text) as RelayError
  return error.kind === 'network' ? new NetError(error.reason) : new UnsupportedError(error.message)
}
