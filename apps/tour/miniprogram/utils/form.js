// What fields of a form say, for the options of a call.

/** A whole number of milliseconds, or undefined when the field is empty or wrong. */
const readMs = (text, name, problems, problem) => {
  if (text.trim() === '') return undefined
  const value = Number(text)
  if (Number.isInteger(value) && value > 0) return value
  problems[name] = problem
  return undefined
}

/** Rows of names and values as an object, or undefined when no name is given. */
const readRows = (rows) => {
  const named = rows.filter(({ name }) => name.trim() !== '')
  if (named.length === 0) return undefined
  return named.reduce((all, { name, value }) => Object.assign(all, { [name.trim()]: value }), {})
}

/** Rows of headers; `problems.referer` warns of the one that has no effect. */
const readHeaders = (rows, problems, warning) => {
  const isReferer = ({ name }) => name.trim().toLowerCase() === 'referer'
  if (rows.some(isReferer)) problems.referer = warning
  return readRows(rows)
}

const isHttpUrl = (text) => /^https?:\/\/[^/]/i.test(text)

/** Only what is set: a call names no more than differs from the defaults. */
const onlySet = (wanted) =>
  Object.keys(wanted).reduce(
    (options, name) =>
      wanted[name] === undefined ? options : Object.assign(options, { [name]: wanted[name] }),
    {},
  )

module.exports = { readMs, readRows, readHeaders, isHttpUrl, onlySet }
