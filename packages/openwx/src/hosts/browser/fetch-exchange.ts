import type { HttpExchange, HttpRequest, HttpSink } from '../../ports/http.js'
import { BodyTooLargeError } from '../../ports/http.js'
import type { PagePlan } from './page-exchange.js'
import { toPortError } from './page-exchange.js'

/** One `fetch`, as the port's exchange. */
export const startFetch = (
  request: HttpRequest,
  sink: HttpSink,
  { prepare, interpret }: PagePlan,
): HttpExchange => {
  const controller = new AbortController()
  let over = false
  let gate: Promise<void> | undefined
  let open: (() => void) | undefined

  const run = async () => {
    const { url, init } = prepare()
    const requestStart = Date.now()
    const response = await fetch(url, { ...init, signal: controller.signal })
    const responseStart = Date.now()
    const { head, timing } = interpret(response)
    if (isOver()) return
    sink.head(head)
    const receivedBytes =
      request.delivery === 'whole' && isSmall(response)
        ? await readWhole(response)
        : await readPieces(response)
    if (isOver()) return
    over = true
    sink.end({ requestStart, responseStart, receivedBytes, ...timing })
  }
  const isOver = () => over

  const deliver = async (bytes: Uint8Array<ArrayBuffer>) => {
    await gate
    if (!isOver() && bytes.length > 0) sink.data(bytes)
  }
  /** A body of known size within the limit needs no stream, which costs a turn a piece. */
  const isSmall = (response: Response): boolean => {
    const length = response.headers.get('content-length')
    return (
      length !== null &&
      !response.headers.has('content-encoding') &&
      Number(length) <= Math.min(request.maxBodyBytes, 1024 * 1024)
    )
  }
  const readWhole = async (response: Response): Promise<number> => {
    const bytes = new Uint8Array(await response.arrayBuffer())
    if (bytes.length > request.maxBodyBytes) throw new BodyTooLargeError(request.maxBodyBytes)
    await deliver(bytes)
    return bytes.length
  }
  const readPieces = async (response: Response): Promise<number> => {
    const reader = response.body?.getReader()
    let received = 0
    for (;;) {
      const piece = await reader?.read()
      if (piece === undefined || piece.done || isOver()) return received
      received += piece.value.length
      if (received > request.maxBodyBytes) throw new BodyTooLargeError(request.maxBodyBytes)
      await deliver(piece.value)
    }
  }

  // Later: the sink waits for the exchange to be returned.
  void Promise.resolve()
    .then(run)
    .catch((error: unknown) => {
      if (isOver()) return
      over = true
      // Whoever fails before the body has come (too large, say) leaves a connection behind.
      controller.abort()
      sink.fail(toPortError(error))
    })

  return {
    cancel: () => {
      if (over) return
      over = true
      controller.abort()
      open?.()
    },
    pause: () => {
      gate ??= new Promise((resolve) => (open = resolve))
    },
    resume: () => {
      open?.()
      gate = undefined
    },
  }
}
