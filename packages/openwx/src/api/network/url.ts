import { WxError } from '../../call/error.js'

const parse = (text: string, scheme: RegExp, base?: string): string => {
  try {
    const url = new URL(text, base)
    // What has no scheme of its own has that of its base.
    if (scheme.test(base === undefined ? text : url.href)) return plain(url)
  } catch {
    // Falls through to the one refusal.
  }
  throw new WxError('invalid-url', `invalid url "${text}"`)
}

const plain = (url: URL): string => {
  // Setting a part costs as much as parsing, and hardly any URL has one of these.
  if (/[#@]/.test(url.href)) {
    url.hash = ''
    // Names and passwords in a URL would end up in logs; clients ignore them unless they are asked.
    url.username = ''
    url.password = ''
  }
  return url.href
}

const HTTP = /^https?:\/\//i

/**
 * An absolute `http:` or `https:` URL in its percent-encoded form, without its fragment.
 * @throws WxError `invalid-url` naming the text as it was given.
 */
export const parseHttpUrl = (text: string): string => parse(text, HTTP)

/** The same for a location, which may be relative. */
export const resolvedUrl = (location: string, base: string): string => parse(location, HTTP, base)

/** The same for `ws:` and `wss:`. */
export const parseSocketUrl = (text: string): string => parse(text, /^wss?:\/\//i)
