// The call as a program would write it.
const { block, line } = require('../../utils/snippet')

const writeCode = (api, options) =>
  Object.keys(options).length === 0
    ? [line(0, `wx.|f:${api}|()`)]
    : block(0, line(0, `wx.|f:${api}|(`).pieces, options, ')')

module.exports = { writeCode }
