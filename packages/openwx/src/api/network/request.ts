import type { CallOptions } from '../../call/call.js'
import type { ApiContext } from '../../call/context.js'
import { taskApi } from '../../call/define.js'
import type { ApiDefinition } from '../../call/definition.js'
import { WxError } from '../../call/error.js'
import { createListeners } from '../../call/listeners.js'
import { typeName } from '../../call/template.js'
import { exactBytes, joinBytes } from '../../codec/bytes.js'
import { decodeText } from '../../codec/text.js'
import { exchangeFailure } from './failure.js'
import { cookiesOf, headerValue, incomingHeader, outgoingHeaders } from './header.js'
import type { RequestProfile } from './profile.js'
import { profileField } from './profile.js'
import { requestBody, requestUrl } from './request-data.js'
import { timeoutMs } from './timeout.js'
import { createTransfers } from './transfer.js'
import { parseHttpUrl } from './url.js'

const METHOD = /^(?:OPTIONS|GET|HEAD|POST|PUT|DELETE|TRACE|CONNECT)$/i
const DEFAULT_CONTENT_TYPE = 'application/json'
/** A body is held in memory as a whole; this keeps a decompression bomb from taking all of it. */
const MAX_BODY_BYTES = 256 * 1024 * 1024

/** Options of `wx.request`; names, defaults and units are WeChat's. */
export interface RequestOptions<T = unknown> extends CallOptions<RequestResult<T>> {
  /** Absolute `https:` URL (`http:` where domains are not checked). */
  url: string
  /** GET: an object becomes the query. Otherwise the body: text and ArrayBuffer as they are, the rest by content type. */
  data?: string | object | ArrayBuffer
  /** Names to values; Referer cannot be set. @default content-type: application/json */
  header?: object
  /** In any case. @default 'GET' */
  method?: 'OPTIONS' | 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE' | 'TRACE' | 'CONNECT'
  /** `'json'`: one `JSON.parse`, and the text where that fails. Anything else: the text. @default 'json' */
  dataType?: string
  /** `'text'` or `'arraybuffer'`, in any case. @default 'text' */
  responseType?: string
  /** Milliseconds from sending to the end. @default app.json's `networkTimeout.request`, else 60000 */
  timeout?: number
  /** Hand the body over in pieces, by `onChunkReceived`; `data` is then `''`. @default false */
  enableChunked?: boolean
  /** `'manual'`: a 3xx is the result. @default 'follow' */
  redirect?: 'follow' | 'manual'
  /** Whether the result has a `profile`. @default true */
  enableProfile?: boolean
  /** Let the host answer from its HTTP cache. @default false */
  enableCache?: boolean
  /** A hint. @default false */
  enableHttp2?: boolean
  /** A hint without effect here. @default false */
  enableQuic?: boolean
  /** There is no HttpDNS outside WeChat: the local DNS is used, and `exception` says so. @default false */
  enableHttpDNS?: boolean
  /** No effect, see {@link enableHttpDNS}. */
  httpDNSServiceId?: string
  /** No effect, see {@link enableHttpDNS}. */
  httpDNSTimeout?: number
  /** `false` makes a call that asks for HttpDNS fail. @default true */
  enableHttpDNSFallback?: boolean
  /** A hint without effect here. @default false */
  forceCellularNetwork?: boolean
  /** A hint without effect here. @default false */
  useHighPerformanceMode?: boolean
}

export interface RequestResult<T = unknown> {
  /** `request:ok` */
  errMsg: string
  data: T
  statusCode: number
  /** Names as the server sent them; several values joined by a comma. Since 1.2.0. */
  header: Record<string, string>
  /** Raw `Set-Cookie` values. Since 2.10.0. */
  cookies: string[]
  /** Since 2.10.4. */
  profile: RequestProfile
  /** Since 3.0.0. */
  exception: { reasons: ExceptionReason[]; retryCount: number }
  /** Only when HttpDNS was asked for; always false here. Since 3.4.10. */
  useHttpDNS: boolean
}

export interface ExceptionReason {
  errMsg: string
  /** A number. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- the official declarations say string, the documents show a number
  errno: any
}

export interface HeadersReceived {
  header: Record<string, string>
  statusCode: number
  cookies: string[]
}

export interface ChunkReceived {
  /** A buffer of its own; boundaries are the transport's, and may part a character. */
  data: ArrayBuffer
}

export interface RequestTask {
  /** Ends the request with `request:fail abort`; no effect once it has ended. */
  abort(): void
  onHeadersReceived(listener: (result: HeadersReceived) => void): void
  offHeadersReceived(listener?: (result: HeadersReceived) => void): void
  onChunkReceived(listener: (result: ChunkReceived) => void): void
  offChunkReceived(listener?: (result: ChunkReceived) => void): void
}

/** @typeParam T What the program expects as `data`. */
/* eslint-disable-next-line @typescript-eslint/no-explicit-any --
   a program reads fields of its data without a cast, as the official declarations let it */
export type Request = <T = any>(options: RequestOptions<T>) => RequestTask

/**
 * `wx.request`: one HTTPS exchange. Every HTTP status reaches `success`; `fail` means that no response
 * came. Failures: `invalid-argument`, `invalid-url`, `invalid-data`, `domain-not-listed`, `interrupted`,
 * `timeout`, `abort`, `too-many-redirects`, `network`, `body-too-large`, `unsupported`.
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/network/request/wx.request.html
 */
