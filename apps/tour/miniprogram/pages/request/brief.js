// One line about each event, for the log.
const { formatBytes, preview } = require('../../utils/bytes')
const { bytesOf } = require('./summary')
const texts = require('./texts')

const waitedMs = ({ profile }) =>
  profile && profile.queueEnd > profile.queueStart ? profile.queueEnd - profile.queueStart : 0

const brief = {
  call: ({ method = 'GET', url }) => `${method} ${url.replace(/^https?:\/\/[^/]+/i, '') || '/'}`,
  headers: ({ statusCode, header }) =>
    [statusCode, `${Object.keys(header).length} headers`].filter(Boolean).join(' · '),
  chunk: ({ data }) => {
    const { text, hex } = preview(data)
    return `${formatBytes(data.byteLength)} · ${(text === undefined ? hex : text).trim()}`
  },
  success: (res) => {
    const waited = waitedMs(res)
    return `${res.statusCode} · ${waited ? texts.waited(waited) : formatBytes(bytesOf(res))}`
  },
  abort: () => 'task.abort()',
}

module.exports = { brief }
