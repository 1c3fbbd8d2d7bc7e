import type { Readable } from 'node:stream'
import type { RelayRequest, RelayResponse } from '../codec/relay.js'
import { RELAY_RESPONSE_HEADER, toHeaderJson } from '../codec/relay.js'
import type { NodeHttp, NodeHttpExchange } from '../hosts/node/http.js'
import type { HeaderList, HttpHead, HttpSink } from '../ports/http.js'
import { BodyTooLargeError } from '../ports/port-error.js'
import { NetError } from '../ports/net-error.js'
import { PrivateAddressError } from './addresses.js'
import { forwardBody } from './body.js'
import type { PageExchange, PageListener } from './page.js'
import { failureAnswer, Refusal } from './refusal.js'
import type { Target } from './targets.js'
import { privateAddressRefusal } from './targets.js'

export interface RelayLimits {
  readonly maxHeaderBytes: number
  readonly maxRequestBytes: number
  readonly maxResponseBytes: number
  readonly idleTimeoutMs: number
}

export interface RelayPlan {
  readonly request: RelayRequest
  readonly target: Target
  readonly limits: RelayLimits
  /** Fields that let a page from elsewhere read the answer. */
  readonly cors: HeaderList
  onOver(): void
}

/** One exchange with the target, and its way back to the page. */
export class RelayExchange implements HttpSink, PageListener {
  readonly #page: PageExchange
  readonly #plan: RelayPlan
  readonly #idle: NodeJS.Timeout
  #exchange: NodeHttpExchange | undefined
  #body: Readable | undefined
  #headSent = false
  /** Nothing follows the head, so nothing can be missing. */
  #complete = false
  #over = false

  constructor(page: PageExchange, plan: RelayPlan) {
    this.#page = page
    this.#plan = plan
    // Nothing has moved in either direction: the target stalls, or the page no longer reads.
    this.#idle = setTimeout(() => this.stop(new NetError('TIMED_OUT')), plan.limits.idleTimeoutMs)
  }

  start(http: NodeHttp): void {
    const { request, target, limits } = this.#plan
    const source = this.#page.body()
    this.#body =
      source &&
      forwardBody(source, {
        maxBytes: limits.maxRequestBytes,
        onProgress: () => this.#idle.refresh(),
        onTooLarge: () => this.stop(requestTooLarge(limits.maxRequestBytes)),
      })
    this.#exchange = http.exchange(
      {
        method: request.method,
        url: target.url,
        headers: this.#headers(),
        ...(this.#body !== undefined && { body: this.#body }),
        delivery: 'stream',
        redirect: 'error',
        maxBodyBytes: limits.maxResponseBytes,
        http2: request.http2 ?? false,
      },
      this,
    )
  }

  /** Ends the exchange with a failure, unless it is over already. */
  stop(failure: Refusal | NetError): void {
    if (this.#over) return
    this.#exchange?.cancel()
    this.#fail(failure)
  }

  head(head: HttpHead): void {
    this.#idle.refresh()
    const { status, headers } = head
    const timing = this.#exchange?.timing()
    const response: RelayResponse = { status, headers, ...(timing !== undefined && { timing }) }
    const text = toHeaderJson(response)
    if (text.length > this.#plan.limits.maxHeaderBytes) {
      this.stop(new NetError('RESPONSE_HEADERS_TOO_BIG'))
      return
    }
    this.#complete = isBodiless(this.#plan.request.method, status)
    const frame = this.#complete ? EMPTY : framing(headers)
    const length = frame.find(([name]) => name === 'content-length')?.[1]
    if (Number(length ?? 0) > this.#plan.limits.maxResponseBytes) {
      this.stop(responseTooLarge(this.#plan.limits.maxResponseBytes))
      return
    }
    this.#headSent = true
    this.#page.answer(200, [
      [RELAY_RESPONSE_HEADER, text],
      ['content-type', 'application/octet-stream'],
      ['x-content-type-options', 'nosniff'],
      ['cache-control', 'no-store'],
      ...this.#plan.cors,
      ...frame,
    ])
  }

  data(chunk: Uint8Array): void {
    this.#idle.refresh()
    if (!this.#page.write(chunk)) this.#exchange?.pause()
  }

  end(): void {
    this.#finish()
    this.#page.end()
  }

  fail(error: Error): void {
    this.#fail(this.#failureOf(error))
  }

  drained(): void {
    this.#idle.refresh()
    this.#exchange?.resume()
  }

  gone(): void {
    if (this.#over) return
    this.#exchange?.cancel()
    this.#finish()
  }

  #headers(): HeaderList {
    const headers = [...this.#plan.request.headers]
    if (!headers.some(([name]) => name.toLowerCase() === 'accept-encoding')) {
      // The body goes to the page as the target encodes it, so the page's browser decides.
      headers.push(['accept-encoding', this.#page.header('accept-encoding') ?? 'identity'])
    }
    const length = this.#page.header('content-length')
    if (this.#body !== undefined && length !== undefined) headers.push(['content-length', length])
    return headers
  }

  #failureOf(error: Error): Refusal | NetError {
    if (error instanceof NetError) return error
    if (error instanceof PrivateAddressError) return privateAddressRefusal(this.#plan.target.origin)
    if (error instanceof BodyTooLargeError) {
      return responseTooLarge(this.#plan.limits.maxResponseBytes)
    }
    // The HTTP client will not send this; its texts name fields, never values.
    return new Refusal(400, error.message)
  }

  #fail(failure: Refusal | NetError): void {
    this.#finish()
    if (this.#complete) {
      this.#page.end()
      return
    }
    if (this.#headSent) {
      this.#page.breakOff()
      return
    }
    const { status, headers, text } = failureAnswer(failure)
    this.#page.answer(status, [...headers, ...this.#plan.cors])
    this.#page.write(Buffer.from(text))
    this.#page.end()
  }

  #finish(): void {
    this.#over = true
    clearTimeout(this.#idle)
    this.#body?.destroy()
    this.#plan.onOver()
  }
}

export const requestTooLarge = (maxBytes: number): Refusal =>
  new Refusal(413, `the gateway takes at most ${maxBytes} bytes of request body`)

const responseTooLarge = (maxBytes: number): Refusal =>
  new Refusal(502, `the gateway relays at most ${maxBytes} bytes of response body`)

const BODILESS_METHODS = new Set(['HEAD', 'CONNECT'])
const BODILESS_STATUSES = new Set([204, 304])

const isBodiless = (method: string, status: number): boolean =>
  BODILESS_METHODS.has(method) || BODILESS_STATUSES.has(status)

const EMPTY: HeaderList = [['content-length', '0']]

/** How the body comes: encoded as the target encoded it, and as long as the target says. */
const framing = (headers: HeaderList): HeaderList =>
  headers
    .map(([name, value]) => [name.toLowerCase(), value] as const)
    .filter(
      ([name, value]) =>
        (name === 'content-length' && /^\d+$/.test(value)) ||
        (name === 'content-encoding' && /^[a-z0-9, -]+$/i.test(value)),
    )