export const request: ApiDefinition<Request> = taskApi<
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- stands for every T of Request
  RequestOptions<any>,
  Partial<RequestResult>,
  RequestTask
>({
  name: 'request',
  since: '1.0.0',
  taskSince: '1.4.0',
  template: { url: 'String' },
  create: (context) => {
    const startTransfer = createTransfers(context, 'request')
    const { since } = context

    return (options, call) => {
      const url = parseHttpUrl(options.url)
      const { data } = options
      if (typeof data === 'function') {
        throw new WxError('invalid-argument', 'data should not be Function')
      }
      const method = methodOf(options.method)
      if (since('3.16.2') && options.enableHttpDNS && options.enableHttpDNSFallback === false) {
        throw new WxError('unsupported', 'unsupported: there is no HttpDNS outside WeChat')
      }
      const headers = outgoingHeaders(context, headerOption(context, options), DEFAULT_CONTENT_TYPE)
      const type = headerValue(headers, 'content-type') ?? ''
      const { target, body } = encode(url, method, data, type)

      const chunked = since('2.20.2') && options.enableChunked === true
      const headersReceived = createListeners<HeadersReceived>(context, 'onHeadersReceived')
      const chunkReceived = createListeners<ChunkReceived>(context, 'onChunkReceived')
      const chunks: Uint8Array<ArrayBuffer>[] = []
      let receivedBytes = 0

      const transfer = startTransfer(
        {
          request: {
            ...(body !== undefined && { body }),
            method,
            url: target,
            headers,
            delivery: chunked ? 'stream' : 'whole',
            maxBodyBytes: chunked ? Infinity : MAX_BODY_BYTES,
            http2: options.enableHttp2 === true,
            cache: options.enableCache === true,
          },
          statedUrl: options.url,
          timeoutMs: timeoutMs(context, 'request', options.timeout),
          followRedirects: !(since('3.2.2') && options.redirect === 'manual'),
        },
        {
          head: ({ status, headers: received }) => {
            if (headersReceived.size === 0) return
            headersReceived.emit({
              header: incomingHeader(received),
              statusCode: status,
              cookies: cookiesOf(received),
            })
          },
          data: (chunk) => {
            receivedBytes += chunk.length
            if (chunked) chunkReceived.emit({ data: exactBytes(chunk).buffer })
            else chunks.push(chunk)
          },
          end: ({ status, headers: received }, marks, timing) => {
            const result: Partial<RequestResult> = {
              data: chunked
                ? ''
                : responseData(joinBytes(chunks), headerValue(received, 'content-type'), {
                    parse: !options.dataType || options.dataType === 'json',
                    binary: since('1.7.0') && isBinary(options.responseType),
                  }),
              statusCode: status,
            }
            if (since('1.2.0')) result.header = incomingHeader(received)
            if (since('2.10.0')) result.cookies = cookiesOf(received)
            Object.assign(
              result,
              profileField(context, '2.10.4', options, marks, timing, receivedBytes),
            )
            if (since('3.0.0')) result.exception = exceptionOf(options)
            if (since('3.4.10') && options.enableHttpDNS === true) result.useHttpDNS = false
            call.succeed(result)
          },
          fail: (error) => call.fail(exchangeFailure(error)),
        },
      )

      const task: Partial<RequestTask> = { abort: transfer.abort }
      if (since('2.1.0')) {
        task.onHeadersReceived = headersReceived.add
        task.offHeadersReceived = headersReceived.remove
      }
      if (since('2.20.1')) {
        task.onChunkReceived = chunkReceived.add
        task.offChunkReceived = chunkReceived.remove
      }
      return task as RequestTask
    }
  },
})

const isBinary = (responseType: unknown): boolean =>
  typeof responseType === 'string' && responseType.toLowerCase() === 'arraybuffer'

const methodOf = (method: unknown): string => {
  if (!method) return 'GET'
  if (typeof method === 'string' && METHOD.test(method)) return method.toUpperCase()
  throw new WxError('invalid-argument', 'method is invalid')
}

const headerOption = (context: ApiContext, { header }: RequestOptions): Record<string, unknown> => {
  if (header === undefined) return {}
  if (typeName(header) === 'Object') return header as Record<string, unknown>
  context.host.log.warn('wx.request: header must be an object')
  return {}
}

/** @throws WxError `invalid-data` for data without a text: circular, a lone surrogate, a BigInt. */
const encode = (url: string, method: string, data: unknown, contentType: string) => {
  try {
    const target = requestUrl(url, method, data)
    return {
      target: target === url ? url : parseHttpUrl(target),
      body: requestBody(method, data, contentType),
    }
  } catch (cause) {
    throw new WxError('invalid-data', 'invalid request data', { cause })
  }
}

const responseData = (
  bytes: Uint8Array<ArrayBuffer>,
  contentType: string | undefined,
  { parse, binary }: { parse: boolean; binary: boolean },
): unknown => {
  if (binary) return exactBytes(bytes).buffer
  const text = decodeText(bytes, contentType)
  if (!parse) return text
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

const exceptionOf = (options: RequestOptions): RequestResult['exception'] => ({
  reasons:
    options.enableHttpDNS === true
      ? [{ errMsg: 'getDNSInfo:fail no httpdns service', errno: 602101 }]
      : [],
  retryCount: 0,
})
