/** Which rows the columns of a `<picker>` have, by mode. Pure functions. */

export type Columns = {
  /** The labels of every column, given the rows chosen so far. */
  labels(rows: readonly number[]): string[][]
  /** The rows that show a value. */
  rowsOf(value: unknown): number[]
  /** The value that the rows mean, as the `change` event reports it. */
  valueOf(rows: readonly number[]): unknown
  /** The rows after one column has come to rest on another row. */
  move(rows: readonly number[], column: number, row: number): number[]
}

const replace = (rows: readonly number[], column: number, row: number) =>
  rows.map((old, index) => (index === column ? row : old))

const labelOf = (item: unknown, key: string) =>
  key && typeof item === 'object' && item !== null
    ? String((item as Record<string, unknown>)[key])
    : String(item)
const rowOf = (value: unknown) => Math.max(0, Math.trunc(Number(value)) || 0)
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

export const selectorColumns = (range: unknown, rangeKey: string): Columns => ({
  labels: () => [list(range).map((item) => labelOf(item, rangeKey))],
  rowsOf: (value) => [rowOf(value)],
  valueOf: ([row = 0]) => row,
  move: replace,
})

export const multiSelectorColumns = (range: unknown, rangeKey: string): Columns => ({
  labels: () => list(range).map((column) => list(column).map((item) => labelOf(item, rangeKey))),
  rowsOf: (value) => list(range).map((_, index) => rowOf(list(value)[index])),
  valueOf: (rows) => [...rows],
  move: replace,
})

type Part = { least: number; most(prefix: readonly number[]): number; unit: string }

const pad = (value: number) => String(value).padStart(2, '0')
const numbers = (text: unknown) => String(text).split(/\D+/).filter(Boolean).map(Number)

/**
 * Columns of numbers between two points in time. A column is cut at a bound only as long as the
 * columns before it are on that bound.
 */
const between = (
  parts: readonly Part[],
  start: readonly number[],
  end: readonly number[],
  separator: string,
  fallback: readonly number[],
): Columns => {
  /** Walks the columns from the left; `choose` names a row of each. */
  const walk = (choose: (values: readonly number[], index: number) => number) => {
    const columns: { values: number[]; row: number; unit: string }[] = []
    const prefix: number[] = []
    for (const [index, { least, most, unit }] of parts.entries()) {
      const isOn = (bound: readonly number[]) => prefix.every((value, at) => value === bound[at])
      const first = isOn(start) ? (start[index] ?? least) : least
      const last = Math.min(most(prefix), (isOn(end) ? end[index] : undefined) ?? Infinity)
      const length = Math.max(1, last - first + 1)
      const values = Array.from({ length }, (_, offset) => first + offset)
      const row = Math.min(Math.max(choose(values, index), 0), length - 1)
      columns.push({ values, row, unit })
      prefix.push(first + row)
    }
    return { columns, rows: columns.map(({ row }) => row), chosen: prefix }
  }
  const rowFor = (value: number | undefined, values: readonly number[]) =>
    value === undefined ? 0 : value - (values[0] ?? 0)
  const at = (rows: readonly number[]) => walk((_values, index) => rows[index] ?? 0)
  return {
    labels: (rows) => at(rows).columns.map(({ values, unit }) => values.map((n) => pad(n) + unit)),
    rowsOf(value) {
      const given = numbers(value ?? '')
      const wanted = given.length > 0 ? given : fallback
      return walk((values, index) => rowFor(wanted[index], values)).rows
    },
    valueOf: (rows) => at(rows).chosen.map(pad).join(separator),
    move(rows, column, row) {
      const { chosen } = at(rows)
      return walk((values, index) => {
        if (index === column) return row
        return index < column ? (rows[index] ?? 0) : rowFor(chosen[index], values)
      }).rows
    },
  }
}

const HOUR: Part = { least: 0, most: () => 23, unit: '' }
const MINUTE: Part = { least: 0, most: () => 59, unit: '' }

/** `start`, `end` and the value are `hh:mm`; without a value the wheels stand at `now`. */
export const timeColumns = (start: string, end: string, now: Date): Columns =>
  between([HOUR, MINUTE], numbers(start), numbers(end), ':', [now.getHours(), now.getMinutes()])

const daysIn = (year = 2000, month = 1) => new Date(year, month, 0).getDate()
const YEAR: Part = { least: 1, most: () => 9999, unit: '年' }
const MONTH: Part = { least: 1, most: () => 12, unit: '月' }
const DAY: Part = { least: 1, most: ([year, month]) => daysIn(year, month), unit: '日' }
const DEPTHS: Readonly<Record<string, number>> = { year: 1, month: 2, day: 3 }

/** `start`, `end` and the value are `YYYY-MM-DD`, cut off as `fields` says. */
export const dateColumns = (
  start: string,
  end: string,
  fields: string,
  now: Date,
  withUnits = false,
): Columns => {
  const today = [now.getFullYear(), now.getMonth() + 1, now.getDate()]
  const century = (years: number) => `${now.getFullYear() + years}`
  const parts = [YEAR, MONTH, DAY]
    .slice(0, DEPTHS[fields] ?? 3)
    .map((part) => ({ ...part, unit: withUnits ? part.unit : '' }))
  return between(parts, numbers(start || century(-100)), numbers(end || century(100)), '-', today)
}
