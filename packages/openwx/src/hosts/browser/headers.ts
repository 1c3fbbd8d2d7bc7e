import type { HeaderList } from '../../ports/http.js'

/**
 * Names that `fetch` does not let a page set.
 * @see https://fetch.spec.whatwg.org/#forbidden-request-header
 */
const FORBIDDEN = new Set([
  'accept-charset',
  'accept-encoding',
  'access-control-request-headers',
  'access-control-request-method',
  'connection',
  'content-length',
  'cookie',
  'cookie2',
  'date',
  'dnt',
  'expect',
  'host',
  'keep-alive',
  'origin',
  'referer',
  'set-cookie',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'via',
])

const isForbidden = (lower: string): boolean =>
  FORBIDDEN.has(lower) || lower.startsWith('proxy-') || lower.startsWith('sec-')

/** Names that no program can set anywhere: leaving them out loses nothing that was asked for. */
const CLIENT_OWNED = new Set(['referer', 'accept-encoding'])

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
    if (CLIENT_OWNED.has(lower) || (lower === 'content-type' && !hasBody)) continue
    if (isForbidden(lower)) refused ??= name
    else allowed.push([name, value])
  }
  return { allowed, refused }
}
