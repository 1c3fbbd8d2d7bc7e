import type { HttpExchange, HttpRequest, HttpSink } from '../../ports/http.js'
import {
  BodyTooLargeError,
  FileError,
  NetworkError,
  UnsupportedError,
} from '../../ports/port-error.js'
import type { PagePlan } from './page-plan.js'

/**
 * One `XMLHttpRequest`, as the port's exchange. The browser keeps the response itself, on disk when it is
 * large: it is as fast as anything, and the renderer's memory stays flat.
 */
export const startXhr = (
  request: HttpRequest,
  sink: HttpSink,
  { prepare, interpret }: PagePlan,
): HttpExchange => {
  const xhr = new XMLHttpRequest()
  const toFile = request.delivery === 'file'
  let over = false
  let requestStart = 0
  let responseStart = 0
  let timing: object | undefined

  const fail = (error: unknown) => {
    if (over) return
    over = true
    xhr.abort()
    sink.fail(error as Error)
  }
  /** A listener of this exchange while it lasts; what it throws ends it. */
  const on = <E>(listener: (event: E) => void) => {
    return (event: E) => {
      if (over) return
      try {
        listener(event)
      } catch (error) {
        fail(error)
      }
    }
  }
  const checkSize = (bytes: number) => {
    if (bytes > request.maxBodyBytes) throw new BodyTooLargeError(request.maxBodyBytes)
  }

  const onHead = () => {
    responseStart = Date.now()
    const { status, responseURL: url } = xhr
    const meaning = interpret({ status, url, headers: headersOf(xhr), type: 'cors' })
    timing = meaning.timing
    sink.head(meaning.head)
  }
  const onLoad = () => {
    const response = xhr.response as Blob | ArrayBuffer | null
    // The browser had nowhere to put it.
    if (response === null) throw new FileError('full')
    const receivedBytes = response instanceof Blob ? response.size : response.byteLength
    checkSize(receivedBytes)
    if (response instanceof ArrayBuffer && receivedBytes > 0) sink.data(new Uint8Array(response))
    if (isOver()) return
    over = true
    sink.end(
      { requestStart, responseStart, receivedBytes, ...timing },
      response instanceof Blob ? response : undefined,
    )
  }
  const isOver = () => over

  const start = () => {
    if (request.delivery === 'stream') {
      throw new UnsupportedError('a page cannot stream the answer to a body in parts')
    }
    const { url, init } = prepare()
    xhr.open(init.method, url)
    xhr.responseType = toFile ? 'blob' : 'arraybuffer'
    for (const [name, value] of init.headers) xhr.setRequestHeader(name, value)
    if (sink.sent !== undefined && (sink.hearsSent?.() ?? true)) {
      const onSent = on(({ loaded }: ProgressEvent) => sink.sent?.(loaded))
      xhr.upload.onprogress = onSent
      xhr.upload.onload = onSent
    }
    xhr.onreadystatechange = on(() => {
      if (xhr.readyState === xhr.HEADERS_RECEIVED) onHead()
    })
    xhr.onprogress = on(({ loaded, total, lengthComputable }: ProgressEvent) => {
      checkSize(loaded)
      if (toFile) sink.progress?.(loaded, lengthComputable ? total : undefined)
    })
    xhr.onload = on(onLoad)
    xhr.onerror = on(() => fail(new NetworkError()))
    xhr.onabort = xhr.onerror
    requestStart = Date.now()
    xhr.send(pageBody(request))
  }
  // Later: the sink waits for the exchange to be returned.
  queueMicrotask(() => on(start)(undefined))

  return {
    cancel: () => {
      if (over) return
      over = true
      xhr.abort()
    },
    // What comes whole, or goes to the browser's own store, cannot be held back.
    pause: () => undefined,
    resume: () => undefined,
  }
}

/** A body as a page sends it; one in parts is put together out of references, without reading files. */
const pageBody = ({ body }: HttpRequest): Blob | string | Uint8Array<ArrayBuffer> | null =>
  body === undefined || typeof body === 'string' || body instanceof Uint8Array
    ? (body ?? null)
    : // In a page, the blobs of a host are the browser's.
      new Blob([...body] as BlobPart[])

const headersOf = (xhr: XMLHttpRequest): Headers =>
  new Headers(
    xhr
      .getAllResponseHeaders()
      .split('\r\n')
      .filter((line) => line.includes(':'))
      .map((line): [string, string] => {
        const at = line.indexOf(':')
        return [line.slice(0, at), line.slice(at + 1).trim()]
      }),
  )
