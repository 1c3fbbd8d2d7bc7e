// What the log says of one event of a sound.
const { clock } = require('./time')

const seconds = (value) => `${value.toFixed(2)} s`

const audioBrief = (kind, value) => {
  if (kind === 'error') return `${value.errCode} · ${value.errMsg}`
  if (kind === 'fail') return value.errMsg
  if (kind === 'canplay') return value.duration > 0 ? clock(value.duration) : 'no end is known'
  if (value && value.currentTime !== undefined) return seconds(value.currentTime)
  return ''
}

module.exports = { audioBrief }
