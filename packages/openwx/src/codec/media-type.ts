/** Media types by the extension that a download is given; the first one is what such a file is sent with. */
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

/** Extensions that a file may come with, and no download is given. */
const otherTypes: Readonly<Record<string, string>> = {
  avif: 'image/avif',
  heic: 'image/heic',
  heif: 'image/heif',
  htm: 'text/html',
  jpeg: 'image/jpeg',
  tif: 'image/tiff',
  tiff: 'image/tiff',
  webm: 'video/webm',
}

const extensions = new Map(
  Object.entries(types).flatMap(([extension, names]) =>
    names.map((name) => [name, extension] as const),
  ),
)

/** The extension of a downloaded file by its Content-Type, without a dot; WeChat's `unknown` otherwise. */
export const extensionOfType = (contentType = ''): string =>
  extensions.get((contentType.split(';', 1)[0] ?? '').trim().toLowerCase()) ?? 'unknown'

const typesByExtension = new Map<string, string | undefined>([
  ...Object.entries(otherTypes),
  ...Object.entries(types).map(([extension, [type]]) => [extension, type] as const),
])

/** The Content-Type of a file by its extension (without a dot, in any case). */
export const typeOfExtension = (extension: string): string =>
  typesByExtension.get(extension.toLowerCase()) ?? 'application/octet-stream'
