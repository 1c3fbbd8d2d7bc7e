import busboy from 'busboy'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { concatBytes } from './bytes.js'
import type { MultipartFile } from './multipart.js'
import { multipartFrame } from './multipart.js'

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes)
const bytes = (content: string) => new TextEncoder().encode(content)

it('writes text fields first and the file last', () => {
  const { contentType, head, tail } = multipartFrame(
    'B',
    [
      ['a', '1'],
      ['中', '文'],
    ],
    { name: 'file', fileName: 'tmp_1.png', type: 'image/png' },
  )
  expect(contentType).toBe('multipart/form-data; boundary=B')
  expect(text(head)).toBe(
    '--B\r\n' +
      'Content-Disposition: form-data; name="a"\r\n' +
      '\r\n' +
      '1\r\n' +
      '--B\r\n' +
      'Content-Disposition: form-data; name="中"\r\n' +
      '\r\n' +
      '文\r\n' +
      '--B\r\n' +
      'Content-Disposition: form-data; name="file"; filename="tmp_1.png"\r\n' +
      'Content-Type: image/png\r\n' +
      '\r\n',
  )
  expect(text(tail)).toBe('\r\n--B--\r\n')
})

it('escapes what would end a name', () => {
  const { head } = multipartFrame('B', [['a"\r\nb', 'v"\r\n']], {
    name: 'f"',
    fileName: 'x\ny"',
    type: 'text/plain',
  })
  expect(text(head)).toContain('name="a%22%0D%0Ab"\r\n\r\nv"\r\n\r\n--B')
  expect(text(head)).toContain('name="f%22"; filename="x%0Ay%22"\r\n')
})

interface Parsed {
  fields: [string, string][]
  file?: MultipartFile & { content: string }
}

/** The form as somebody else's parser reads it. */
const parse = (contentType: string, body: Uint8Array): Promise<Parsed> =>
  new Promise((resolve, reject) => {
    const parsed: Parsed = { fields: [] }
    const parser = busboy({
      headers: { 'content-type': contentType },
      defParamCharset: 'utf8',
      preservePath: true,
    })
    parser.on('field', (name, value) => parsed.fields.push([name, value]))
    parser.on('file', (name, stream, { filename = '', mimeType }) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const content = Buffer.concat(chunks).toString()
        parsed.file = { name, fileName: filename, type: mimeType, content }
      })
    })
    parser.on('close', () => resolve(parsed))
    parser.on('error', reject)
    parser.end(body)
  })

const name = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }).filter(
  // A parser takes percent signs for escapes and backslashes for quotes, as some forms have them.
  (value) => !/["\\%\r\n\0]/.test(value),
)

it('is read by another parser as it was written', async () => {
  const fields = fc.array(fc.tuple(name, fc.string({ unit: 'grapheme' })), { maxLength: 5 })
  await fc.assert(
    fc.asyncProperty(fields, name, fc.string(), async (fields, fileName, content) => {
      const file = { name: 'file', fileName, type: 'image/png' }
      const { contentType, head, tail } = multipartFrame('openwx-0123456789abcdef', fields, file)
      const body = concatBytes([head, bytes(content), tail])
      expect(await parse(contentType, body)).toEqual({ fields, file: { ...file, content } })
    }),
  )
})
