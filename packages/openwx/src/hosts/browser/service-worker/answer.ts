import { parseRange } from '../../../codec/byte-range.js'
import { extensionOf } from '../../../codec/file-path.js'
import { typeOfExtension } from '../../../codec/media-type.js'
import type { StoredFile } from '../store/lookup.js'

const PDF = 'application/pdf'

const empty = (status: number, headers: Record<string, string> = {}): Response =>
  new Response(null, { status, headers })

/** Whether a conditional request still means the bytes that are here; an age cannot tell. */
const isSame = (condition: string | null, tag: string): boolean =>
  condition === null || condition === tag

/** A file, or the part of it that was asked for, as an HTTP server sends it. */
export const answerWith = (
  request: Request,
  name: string,
  { blob, contentId }: StoredFile,
): Response => {
  const type = typeOfExtension(extensionOf(name))
  const tag = `"${contentId}"`
  const headers: Record<string, string> = {
    'accept-ranges': 'bytes',
    'cache-control': 'no-cache',
    'content-type': type,
    'cross-origin-resource-policy': 'same-origin',
    etag: tag,
    'x-content-type-options': 'nosniff',
    // A downloaded page that is opened by its address must not act for this site.
    ...(type !== PDF && { 'content-security-policy': 'sandbox' }),
  }
  const range = isSame(request.headers.get('if-range'), tag)
    ? parseRange(request.headers.get('range'), blob.size)
    : undefined
  if (range === 'unsatisfiable') {
    return empty(416, { ...headers, 'content-range': `bytes */${blob.size}` })
  }
  const { start, end } = range ?? { start: 0, end: blob.size }
  return new Response(request.method === 'HEAD' ? null : blob.slice(start, end, type), {
    status: range === undefined ? 200 : 206,
    headers: {
      ...headers,
      'content-length': String(end - start),
      ...(range && { 'content-range': `bytes ${start}-${end - 1}/${blob.size}` }),
    },
  })
}

export const notFound = (): Response => empty(404)
export const notAllowed = (): Response => empty(405, { allow: 'GET, HEAD' })
