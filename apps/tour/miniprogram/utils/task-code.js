// A call that returns a task, as a program would write it.
const { block, line, piece } = require('./snippet')

/** Lines of code for `wx[api](options)`, its progress, and when it is aborted. */
const writeTask = (api, options, abortAfter) => {
  const lines = [
    line(0, '|k:const| log = console.log'),
    line(0, `|k:const| task = wx.|f:${api}|({`),
  ]
  Object.keys(options).forEach((name) => {
    lines.push(...block(1, [piece('name', name), piece('plain', ': ')], options[name], ','))
  })
  lines.push(
    line(1, `|p:success|: res => |f:log|(|s:'success'|, res),`),
    line(1, `|p:fail|: err => |f:log|(|s:'fail'|, err),`),
    line(1, `|p:complete|: res => |f:log|(|s:'complete'|, res)`),
    line(0, '})'),
    line(0, `task.|f:onHeadersReceived|(res => |f:log|(|s:'headers'|, res))`),
    line(0, `task.|f:onProgressUpdate|(res => |f:log|(|s:'progress'|, res))`),
  )
  if (abortAfter !== undefined) {
    lines.push(line(0, `|f:setTimeout|(() => task.|f:abort|(), |n:${abortAfter}|)`))
  }
  return lines
}

module.exports = { writeTask }
