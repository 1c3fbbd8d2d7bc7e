import { toBase64 } from './bytes.js'
import { toHex } from './hex.js'

/** Encodings of the file functions; several are names of the same. */
export type FileEncoding =
  | 'ascii'
  | 'base64'
  | 'binary'
  | 'hex'
  | 'ucs2'
  | 'ucs-2'
  | 'utf16le'
  | 'utf-16le'
  | 'utf-8'
  | 'utf8'
  | 'latin1'

interface Codec {
  /** Undefined for text that is none of this encoding. */
  encode(text: string): Uint8Array<ArrayBuffer> | undefined
  decode(bytes: Uint8Array<ArrayBuffer>): string
}

const BASE64 = /^[a-z\d+/]*={0,2}$/i
const HEX = /^(?:[\da-f]{2})*$/i
/** As many characters as a function takes at once, and then some fewer. */
const PIECE = 8192
const UTF16_BYTES = 2

const byteText = (bytes: Uint8Array): string => {
  let text = ''
  for (let i = 0; i < bytes.length; i += PIECE) {
    text += String.fromCharCode(...bytes.subarray(i, i + PIECE))
  }
  return text
}
/** The low byte of each character, as Node has it for what does not fit. */
const textBytes = (text: string): Uint8Array<ArrayBuffer> => {
  const bytes = new Uint8Array(text.length)
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i)
  return bytes
}

const latin1: Codec = { encode: textBytes, decode: byteText }
const ascii: Codec = {
  encode: textBytes,
  decode: (bytes) => byteText(bytes.map((byte) => byte & 0x7f)),
}
const utf8: Codec = {
  encode: (text) => new TextEncoder().encode(text),
  decode: (bytes) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes),
}
const utf16le: Codec = {
  encode: (text) => {
    const bytes = new Uint8Array(text.length * UTF16_BYTES)
    const view = new DataView(bytes.buffer)
    for (let i = 0; i < text.length; i++) view.setUint16(i * UTF16_BYTES, text.charCodeAt(i), true)
    return bytes
  },
  // Half a character at the end is none.
  decode: (bytes) =>
    new TextDecoder('utf-16le', { ignoreBOM: true }).decode(
      bytes.subarray(0, bytes.length - (bytes.length % UTF16_BYTES)),
    ),
}
const base64: Codec = {
  encode: (text) => {
    const bare = text.replace(/\s/g, '')
    if (!BASE64.test(bare)) return undefined
    try {
      return textBytes(atob(bare.replace(/=+$/, '')))
    } catch {
      return undefined
    }
  },
  decode: toBase64,
}
const hex: Codec = {
  encode: (text) =>
    HEX.test(text)
      ? Uint8Array.from({ length: text.length / 2 }, (_, i) =>
          parseInt(text.slice(2 * i, 2 * i + 2), 16),
        )
      : undefined,
  decode: toHex,
}

const codecs: Readonly<Record<FileEncoding, Codec>> = {
  ascii,
  base64,
  binary: latin1,
  hex,
  ucs2: utf16le,
  'ucs-2': utf16le,
  utf16le,
  'utf-16le': utf16le,
  'utf-8': utf8,
  utf8,
  latin1,
}

export const isFileEncoding = (name: unknown): name is FileEncoding =>
  typeof name === 'string' && Object.hasOwn(codecs, name)

/** Undefined for text that is none of the encoding. */
export const encodeText = (
  text: string,
  encoding: FileEncoding,
): Uint8Array<ArrayBuffer> | undefined => codecs[encoding].encode(text)

export const decodeBytes = (bytes: Uint8Array<ArrayBuffer>, encoding: FileEncoding): string =>
  codecs[encoding].decode(bytes)
