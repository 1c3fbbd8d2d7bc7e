import { WxError } from '../../call/error.js'

const parse = (text: string, scheme: RegExp): string => {
  if (scheme.test(text)) {
    try {
      const url = new URL(text)
      // Setting a part costs as much as parsing, and hardly any URL has one of these.
      if (!/[#@]/.test(url.href)) return url.href
      url.hash = ''
      // Names and passwords in a URL would end up in logs; clients ignore them unless they are asked.
      url.username = ''
      url.password = ''
      return url.href
    } catch {
      // Falls through to the one refusal.
    }
  }
  throw new WxError('invalid-url', `invalid url "${text}"`)
}

/**
 * An absolute `http:` or `https:` URL in its percent-encoded form, without its fragment.
 * @throws WxError `invalid-url` naming the text as it was given.
 */
export const parseHttpUrl = (text: string): string => parse(text, /^https?:\/\//i)

/** The same for `ws:` and `wss:`. */
export const parseSocketUrl = (text: string): string => parse(text, /^wss?:\/\//i)
