const { isArrayBuffer, preview } = require('./bytes')

const MAX_LENGTH = 6000

/** Any value that a callback may get, as indented JSON. */
const pretty = (value) => {
  const text = JSON.stringify(
    value,
    (key, part) =>
      isArrayBuffer(part) ? Object.assign({ ArrayBuffer: part.byteLength }, preview(part)) : part,
    2,
  )
  if (text === undefined) return String(value)
  return text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH)}\n…` : text
}

module.exports = { pretty }
