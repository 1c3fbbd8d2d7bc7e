// Source text as lines of coloured pieces: [{ indent, pieces: [{ kind, text }] }].

const MAX_INLINE = 34

const piece = (kind, text) => ({ kind, text })
const lengthOf = (pieces) => pieces.reduce((sum, { text }) => sum + text.length, 0)

const quote = (text) =>
  `'${JSON.stringify(text).slice(1, -1).replace(/\\"/g, '"').replace(/'/g, "\\'")}'`

const keyPiece = (key) =>
  // Written as a name it would set the prototype.
  key === '__proto__' ? piece('string', "['__proto__']") : namePiece(key)
const namePiece = (key) =>
  /^[A-Za-z_$][\w$]*$/.test(key) ? piece('name', key) : piece('string', quote(key))

/** A value on one line. */
const inline = (value) => {
  if (typeof value === 'string') return [piece('string', quote(value))]
  if (typeof value === 'number') return [piece('number', String(value))]
  if (value === null || typeof value !== 'object') return [piece('keyword', String(value))]
  const isList = Array.isArray(value)
  const keys = Object.keys(value)
  if (keys.length === 0) return [piece('plain', isList ? '[]' : '{}')]
  const pieces = [piece('plain', isList ? '[' : '{ ')]
  keys.forEach((key, index) => {
    if (index > 0) pieces.push(piece('plain', ', '))
    if (!isList) pieces.push(keyPiece(key), piece('plain', ': '))
    pieces.push(...inline(value[key]))
  })
  pieces.push(piece('plain', isList ? ']' : ' }'))
  return pieces
}

/** Lines of a value that follows `head`; several when it is long. */
const block = (indent, head, value, tail) => {
  const short = inline(value)
  if (value === null || typeof value !== 'object' || lengthOf(head.concat(short)) <= MAX_INLINE) {
    return [{ indent, pieces: head.concat(short, piece('plain', tail)) }]
  }
  const isList = Array.isArray(value)
  const keys = Object.keys(value)
  const lines = [{ indent, pieces: head.concat(piece('plain', isList ? '[' : '{')) }]
  keys.forEach((key, index) => {
    const name = isList ? [] : [keyPiece(key), piece('plain', ': ')]
    lines.push(...block(indent + 1, name, value[key], index < keys.length - 1 ? ',' : ''))
  })
  lines.push({ indent, pieces: [piece('plain', (isList ? ']' : '}') + tail)] })
  return lines
}

const isOdd = (index) => index % 2 === 1

/**
 * One line written with marks: `k:const` is a keyword, `f:wx.request` a function, `s:'x'` a text,
 * `n:12` a number; other words are plain. Marked words stand between bars.
 */
const line = (indent, source) => ({
  indent,
  pieces: source.split('|').map((part, index) => {
    if (!isOdd(index)) return piece('plain', part)
    const kinds = { k: 'keyword', f: 'function', s: 'string', n: 'number', p: 'name' }
    return piece(kinds[part[0]], part.slice(2))
  }),
})

/** Lines as plain text, for the clipboard. */
const toText = (lines) =>
  lines
    .map(({ indent, pieces }) => '  '.repeat(indent) + pieces.map(({ text }) => text).join(''))
    .join('\n')

module.exports = { block, line, piece, toText }
