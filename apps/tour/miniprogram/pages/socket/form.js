// The state of the form, and the call that it stands for.
const { onlySet, readHeaders, readMs } = require('../../utils/form')
const texts = require('./texts')

/** `changes.path` names a route of the server. */
const createForm = (changes, server) => {
  const { path = '/chat?name=Ada', ...fields } = changes
  return Object.assign(
    {
      url: server.replace(/^http/, 'ws') + path,
      protocols: '',
      headers: [],
      timeout: '',
      tcpNoDelay: false,
      perMessageDeflate: false,
      code: '',
      reason: '',
    },
    fields,
  )
}

const readProtocols = (text) => {
  const protocols = text
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean)
  return protocols.length > 0 ? protocols : undefined
}

const readCode = (text, problems) => {
  if (text.trim() === '') return undefined
  const code = Number(text)
  if (!Number.isInteger(code)) problems.code = texts.problems.code
  return code
}

/** Options for wx.connectSocket, those for close, and what is wrong; `referer` is only a warning. */
const readForm = (form) => {
  const problems = {}
  const url = form.url.trim()
  if (!/^wss?:\/\/[^/]/i.test(url)) problems.url = texts.problems.url
  const options = onlySet({
    url,
    protocols: readProtocols(form.protocols),
    header: readHeaders(form.headers, problems, texts.referer),
    timeout: readMs(form.timeout, 'timeout', problems, texts.problems.number),
    tcpNoDelay: form.tcpNoDelay || undefined,
    perMessageDeflate: form.perMessageDeflate || undefined,
  })
  const closing = onlySet({
    code: readCode(form.code, problems),
    reason: form.reason || undefined,
  })
  const ready = Object.keys(problems).every((name) => name === 'referer')
  return { options, closing, problems, ready }
}

module.exports = { createForm, readForm }
