import { median, ratioOf } from './rounds.js'

/**
 * @typedef {object} Row
 * @property {string} label
 * @property {string} result What came out, with its unit.
 * @property {string} [target]
 * @property {boolean} [passed] Present when there is a target.
 * @property {string} raw Every value that was measured, in the order of the rounds.
 *
 * @typedef {object} Table
 * @property {string} title
 * @property {string} how How it was measured, in one or two sentences.
 * @property {Row[]} rows
 */

const grouped = new Intl.NumberFormat('en', { maximumFractionDigits: 0 })

export const whole = (value) => grouped.format(value)

export const atLeast = (target) => ({
  target: `≥ ${target}`,
  accepts: (value) => value >= target,
})
export const atMost = (target, text) => ({
  target: `≤ ${text}`,
  accepts: (value) => value <= target,
})

/**
 * Times in milliseconds; less is better.
 * @param {ReturnType<typeof atMost>} [target]
 * @returns {Row}
 */
export const millisecondsRow = (label, values, target) => {
  const middle = median(values)
  return {
    label,
    result: `${middle.toFixed(1)} ms`,
    raw: values.map((value) => value.toFixed(1)).join(' '),
    ...(target && { target: target.target, passed: target.accepts(middle) }),
  }
}

/**
 * Contenders against one of them.
 * @param {Record<string, number[]>} values More is better.
 * @param {Record<string, ReturnType<typeof atLeast>>} [targets]
 * @returns {Row[]}
 */
export const ratioRows = (values, base, targets = {}, unit = '/s') =>
  Object.entries(values).map(([label, raw]) => {
    const ratio = ratioOf(raw, values[base])
    const target = targets[label]
    return {
      label,
      result: `${ratio.toFixed(2)} (${whole(median(raw))}${unit})`,
      raw: raw.map(whole).join(' '),
      ...(target && { target: target.target, passed: target.accepts(ratio) }),
    }
  })

const MIB = 1024 * 1024

/**
 * How much more memory something took, at most.
 * @param {number[]} growths Bytes, a round each.
 * @param {ReturnType<typeof atMost>} [target] In bytes.
 * @returns {Row}
 */
export const growthRow = (label, growths, target) => {
  const growth = Math.max(...growths)
  return {
    label,
    result: `+${(growth / MIB).toFixed(1)} MiB`,
    raw: `${growths.map((bytes) => (bytes / MIB).toFixed(1)).join(' ')} MiB`,
    ...(target && { target: target.target, passed: target.accepts(growth) }),
  }
}

const mark = ({ passed }) => (passed === undefined ? '' : passed ? 'pass' : '**miss**')

/** @param {Table} table */
export const toMarkdown = ({ title, how, rows }) =>
  [
    `### ${title}`,
    how,
    [
      '| | result | target | | raw values |',
      '| --- | --- | --- | --- | --- |',
      ...rows.map(
        (row) =>
          `| ${row.label} | ${row.result} | ${row.target ?? ''} | ${mark(row)} | ${row.raw} |`,
      ),
    ].join('\n'),
  ].join('\n\n')
