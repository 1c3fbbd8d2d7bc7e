import type { HeaderList } from '../ports/http.js'

/**
 * Bytes that a response's body will have once decoded, where its fields tell: a Content-Length counts
 * encoded ones.
 */
export const declaredLength = (headers: HeaderList): number | undefined => {
  let length: number | undefined
  for (const [name, value] of headers) {
    const lower = name.toLowerCase()
    if (lower === 'content-encoding' && value.trim().toLowerCase() !== 'identity') return undefined
    if (lower === 'content-length' && /^\d+$/.test(value)) length = Number(value)
  }
  return length
}
