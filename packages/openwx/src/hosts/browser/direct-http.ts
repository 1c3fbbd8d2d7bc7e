import type { HttpPort, HttpRequest } from '../../ports/http.js'
import { UnsupportedError } from '../../ports/port-error.js'
import { pageHeaders } from './headers.js'
import type { PageInit } from './page-plan.js'
import { startExchange } from './start-exchange.js'

const FORBIDDEN_METHOD = /^(?:TRACE|CONNECT)$/
const HINT = 'use a gateway'

/**
 * HTTP straight from the page: what a server allows by CORS, and what `fetch` lets a page say. No cookies
 * go along, since WeChat keeps no jar. Redirects are the browser's own, and hidden.
 */
export const createDirectHttp = (): HttpPort => ({
  exchange: (request, sink) =>
    startExchange(request, sink, {
      prepare: () => prepare(request),
      interpret: (response) => {
        if (response.type === 'opaqueredirect') {
          throw new UnsupportedError(`a page cannot see a redirect; ${HINT}`)
        }
        return {
          head: { status: response.status, headers: [...response.headers], url: response.url },
        }
      },
    }),
})

const prepare = (request: HttpRequest): { url: string; init: PageInit } => {
  const { method, url, body } = request
  if (FORBIDDEN_METHOD.test(method)) {
    throw new UnsupportedError(`a page cannot send ${method}; ${HINT}`)
  }
  const { allowed, refused } = pageHeaders(request.headers, body !== undefined)
  if (refused !== undefined) {
    throw new UnsupportedError(`a page cannot set the header ${refused}; ${HINT}`)
  }
  return {
    url,
    init: {
      method,
      headers: allowed,
      redirect: request.redirect === 'follow' ? 'follow' : 'manual',
      cache: request.cache === true ? 'default' : 'no-store',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
    },
  }
}
