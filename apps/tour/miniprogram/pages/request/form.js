// The state of the form, and the call that it stands for.
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

/** Milliseconds, or undefined when the field is empty. */
const readMs = (text, name, problems) => {
  if (text.trim() === '') return undefined
  const value = Number(text)
  if (Number.isInteger(value) && value > 0) return value
  problems[name] = texts.problems.number
  return undefined
}

const readHeaders = (rows, problems) => {
  const header = {}
  rows.forEach(({ name, value }) => {
    const key = name.trim()
    if (key === '') return
    if (key.toLowerCase() === 'referer') problems.referer = texts.referer
    header[key] = value
  })
  return Object.keys(header).length > 0 ? header : undefined
}

/**
 * Reads the form: the options for wx.request, with no more than differs from the defaults, how many
 * calls to make, when to abort them, and what is wrong. `problems.referer` is a warning, all others
 * stand in the way of a call.
 */
const readForm = (form) => {
  const problems = {}
  const url = form.url.trim()
  if (!/^https?:\/\/[^/]/i.test(url)) problems.url = texts.problems.url
  const wanted = {
    url,
    method: form.method === 'GET' ? undefined : form.method,
    data: readData(form.dataText, problems),
    header: readHeaders(form.headers, problems),
    dataType: form.dataType === 'json' ? undefined : form.dataType,
    responseType: form.responseType === 'text' ? undefined : form.responseType,
    timeout: readMs(form.timeout, 'timeout', problems),
    enableChunked: form.enableChunked || undefined,
    redirect: form.redirect === 'follow' ? undefined : form.redirect,
  }
  SWITCHES.forEach(({ name, usual }) => {
    if (form.switches[name] !== usual) wanted[name] = !usual
  })
  const options = {}
  Object.keys(wanted).forEach((name) => {
    if (wanted[name] !== undefined) options[name] = wanted[name]
  })
  const abortAfter = readMs(form.abortAfter, 'abortAfter', problems)
  const ready = !['url', 'data', 'timeout', 'abortAfter'].some((name) => problems[name])
  return { options, calls: form.calls, abortAfter, problems, ready }
}

module.exports = { METHODS, MAX_CALLS, SWITCHES, createForm, readForm }
