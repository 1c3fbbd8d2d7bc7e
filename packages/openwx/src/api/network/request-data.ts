import { isArrayBuffer } from '../../call/template.js'
import { encodeForm, plainText } from '../../codec/form.js'
import { mergeQuery } from '../../codec/query.js'

/** Methods whose data never becomes a body. */
const BODILESS = /^(?:GET|HEAD|TRACE|CONNECT)$/

/** The URL that is asked for: GET lays an object's entries over the query, nothing else touches it. */
export const requestUrl = (url: string, method: string, data: unknown): string =>
  method === 'GET' && typeof data === 'object' && data !== null && !isArrayBuffer(data)
    ? mergeQuery(url, data as Record<string, unknown>)
    : url

/**
 * The body, or undefined for none. What is not text or bytes goes by the content type: form text where it
 * says so, JSON otherwise. Only `undefined` counts as absent: `null`, `0` and `false` are JSON values.
 *
 * @throws what `JSON.stringify` and `encodeURIComponent` throw for data that has no text.
 */
export const requestBody = (
  method: string,
  data: unknown,
  contentType: string,
): string | Uint8Array<ArrayBuffer> | undefined => {
  if (data === undefined || BODILESS.test(method)) return undefined
  if (typeof data === 'string') return data
  // A copy: the program may go on writing into its buffer while the request waits.
  if (isArrayBuffer(data)) return new Uint8Array(data.slice(0))
  const isObject = typeof data === 'object' && data !== null
  if (contentType.includes('application/x-www-form-urlencoded')) {
    return isObject ? encodeForm(data as Record<string, unknown>) : plainText(data)
  }
  return contentType.includes('application/json') || isObject
    ? JSON.stringify(data)
    : plainText(data)
}
