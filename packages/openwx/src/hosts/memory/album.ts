import { kindOfType } from '../../codec/file-kind.js'
import { extensionOf } from '../../codec/file-path.js'
import { typeOfExtension } from '../../codec/media-type.js'
import type { VirtualAlbum } from '../shared/virtual-pictures.js'
import type { MemoryBlob } from './disk.js'

/** Files by name, in the order of the record. */
export type MemoryAlbum = Record<string, string | Uint8Array<ArrayBuffer>>

/** The record is the album: what is saved appears in it. */
export const createMemoryAlbum = (album: MemoryAlbum): VirtualAlbum => ({
  list: () =>
    Promise.resolve(
      Object.entries(album).map(([name, content]) => {
        const type = typeOfExtension(extensionOf(name))
        return { name, type, kind: kindOfType(type), copy: () => Promise.resolve(blobOf(content)) }
      }),
    ),
  save: (blob, name) => {
    album[freeName(album, name)] = (blob as MemoryBlob).bytes.slice()
    return Promise.resolve()
  },
})

const blobOf = (content: string | Uint8Array<ArrayBuffer>): MemoryBlob => {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content.slice()
  return { bytes, size: bytes.length, free: () => undefined }
}

const freeName = (album: MemoryAlbum, name: string): string => {
  const extension = extensionOf(name)
  const stem = extension === '' ? name : name.slice(0, -extension.length - 1)
  let free = name
  for (let i = 1; Object.hasOwn(album, free); i += 1) {
    free = `${stem} (${i})${extension && `.${extension}`}`
  }
  return free
}
