// The call as a program would write it.
const { block, line, piece } = require('../../utils/snippet')

const NAME = (text) => piece('name', text)

/** Lines of code for what `readForm` gave. */
const writeCode = ({ options, calls, abortAfter }) => {
  const many = calls > 1
  const indent = many ? 1 : 0
  const which = many ? 'call, ' : ''
  const lines = []
  if (many) {
    lines.push(line(0, `|k:for| (|k:let| call = |n:1|; call <= |n:${calls}|; call++) {`))
  }
  lines.push(line(indent, '|k:const| task = wx.|f:request|({'))
  Object.keys(options).forEach((name) => {
    lines.push(...block(indent + 1, [NAME(name), piece('plain', ': ')], options[name], ','))
  })
  lines.push(
    line(indent + 1, `|p:success|: res => |f:log|(${which}|s:'success'|, res),`),
    line(indent + 1, `|p:fail|: err => |f:log|(${which}|s:'fail'|, err),`),
    line(indent + 1, `|p:complete|: res => |f:log|(${which}|s:'complete'|, res)`),
    line(indent, '})'),
    line(indent, `task.|f:onHeadersReceived|(res => |f:log|(${which}|s:'headers'|, res))`),
  )
  if (options.enableChunked) {
    lines.push(line(indent, `task.|f:onChunkReceived|(res => |f:log|(${which}|s:'chunk'|, res))`))
  }
  if (abortAfter !== undefined) {
    lines.push(line(indent, `|f:setTimeout|(() => task.|f:abort|(), |n:${abortAfter}|)`))
  }
  if (many) lines.push(line(0, '}'))
  return [line(0, '|k:const| log = console.log')].concat(lines)
}

module.exports = { writeCode }
