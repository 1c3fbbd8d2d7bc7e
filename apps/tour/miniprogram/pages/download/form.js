// The state of the form, and the call that it stands for.
const { isHttpUrl, onlySet, readHeaders, readMs } = require('../../utils/form')
const texts = require('./texts')

const KINDS = ['png', 'svg', 'txt', 'bin']

/** The address of the file that the form describes. */
const fileUrl = ({ kind, bytes, ms, length }, server) => {
  const query = [`type=${kind}`, bytes && `bytes=${bytes}`, ms && `ms=${ms}`, length || 'length=0']
  return `${server}/file?${query.filter((part) => part && part !== true).join('&')}`
}

/** `changes.path` names another route of the server. */
const createForm = (changes, server) => {
  const { path, ...fields } = changes
  const form = Object.assign(
    {
      kind: 'png',
      bytes: '',
      ms: '',
      length: true,
      headers: [],
      filePath: '',
      timeout: '',
      abortAfter: '',
    },
    fields,
  )
  return Object.assign(form, { url: path ? server + path : fileUrl(form, server) })
}

/** Options for wx.downloadFile, when to abort it, and what is wrong; `referer` is only a warning. */
const readForm = (form) => {
  const problems = {}
  const url = form.url.trim()
  if (!isHttpUrl(url)) problems.url = texts.problems.url
  const options = onlySet({
    url,
    header: readHeaders(form.headers, problems, texts.referer),
    filePath: form.filePath.trim() || undefined,
    timeout: readMs(form.timeout, 'timeout', problems, texts.problems.number),
  })
  const abortAfter = readMs(form.abortAfter, 'abortAfter', problems, texts.problems.number)
  const ready = !['url', 'timeout', 'abortAfter'].some((name) => problems[name])
  return { options, abortAfter, problems, ready }
}

module.exports = { KINDS, createForm, fileUrl, readForm }
