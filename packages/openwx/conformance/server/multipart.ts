/** One part of a form, as it stands on the wire. */
export interface Part {
  readonly headers: Readonly<Record<string, string>>
  readonly bytes: Uint8Array
}

const latin1 = (bytes: Uint8Array) =>
  Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')
const bytesOf = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0))

const indexOf = (bytes: Uint8Array, sought: Uint8Array, from: number): number => {
  const [first = 0] = sought
  for (let at = bytes.indexOf(first, from); at >= 0; at = bytes.indexOf(first, at + 1)) {
    if (sought.every((byte, i) => bytes[at + i] === byte)) return at
  }
  return -1
}

const parseHeaders = (text: string): Record<string, string> =>
  Object.fromEntries(
    text.split('\r\n').map((line) => {
      const [, name, value] = /^([A-Za-z-]+): ([^\r\n]+)$/.exec(line) ?? []
      if (name === undefined || value === undefined) throw new Error(`no part header: ${line}`)
      return [name, value]
    }),
  )

/**
 * Parts of a `multipart/form-data` body that follows the grammar to the letter: no preamble, no
 * epilogue, CRLF everywhere.
 * @throws Error where it does not.
 */
export const parseMultipart = (contentType: string | undefined, body: Uint8Array): Part[] => {
  const boundary = /^multipart\/form-data; boundary=([0-9A-Za-z'()+_,./:=?-]{1,70})$/.exec(
    contentType ?? '',
  )?.[1]
  if (boundary === undefined) throw new Error(`no multipart content type: ${contentType}`)
  const opening = bytesOf(`--${boundary}\r\n`)
  const delimiter = bytesOf(`\r\n--${boundary}`)
  const blank = bytesOf('\r\n\r\n')
  if (indexOf(body, opening, 0) !== 0) throw new Error('the body begins without its boundary')

  const parts: Part[] = []
  for (let at = opening.length; ;) {
    const headersEnd = indexOf(body, blank, at)
    const end = indexOf(body, delimiter, headersEnd + blank.length)
    if (headersEnd < 0 || end < 0) throw new Error('a part without an end')
    parts.push({
      headers: parseHeaders(latin1(body.subarray(at, headersEnd))),
      bytes: body.subarray(headersEnd + blank.length, end),
    })
    const after = end + delimiter.length
    const rest = latin1(body.subarray(after, after + 4))
    if (rest === '--\r\n' && after + 4 === body.length) return parts
    if (!rest.startsWith('\r\n')) throw new Error('text after a boundary')
    at = after + 2
  }
}
