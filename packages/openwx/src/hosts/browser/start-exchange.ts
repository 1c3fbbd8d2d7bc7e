import type { HttpExchange, HttpRequest, HttpSink } from '../../ports/http.js'
import { NetworkError, PortError } from '../../ports/port-error.js'
import { startFetch } from './fetch-exchange.js'
import type { PagePlan } from './page-plan.js'
import { startLater } from './start-later.js'

/** Starts one exchange by the way that suits it. */
export type StartExchange = (request: HttpRequest, sink: HttpSink, plan: PagePlan) => HttpExchange

/** What only an XMLHttpRequest does: bodies that stay out of the page's memory, and progress of a body. */
const needsXhr = ({ delivery, body }: HttpRequest): boolean =>
  delivery === 'file' || Array.isArray(body)

/** What a browser threw says nothing that a program could use. */
const toPortError = (error: Error): Error =>
  error instanceof PortError ? error : new NetworkError(error.message, { cause: error })

export const startExchange: StartExchange = (request, sink, plan) => {
  const told = { ...sink, fail: (error: Error) => sink.fail(toPortError(error)) }
  return needsXhr(request)
    ? // The code for files is loaded by the first that needs it.
      startLater(
        import('./on-demand.js'),
        ({ startXhr }) => startXhr(request, told, plan),
        sink,
        'cancel',
        'pause',
        'resume',
      )
    : startFetch(request, told, plan)
}
