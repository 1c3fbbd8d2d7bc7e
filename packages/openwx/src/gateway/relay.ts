import { RELAY_HTTP_PATH, RELAY_REQUEST_HEADER, RELAY_TOKEN_HEADER } from '../codec/relay.js'
import { RELAY_ERROR_HEADER, RELAY_RESPONSE_HEADER } from '../codec/relay.js'
import type { NodeHttp } from '../hosts/node/http.js'
import type { HeaderList } from '../ports/http.js'
import type { Access } from './access.js'
import type { PageExchange, PageListener } from './page.js'
import { failureAnswer, Refusal } from './refusal.js'
import type { RelayLimits } from './relay-exchange.js'
import { RelayExchange, requestTooLarge } from './relay-exchange.js'
import { parseRelayRequest } from './relay-request.js'
import type { Target } from './targets.js'

export interface RelayOptions {
  readonly access: Access
  readonly targetOf: (url: string) => Target
  readonly limits: RelayLimits
  readonly maxConcurrent: number
  /** Connects to public addresses only. */
  readonly publicHttp: NodeHttp
  /** Connects to targets that were named by whoever started the gateway. */
  readonly trustedHttp: NodeHttp
}

export interface Relay {
  /** Takes one request of a page; what comes back listens while it runs. */
  handle(page: PageExchange): PageListener | undefined
  /** Ends what runs, and refuses what comes. */
  close(): void
}

const PREFLIGHT_SECONDS = 7200

/** Every decision about a request is made here and below, before anything is connected. */
export const createRelay = (options: RelayOptions): Relay => {
  const { access, targetOf, limits, maxConcurrent } = options
  const running = new Set<RelayExchange>()
  let closed = false

  const start = (page: PageExchange, cors: HeaderList): PageListener | undefined => {
    if (page.path !== RELAY_HTTP_PATH) throw new Refusal(404, 'the gateway has nothing here')
    if (page.method === 'OPTIONS') {
      page.answer(204, [...cors, ...preflight])
      page.end()
      return undefined
    }
    if (page.method !== 'POST') throw new Refusal(405, 'the gateway takes POST')
    access.checkToken(page.header(RELAY_TOKEN_HEADER))
    if (closed) throw new Refusal(503, 'the gateway is closed')
    if (running.size >= maxConcurrent) {
      throw new Refusal(429, `the gateway relays at most ${maxConcurrent} requests at a time`)
    }
    // What says nothing of its length is counted as it comes.
    if (Number(page.header('content-length') ?? 0) > limits.maxRequestBytes) {
      throw requestTooLarge(limits.maxRequestBytes)
    }
    const request = parseRelayRequest(page.header(RELAY_REQUEST_HEADER), limits.maxHeaderBytes)
    const target = targetOf(request.url)
    const exchange = new RelayExchange(page, {
      request,
      target,
      limits,
      cors,
      onOver: () => running.delete(exchange),
    })
    running.add(exchange)
    exchange.start(target.trusted ? options.trustedHttp : options.publicHttp)
    return exchange
  }

  return {
    handle(page) {
      let cors: HeaderList = []
      try {
        const origin = access.admit((name) => page.header(name))
        if (origin !== undefined) cors = corsHeaders(origin)
        return start(page, cors)
      } catch (error) {
        const { status, headers, text } = failureAnswer(
          // Anything else is a fault of this program, and its text may hold anything.
          error instanceof Refusal ? error : new Refusal(500, 'the gateway failed'),
        )
        page.answer(status, [...headers, ...cors])
        page.write(Buffer.from(text))
        page.end()
        return undefined
      }
    },
    close() {
      closed = true
      for (const exchange of [...running]) exchange.stop(new Refusal(503, 'the gateway is closed'))
    },
  }
}

const corsHeaders = (origin: string): HeaderList => [
  ['access-control-allow-origin', origin],
  [
    'access-control-expose-headers',
    `${RELAY_RESPONSE_HEADER}, ${RELAY_ERROR_HEADER}, content-encoding`,
  ],
  ['vary', 'origin'],
]

const preflight: HeaderList = [
  ['access-control-allow-methods', 'POST'],
  ['access-control-allow-headers', `${RELAY_TOKEN_HEADER}, ${RELAY_REQUEST_HEADER}, content-type`],
  ['access-control-max-age', String(PREFLIGHT_SECONDS)],
]
