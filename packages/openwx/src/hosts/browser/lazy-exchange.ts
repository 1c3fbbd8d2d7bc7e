import type { HttpExchange, HttpPort, HttpRequest, HttpSink, HttpTraits } from '../../ports/http.js'
import { startFetch } from './fetch-exchange.js'
import type { PagePlan } from './page-exchange.js'

/** An exchange whose code is still on its way; it starts when that has come. */
const startLater = (starting: Promise<() => HttpExchange>, sink: HttpSink): HttpExchange => {
  let cancelled = false
  let paused = false
  let running: HttpExchange | undefined
  starting.then(
    (start) => {
      if (cancelled) return
      running = start()
      if (paused) running.pause()
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
    pause: () => {
      paused = true
      running?.pause()
    },
    resume: () => {
      paused = false
      running?.resume()
    },
  }
}

/** What only an XMLHttpRequest does: bodies that stay out of the page's memory, and progress of a body. */
const needsXhr = ({ delivery, body }: HttpRequest): boolean =>
  delivery === 'file' || Array.isArray(body)

/** One exchange by the way that suits it; the code for files is loaded by the first that needs it. */
export const startExchange = (
  request: HttpRequest,
  sink: HttpSink,
  plan: PagePlan,
): HttpExchange =>
  needsXhr(request)
    ? startLater(
        import('./on-demand.js').then(
          ({ startXhr }) =>
            () =>
              startXhr(request, sink, plan),
        ),
        sink,
      )
    : startFetch(request, sink, plan)

/** A port whose code is loaded by its first exchange. */
export const createLazyHttp = (traits: HttpTraits, load: () => Promise<HttpPort>): HttpPort => {
  let loading: Promise<HttpPort> | undefined
  let port: HttpPort | undefined
  return {
    traits,
    exchange: (request, sink) => {
      if (port !== undefined) return port.exchange(request, sink)
      loading ??= load().then((loaded) => (port = loaded))
      return startLater(
        loading.then((loaded) => () => loaded.exchange(request, sink)),
        sink,
      )
    },
  }
}
