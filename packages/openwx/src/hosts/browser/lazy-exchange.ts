import type { HttpExchange, HttpRequest, HttpSink } from '../../ports/http.js'
import { startFetch } from './fetch-exchange.js'
import type { PagePlan } from './page-exchange.js'

/** What only an XMLHttpRequest does: bodies that stay out of the page's memory, and progress of a body. */
const needsXhr = ({ delivery, body }: HttpRequest): boolean =>
  delivery === 'file' || Array.isArray(body)

/** One exchange by the way that suits it; the code for files is loaded by the first that needs it. */
export const startExchange = (
  request: HttpRequest,
  sink: HttpSink,
  plan: PagePlan,
): HttpExchange => {
  if (!needsXhr(request)) return startFetch(request, sink, plan)
  let cancelled = false
  let running: HttpExchange | undefined
  import('./xhr-exchange.js').then(
    ({ startXhr }) => {
      if (!cancelled) running = startXhr(request, sink, plan)
    },
    (error: unknown) => {
      if (!cancelled) sink.fail(error as Error)
    },
  )
  return {
    cancel: () => {
      cancelled = true
      running?.cancel()
    },
    // The browser itself takes the body in; there is nothing to hold back.
    pause: () => undefined,
    resume: () => undefined,
  }
}
