/** What surrounds the one file of a multipart body. */
export interface MultipartFrame {
  readonly contentType: string
  /** The text fields, and the headers of the file's part. */
  readonly head: Uint8Array<ArrayBuffer>
  readonly tail: Uint8Array<ArrayBuffer>
}

export interface MultipartFile {
  /** The form field's. */
  readonly name: string
  readonly fileName: string
  readonly type: string
}

/**
 * How forms write a name within quotes.
 * @see https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#multipart-form-data
 */
const quoted = (name: string): string =>
  `"${name.replace(/"/g, '%22').replace(/\r/g, '%0D').replace(/\n/g, '%0A')}"`

/**
 * `multipart/form-data` with text fields in the given order and then one file: storage services that are
 * uploaded to by form ignore what follows the file.
 */
export const multipartFrame = (
  boundary: string,
  fields: readonly (readonly [name: string, value: string])[],
  file: MultipartFile,
): MultipartFrame => {
  const part = (name: string, rest: string) =>
    `--${boundary}\r\nContent-Disposition: form-data; name=${quoted(name)}${rest}`
  const texts = fields.map(([name, value]) => part(name, `\r\n\r\n${value}\r\n`))
  const opening = part(
    file.name,
    `; filename=${quoted(file.fileName)}\r\nContent-Type: ${file.type}\r\n\r\n`,
  )
  const encoder = new TextEncoder()
  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    head: encoder.encode(texts.join('') + opening),
    tail: encoder.encode(`\r\n--${boundary}--\r\n`),
  }
}
