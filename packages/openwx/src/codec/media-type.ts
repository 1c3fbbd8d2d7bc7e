/** Media types by file extension; the first type of an extension is the one that it is sent with. */
const types: Readonly<Record<string, readonly string[]>> = {
  jpg: ['image/jpeg'],
  png: ['image/png'],
  gif: ['image/gif'],
  webp: ['image/webp'],
  svg: ['image/svg+xml'],
  bmp: ['image/bmp'],
  mp3: ['audio/mpeg'],
  m4a: ['audio/mp4', 'audio/x-m4a'],
  aac: ['audio/aac'],
  wav: ['audio/wav'],
  mp4: ['video/mp4'],
  mov: ['video/quicktime'],
  pdf: ['application/pdf'],
  json: ['application/json'],
  txt: ['text/plain'],
  html: ['text/html'],
  zip: ['application/zip'],
  doc: ['application/msword'],
  docx: ['application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  xls: ['application/vnd.ms-excel'],
  xlsx: ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  ppt: ['application/vnd.ms-powerpoint'],
  pptx: ['application/vnd.openxmlformats-officedocument.presentationml.presentation'],
}

/** Other spellings of an extension. */
const aliases: Readonly<Record<string, string>> = { jpeg: 'jpg', htm: 'html' }

const extensions = new Map(
  Object.entries(types).flatMap(([extension, names]) =>
    names.map((name) => [name, extension] as const),
  ),
)

/** The extension of a downloaded file by its Content-Type, without a dot; WeChat's `unknown` otherwise. */
export const extensionOfType = (contentType = ''): string =>
  extensions.get((contentType.split(';', 1)[0] ?? '').trim().toLowerCase()) ?? 'unknown'

/** The Content-Type of a file by its extension (without a dot, in any case). */
export const typeOfExtension = (extension: string): string => {
  const lower = extension.toLowerCase()
  const known = aliases[lower] ?? lower
  // Own entries only: `constructor` is an extension too.
  const [type] = Object.hasOwn(types, known) ? (types[known] ?? []) : []
  return type ?? 'application/octet-stream'
}
