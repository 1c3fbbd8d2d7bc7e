// The state of the form, and the call that it stands for.
const { isHttpUrl, onlySet, readHeaders, readMs } = require('../../utils/form')
const texts = require('./texts')

const METHODS = ['GET', 'POST', 'PUT', 'DELETE', 'HEAD', 'OPTIONS', 'TRACE', 'CONNECT']
const MAX_CALLS = 50

/** Options that are on or off, with what they are when a call does not name them. */
const SWITCHES = [
  { name: 'enableProfile', usual: true },
  { name: 'enableCache', usual: false },
  { name: 'enableHttp2', usual: false },
  { name: 'enableQuic', usual: false },
  { name: 'useHighPerformanceMode', usual: false },
  { name: 'forceCellularNetwork', usual: false },
]

const createForm = (changes) =>
  Object.assign(
    {
      url: '',
      method: 'GET',
      dataText: '',
      headers: [],
      dataType: 'json',
      responseType: 'text',
      enableChunked: false,
      redirect: 'follow',
      timeout: '',
      abortAfter: '',
      calls: 1,
      switches: SWITCHES.reduce(
        (all, { name, usual }) => Object.assign(all, { [name]: usual }),
        {},
      ),
    },
    changes,
  )

const readData = (text, problems) => {
  if (text.trim() === '') return undefined
  try {
    return JSON.parse(text)
  } catch (error) {
    problems.data = texts.problems.data(error.message)
    return undefined
  }
}

/**
 * Reads the form: the options for wx.request, with no more than differs from the defaults, how many
 * calls to make, when to abort them, and what is wrong. `problems.referer` is a warning, all others
 * stand in the way of a call.
 */
const readForm = (form) => {
  const problems = {}
  const url = form.url.trim()
  if (!isHttpUrl(url)) problems.url = texts.problems.url
  const wanted = {
    url,
    method: form.method === 'GET' ? undefined : form.method,
    data: readData(form.dataText, problems),
    header: readHeaders(form.headers, problems, texts.referer),
    dataType: form.dataType === 'json' ? undefined : form.dataType,
    responseType: form.responseType === 'text' ? undefined : form.responseType,
    timeout: readMs(form.timeout, 'timeout', problems, texts.problems.number),
    enableChunked: form.enableChunked || undefined,
    redirect: form.redirect === 'follow' ? undefined : form.redirect,
  }
  SWITCHES.forEach(({ name, usual }) => {
    if (form.switches[name] !== usual) wanted[name] = !usual
  })
  const abortAfter = readMs(form.abortAfter, 'abortAfter', problems, texts.problems.number)
  const ready = !['url', 'data', 'timeout', 'abortAfter'].some((name) => problems[name])
  return { options: onlySet(wanted), calls: form.calls, abortAfter, problems, ready }
}

module.exports = { METHODS, MAX_CALLS, SWITCHES, createForm, readForm }
