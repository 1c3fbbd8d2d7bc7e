import type { HttpExchange, HttpRequest, HttpSink } from '../../ports/http.js'
import { BodyTooLargeError } from '../../ports/port-error.js'
import type { PagePlan } from './page-plan.js'

/** One `fetch`, as the port's exchange. */
export const startFetch = (
  request: HttpRequest,
  sink: HttpSink,
  { prepare, interpret }: PagePlan,
): HttpExchange => {
  const controller = new AbortController()
  const { maxBodyBytes } = request
  let over = false
  let receivedBytes = 0
  let gate: Promise<void> | undefined
  let open: (() => void) | undefined
  const isOver = () => over

  const receive = async (bytes: Uint8Array<ArrayBuffer>) => {
    receivedBytes += bytes.length
    if (receivedBytes > maxBodyBytes) throw new BodyTooLargeError(maxBodyBytes)
    await gate
    if (!over && bytes.length > 0) sink.data(bytes)
  }
  /** A body of known size within the limit needs no stream, which costs a turn a piece. */
  const comesWhole = ({ headers }: Response): boolean => {
    const length = headers.get('content-length')
    return (
      request.delivery === 'whole' &&
      length !== null &&
      !headers.has('content-encoding') &&
      Number(length) <= Math.min(maxBodyBytes, 1024 * 1024)
    )
  }
  const readPieces = async ({ body }: Response) => {
    const reader = body?.getReader()
    for (;;) {
      const piece = await reader?.read()
      if (piece === undefined || piece.done || over) return
      await receive(piece.value)
    }
  }

  const run = async () => {
    const { url, init } = prepare()
    const requestStart = Date.now()
    const response = await fetch(url, {
      ...init,
      // One in parts would not come here.
      body: (request.body ?? null) as string | Uint8Array<ArrayBuffer> | null,
      signal: controller.signal,
    })
    const responseStart = Date.now()
    const { head, timing } = interpret(response)
    if (isOver()) return
    sink.head(head)
    if (comesWhole(response)) await receive(new Uint8Array(await response.arrayBuffer()))
    else await readPieces(response)
    if (isOver()) return
    over = true
    sink.end({ requestStart, responseStart, receivedBytes, ...timing })
  }

  // Later: the sink waits for the exchange to be returned.
  void Promise.resolve()
    .then(run)
    .catch((error: unknown) => {
      if (isOver()) return
      over = true
      // Whoever fails before the body has come (too large, say) leaves a connection behind.
      controller.abort()
      sink.fail(error as Error)
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
