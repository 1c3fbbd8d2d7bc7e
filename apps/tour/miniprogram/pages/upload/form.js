// The state of the form, and the call that it stands for.
const { isHttpUrl, onlySet, readHeaders, readMs, readRows } = require('../../utils/form')
const texts = require('./texts')

const PICTURES = ['/images/upload.svg', '/images/image.svg', '/images/socket.svg']

/** `changes.path` names a route of the server. */
const createForm = (changes, server) => {
  const { path = '/upload', ...fields } = changes
  return Object.assign(
    {
      url: server + path,
      filePath: PICTURES[0],
      large: false,
      name: 'file',
      formData: [],
      headers: [],
      timeout: '',
      abortAfter: '',
    },
    fields,
  )
}

/** Options for wx.uploadFile, when to abort it, and what is wrong; `referer` is only a warning. */
const readForm = (form) => {
  const problems = {}
  const url = form.url.trim()
  if (!isHttpUrl(url)) problems.url = texts.problems.url
  if (form.filePath.trim() === '') problems.filePath = texts.problems.filePath
  if (form.name.trim() === '') problems.name = texts.problems.name
  const options = onlySet({
    url,
    filePath: form.filePath.trim(),
    name: form.name.trim(),
    formData: readRows(form.formData),
    header: readHeaders(form.headers, problems, texts.referer),
    timeout: readMs(form.timeout, 'timeout', problems, texts.problems.number),
  })
  const abortAfter = readMs(form.abortAfter, 'abortAfter', problems, texts.problems.number)
  const ready = Object.keys(problems).every((name) => name === 'referer')
  return { options, abortAfter, problems, ready }
}

module.exports = { PICTURES, createForm, readForm }
