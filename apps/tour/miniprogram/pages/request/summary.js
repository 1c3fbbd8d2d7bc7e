// What a run has come to: status, bytes, time and order.
const { formatBytes, isArrayBuffer, utf8Length } = require('../../utils/bytes')
const { grouped, headerOf } = require('../../utils/names')
const texts = require('./texts')

/** Bytes of a body that came in one piece; of what was parsed, only the server knows them. */
const bytesOf = ({ data, header }) => {
  if (isArrayBuffer(data)) return data.byteLength
  const length = Number(headerOf(header, 'content-length'))
  if (length > 0) return length
  return utf8Length(typeof data === 'string' ? data : JSON.stringify(data))
}

/** `1 2 3 5` as `1–3, 5`. */
const ranges = (numbers) => {
  const all = []
  numbers.forEach((number) => {
    const last = all[all.length - 1]
    if (last && last.to === number - 1) last.to = number
    else all.push({ from: number, to: number })
  })
  return all.map(({ from, to }) => (from === to ? `${from}` : `${from}–${to}`)).join(', ')
}

/** Collects the events of one run of so many calls. */
const createSummary = (calls) => {
  const outcomes = []
  const events = []
  const finished = []
  const chunkBytes = {}
  let bytes = 0
  let time = 0

  return {
    add(call, kind, value, at) {
      if (kind !== 'run') events.push(kind)
      if (kind === 'chunk') {
        chunkBytes[call] = (chunkBytes[call] || 0) + value.data.byteLength
        bytes += value.data.byteLength
      }
      if (kind === 'success') {
        outcomes.push(String(value.statusCode))
        if (chunkBytes[call] === undefined) bytes += bytesOf(value)
      }
      if (kind === 'fail') outcomes.push('fail')
      if (kind === 'complete') {
        finished.push(call)
        time = at
      }
    },

    /** For the dock's `summary`. */
    view() {
      const failed = outcomes.indexOf('fail') >= 0
      const status = grouped(outcomes.slice().sort()).join(', ')
      const labels = texts.summary
      return {
        cells: [
          { label: labels.status, value: status || '…', tone: failed ? 'bad' : 'good' },
          { label: labels.received, value: formatBytes(bytes) },
          { label: labels.time, value: finished.length > 0 ? `${time} ms` : '…' },
        ],
        order:
          calls > 1
            ? { label: labels.finished, value: ranges(finished) || '…' }
            : { label: labels.order, value: grouped(events).join(' → ') },
      }
    },
  }
}

module.exports = { createSummary, bytesOf }
