/** `bytes=from-to`, `bytes=from-` or `bytes=-last` as `[first, last]`; undefined for anything else. */
const readRange = (text, length) => {
  const [, from, to] = /^bytes=(\d*)-(\d*)$/.exec(text) ?? []
  if (from === undefined || (from === '' && to === '')) return undefined
  if (from === '') return [Math.max(0, length - Number(to)), length - 1]
  return [Number(from), to === '' ? length - 1 : Math.min(Number(to), length - 1)]
}

/** Sends bytes, or the one range of them that was asked for: players seek by asking. */
export const sendBytes = ({ request, response }, bytes, type) => {
  const head = { 'Content-Type': type, 'Accept-Ranges': 'bytes' }
  const asked = request.headers.range
  // Several ranges at once are answered with everything, as a server may.
  const range = asked === undefined ? undefined : readRange(asked, bytes.length)
  if (range === undefined) {
    response.writeHead(200, { ...head, 'Content-Length': bytes.length })
    response.end(request.method === 'HEAD' ? undefined : bytes)
    return
  }
  const [first, last] = range
  if (first >= bytes.length || first > last) {
    response.writeHead(416, { 'Content-Range': `bytes */${bytes.length}`, 'Content-Length': 0 })
    response.end()
    return
  }
  const part = bytes.subarray(first, last + 1)
  response.writeHead(206, {
    ...head,
    'Content-Length': part.length,
    'Content-Range': `bytes ${first}-${last}/${bytes.length}`,
  })
  response.end(request.method === 'HEAD' ? undefined : part)
}
