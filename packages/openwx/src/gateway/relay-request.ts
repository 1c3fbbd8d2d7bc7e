import type { RelayRequest } from '../codec/relay.js'
import type { HeaderList } from '../ports/http.js'
import { Refusal } from './refusal.js'

const METHODS = new Set([
  'OPTIONS',
  'GET',
  'HEAD',
  'POST',
  'PUT',
  'DELETE',
  'TRACE',
  'CONNECT',
  'PATCH',
])

const NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/
/** Printable, a tab, or a byte beyond ASCII: no CR, LF or NUL, and nothing that takes two bytes. */
const VALUE = /^[\t\x20-\x7e\x80-\xff]*$/

/**
 * Fields that belong to one connection, or that say how a message is framed. The gateway's own connection
 * to the target has its own, and letting them through would let one request look like two.
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-7.6.1
 */
const NOT_FORWARDED = new Set([
  'connection',
  'content-length',
  'expect',
  'host',
  'http2-settings',
  'keep-alive',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  // The gateway's own.
  'user-agent',
])

const isPair = (value: unknown): value is readonly [string, string] =>
  Array.isArray(value) &&
  value.length === 2 &&
  typeof value[0] === 'string' &&
  typeof value[1] === 'string'

/** The fields that go on to the target. @throws Refusal */
export const forwardedHeaders = (headers: readonly unknown[]): HeaderList => {
  const pairs = headers.map((pair) => {
    if (!isPair(pair)) throw malformed()
    const [name, value] = pair
    if (!NAME.test(name))
      throw new Refusal(400, 'a header name has a character that it cannot have')
    if (!VALUE.test(value)) {
      throw new Refusal(400, `the value of the header ${name} has a character that it cannot have`)
    }
    return [name, value] as const
  })
  const nominated = new Set(
    pairs
      .filter(([name]) => name.toLowerCase() === 'connection')
      .flatMap(([, value]) => value.toLowerCase().split(','))
      .map((name) => name.trim()),
  )
  return pairs.filter(([name]) => {
    const lower = name.toLowerCase()
    return !NOT_FORWARDED.has(lower) && !lower.startsWith('proxy-') && !nominated.has(lower)
  })
}

export const malformed = (): Refusal => new Refusal(400, 'the request to the relay is malformed')

/** The fields of an object that may hold anything. @throws Refusal */
export const parseFields = (text: string): Record<string, unknown> => {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>
  } catch {
    // It is malformed either way.
  }
  throw malformed()
}

export const headTooLarge = (maxHeaderBytes: number): Refusal =>
  new Refusal(431, `the gateway takes at most ${maxHeaderBytes} bytes of header`)

/**
 * What the page asks for, with only such header fields as may go on. The URL is not judged here.
 *
 * @throws Refusal
 */
export const parseRelayRequest = (
  text: string | undefined,
  maxHeaderBytes: number,
): RelayRequest => {
  if (text === undefined) throw malformed()
  if (text.length > maxHeaderBytes) throw headTooLarge(maxHeaderBytes)
  const { method, url, headers, http2 } = parseFields(text)
  if (typeof method !== 'string' || typeof url !== 'string' || !Array.isArray(headers)) {
    throw malformed()
  }
  if (!METHODS.has(method)) throw new Refusal(400, 'the gateway does not know this method')
  return { method, url, headers: forwardedHeaders(headers), http2: http2 === true }
}
