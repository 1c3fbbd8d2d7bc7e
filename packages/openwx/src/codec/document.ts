export const documentTypes = ['doc', 'docx', 'xls', 'xlsx', 'ppt', 'pptx', 'pdf'] as const

export type DocumentType = (typeof documentTypes)[number]

export const isDocumentType = (type: string): type is DocumentType =>
  (documentTypes as readonly string[]).includes(type)

type Read = (start: number, length: number) => Promise<Uint8Array<ArrayBuffer>>

/** What the types of one office suite of today are, by the folder of the archive that each has. */
const folders: readonly (readonly [string, DocumentType])[] = [
  ['word/', 'docx'],
  ['xl/', 'xlsx'],
  ['ppt/', 'pptx'],
]
/** A document with a password is in the container of the older formats, whatever it is. */
const inOlderContainer = documentTypes.filter((type) => type !== 'pdf')

const HEAD_BYTES = 1024
/** A header, a table of sectors and a folder of the older container. */
const LEAST_OLDER_BYTES = 3 * 512
const OLDER_SIGNATURE = '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'
const ARCHIVE_SIGNATURE = 'PK\x03\x04'
const DIRECTORY_SIGNATURE = 'PK\x01\x02'
const END_SIGNATURE = 'PK\x05\x06'
const END_BYTES = 22
const MAX_COMMENT_BYTES = 0xffff
const MAX_DIRECTORY_BYTES = 1024 * 1024

const latin1 = (bytes: Uint8Array): string => new TextDecoder('latin1').decode(bytes)

/**
 * The types of document that a file can be by its bytes; none for what is no document, or one that breaks off.
 * Reads its head, and of an archive the list of its contents.
 */
export const documentTypesOf = async (
  read: Read,
  size: number,
): Promise<readonly DocumentType[]> => {
  const head = latin1(await read(0, Math.min(size, HEAD_BYTES)))
  // Some programs write something before it, and readers skip that.
  if (head.includes('%PDF-')) return ['pdf']
  if (head.startsWith(OLDER_SIGNATURE)) return size < LEAST_OLDER_BYTES ? [] : inOlderContainer
  if (!head.startsWith(ARCHIVE_SIGNATURE)) return []
  const names = await namesInArchive(read, size)
  return folders.flatMap(([folder, type]) =>
    names.some((name) => name.startsWith(folder)) ? [type] : [],
  )
}

/** Of a ZIP archive that is whole. @see https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT 4.3 */
const namesInArchive = async (read: Read, size: number): Promise<string[]> => {
  const tailBytes = Math.min(size, END_BYTES + MAX_COMMENT_BYTES)
  const tail = await read(size - tailBytes, tailBytes)
  const end = latin1(tail).lastIndexOf(END_SIGNATURE)
  if (end < 0 || end + END_BYTES > tail.length) return []
  const facts = new DataView(tail.buffer, tail.byteOffset + end, END_BYTES)
  const start = facts.getUint32(16, true)
  const length = Math.min(facts.getUint32(12, true), MAX_DIRECTORY_BYTES)
  if (start + length > size) return []
  return namesInDirectory(await read(start, length))
}

const ENTRY_BYTES = 46

const namesInDirectory = (bytes: Uint8Array): string[] => {
  const text = latin1(bytes)
  const facts = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const names: string[] = []
  let at = 0
  while (text.startsWith(DIRECTORY_SIGNATURE, at) && at + ENTRY_BYTES <= bytes.length) {
    const [name, extra, comment] = [28, 30, 32].map((field) => facts.getUint16(at + field, true))
    names.push(text.slice(at + ENTRY_BYTES, at + ENTRY_BYTES + (name ?? 0)))
    at += ENTRY_BYTES + (name ?? 0) + (extra ?? 0) + (comment ?? 0)
  }
  return names
}
