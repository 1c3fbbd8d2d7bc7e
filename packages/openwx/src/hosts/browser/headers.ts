import { isClientHeader } from '../../codec/client-headers.js'
import type { HeaderList } from '../../ports/http.js'

/**
 * Names that `fetch` does not let a page set, beyond those that are the client's anywhere.
 * @see https://fetch.spec.whatwg.org/#forbidden-request-header
 */
const FORBIDDEN =
  /^(?:proxy-|sec-|(?:accept-charset|access-control-request-headers|access-control-request-method|cookie2?|date|dnt|origin|set-cookie|via)$)/

/** Leaving these out loses nothing that was asked for: the browser says what it can decode. */
const isOwned = (lower: string): boolean => isClientHeader(lower) || lower === 'accept-encoding'

/**
 * The fields that a page may send, and the first name that it asked for in vain.
 * A content type without a body goes too: it would force a preflight and means nothing.
 */
export const pageHeaders = (
  headers: HeaderList,
  hasBody: boolean,
): { allowed: [string, string][]; refused: string | undefined } => {
  const allowed: [string, string][] = []
  let refused: string | undefined
  for (const [name, value] of headers) {
    const lower = name.toLowerCase()
    if (isOwned(lower) || (lower === 'content-type' && !hasBody)) continue
    if (FORBIDDEN.test(lower)) refused ??= name
    else allowed.push([name, value])
  }
  return { allowed, refused }
}
