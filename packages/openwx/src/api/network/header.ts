import type { ApiContext } from '../../call/context.js'
import { WxError } from '../../call/error.js'
import { typeName } from '../../call/template.js'
import { isClientHeader } from '../../codec/client-headers.js'
import type { HeaderList } from '../../ports/http.js'

/**
 * WeChat's conversion of header and form values: text as it is, numbers in decimal, anything else as
 * its `Object.prototype.toString` text.
 */
export const valueText = (value: unknown): string =>
  typeof value === 'string'
    ? value
    : typeof value === 'number'
      ? String(value)
      : `[object ${typeName(value)}]`

/** An option that should be an object: anything else is dropped with a warning, `null` without one. */
export const objectOption = (
  context: ApiContext,
  api: string,
  option: string,
  value: unknown,
): Readonly<Record<string, unknown>> => {
  if (value === undefined || value === null) return {}
  if (typeof value === 'object') return value as Record<string, unknown>
  context.host.log.warn(`${api}: ${option} must be an object`)
  return {}
}

/** What a name, or a sub-protocol, may be made of: a token of HTTP. */
export const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/

/** Text for the wire: what does not fit into one byte a character goes as UTF-8. */
const wireText = (value: string): string => {
  // eslint-disable-next-line no-control-regex -- the range of one byte
  if (/^[\u0000-\u00ff]*$/.test(value)) return value
  return Array.from(new TextEncoder().encode(value), (byte) => String.fromCharCode(byte)).join('')
}

/** The Referer of every request: where the program's pages live. */
export const referer = ({ app }: ApiContext): string => {
  const version =
    app.profile === 'devtools' ? 'devtools' : app.envVersion === 'release' ? app.version : '0'
  return `https://servicewechat.com/${app.appId}/${version}/page-frame.html`
}

/**
 * Header fields of a program's `header` option, plus the Referer. A `content-type` in any case becomes one
 * lower-case entry, the first, with the last value given.
 *
 * @param defaultType The content type where none is given, or an empty one. @default none
 * @throws WxError `invalid-argument` with `invalid header` for a name that is none, or a control character
 * in a value.
 */
export const outgoingHeaders = (
  context: ApiContext,
  header: Readonly<Record<string, unknown>>,
  defaultType?: string,
): HeaderList => {
  const headers: [string, string][] = []
  let contentType: string | undefined
  for (const name of Object.keys(header)) {
    const value = wireText(valueText(header[name]))
    // Control characters have no place in a field.
    if (!TOKEN.test(name) || /[^\t -~\u0080-\u00ff]/.test(value)) {
      throw new WxError('invalid-argument', 'invalid header')
    }
    const lower = name.toLowerCase()
    if (lower === 'content-type') contentType = value
    else if (!isClientHeader(lower)) headers.push([name, value])
  }
  headers.push(['Referer', referer(context)])
  const type = contentType === '' ? (defaultType ?? '') : (contentType ?? defaultType)
  return type === undefined ? headers : [['content-type', type], ...headers]
}

/** A response's header as WeChat shows it: names as sent, several values joined by a comma. */
export const incomingHeader = (headers: HeaderList): Record<string, string> => {
  const header: Record<string, string> = {}
  const spelling = new Map<string, string>()
  for (const [name, value] of headers) {
    const lower = name.toLowerCase()
    const known = spelling.get(lower)
    if (known === undefined) {
      spelling.set(lower, name)
      header[name] = value
    } else {
      header[known] = `${header[known] ?? ''},${value}`
    }
  }
  return header
}

/** Raw `Set-Cookie` values, in the order they came. */
export const cookiesOf = (headers: HeaderList): string[] =>
  headers.filter(([name]) => name.toLowerCase() === 'set-cookie').map(([, value]) => value)

export const headerValue = (headers: HeaderList, name: string): string | undefined =>
  headers.find(([candidate]) => candidate.toLowerCase() === name)?.[1]
