import type { SocketRequest } from '../ports/socket.js'
import { forwardedHeaders, headTooLarge, malformed, parseFields } from './relay-request.js'

/**
 * What the page's first message asks for, with only such header fields as may go on. The URL is not judged
 * here.
 *
 * @param checkToken Throws for a token that is not the gateway's; asked before anything else.
 * @throws Refusal
 */
export const parseSocketRequest = (
  text: string,
  maxHeaderBytes: number,
  checkToken: (token: string | undefined) => void,
): SocketRequest => {
  if (text.length > maxHeaderBytes) throw headTooLarge(maxHeaderBytes)
  const { token, url, headers, protocols, noDelay, perMessageDeflate } = parseFields(text)
  checkToken(typeof token === 'string' ? token : undefined)
  if (typeof url !== 'string' || !Array.isArray(headers) || !isTexts(protocols)) throw malformed()
  return {
    url,
    // The gateway shakes hands by itself, and protocols have a place of their own.
    headers: forwardedHeaders(headers).filter(
      ([name]) => !name.toLowerCase().startsWith('sec-websocket-'),
    ),
    protocols,
    noDelay: noDelay === true,
    perMessageDeflate: perMessageDeflate === true,
  }
}

const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'string')
