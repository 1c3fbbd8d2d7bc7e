const UTF8 = new TextDecoder('utf-8', { ignoreBOM: true })

/** The `charset` of a Content-Type, or undefined. */
const charsetOf = (contentType: string): string | undefined =>
  /;\s*charset\s*=\s*"?([^\s;"]+)/i.exec(contentType)?.[1]

const decoderFor = (contentType: string | undefined): TextDecoder => {
  const charset = contentType === undefined ? undefined : charsetOf(contentType)
  if (charset === undefined || /^utf-?8$/i.test(charset)) return UTF8
  try {
    return new TextDecoder(charset, { ignoreBOM: true })
  } catch {
    // An unknown label says nothing about the bytes; UTF-8 is what servers should send.
    return UTF8
  }
}

/**
 * Bytes as text by the charset of their Content-Type (default UTF-8; what is malformed becomes U+FFFD),
 * without one leading byte order mark.
 */
export const decodeText = (bytes: Uint8Array, contentType?: string): string => {
  const text = decoderFor(contentType).decode(bytes)
  // The decoder keeps the mark (`ignoreBOM`), so that exactly one goes, not two.
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text
}
