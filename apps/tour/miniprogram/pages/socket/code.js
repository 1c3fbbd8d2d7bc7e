// The call as a program would write it.
const { block, line, piece } = require('../../utils/snippet')

const writeCode = ({ options, closing }) => {
  const lines = [
    line(0, '|k:const| log = console.log'),
    line(0, '|k:const| task = wx.|f:connectSocket|({'),
  ]
  Object.keys(options).forEach((name) => {
    lines.push(...block(1, [piece('name', name), piece('plain', ': ')], options[name], ','))
  })
  lines.push(
    line(1, `|p:success|: res => |f:log|(|s:'success'|, res),`),
    line(1, `|p:fail|: err => |f:log|(|s:'fail'|, err)`),
    line(0, '})'),
    line(0, `task.|f:onOpen|(res => |f:log|(|s:'open'|, res))`),
    line(0, `task.|f:onMessage|(res => |f:log|(|s:'message'|, res))`),
    line(0, `task.|f:onError|(err => |f:log|(|s:'error'|, err))`),
    line(0, `task.|f:onClose|(res => |f:log|(|s:'close'|, res))`),
  )
  const shown = Object.keys(closing).length > 0
  const head = line(0, '|k:const| |f:stop| = () => task.|f:close|(').pieces
  lines.push(...block(0, head, shown ? closing : {}, ')'))
  return lines
}

module.exports = { writeCode }
