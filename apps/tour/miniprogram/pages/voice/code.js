// The calls as a program would write them.
const { line } = require('../../utils/snippet')

const writeCode = (state) => {
  if (state === 'playing') return [line(0, 'wx.|f:pauseVoice|()')]
  return [
    line(0, 'wx.|f:playVoice|({'),
    line(1, '|p:filePath|: voice.path,'),
    line(1, `|p:success|: () => console.|f:log|(|s:'over'|)`),
    line(0, '})'),
  ]
}

module.exports = { writeCode }
