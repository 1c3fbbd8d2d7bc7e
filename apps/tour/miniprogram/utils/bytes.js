const PREVIEW_BYTES = 256

const isArrayBuffer = (value) => Object.prototype.toString.call(value) === '[object ArrayBuffer]'

/** Bytes that a text takes as UTF-8. */
const utf8Length = (text) => {
  try {
    return encodeURIComponent(text).replace(/%../g, '-').length
  } catch (error) {
    // Half of a surrogate pair is no text; its length is the best answer there is.
    return text.length
  }
}

/** What to show of bytes: their text if they are UTF-8, else hexadecimal. Shortened. */
const preview = (buffer) => {
  const bytes = Array.from(new Uint8Array(buffer.slice(0, PREVIEW_BYTES)))
  const more = buffer.byteLength > PREVIEW_BYTES ? ' …' : ''
  try {
    // Not every base library has TextDecoder.
    const text = decodeURIComponent(escape(String.fromCharCode(...bytes)))
    if (!/[\u0000-\u0008\u000e-\u001f]/.test(text)) return { text: text + more }
  } catch (error) {
    // Not UTF-8, or a character is cut in two.
  }
  return { hex: bytes.map((byte) => byte.toString(16).padStart(2, '0')).join(' ') + more }
}

/** A number of bytes as people say it. */
const formatBytes = (bytes) => {
  if (bytes < 1024) return `${bytes} B`
  if (bytes < 1024 * 1024) return `${(bytes / 1024).toFixed(1)} KiB`
  return `${(bytes / 1024 / 1024).toFixed(1)} MiB`
}

module.exports = { isArrayBuffer, utf8Length, preview, formatBytes }
