import { describe, expect, it } from 'vitest'
import {
  dateColumns,
  multiSelectorColumns,
  selectorColumns,
  timeColumns,
} from './picker-columns.js'

const now = new Date(2024, 1, 29, 8, 5)

describe('selector', () => {
  it('labels objects by range-key and values rows by their index', () => {
    const columns = selectorColumns([{ name: 'a' }, { name: 'b' }], 'name')
    expect(columns.labels([0])).toEqual([['a', 'b']])
    expect(columns.rowsOf('1')).toEqual([1])
    expect(columns.valueOf([1])).toBe(1)
  })
  it('shows nothing for a range that is no array', () => {
    expect(selectorColumns(null, '').labels([0])).toEqual([[]])
  })
})

describe('multiSelector', () => {
  it('has a row for every column, also for those without a value', () => {
    const columns = multiSelectorColumns([['a', 'b'], ['c']], '')
    expect(columns.rowsOf([1])).toEqual([1, 0])
    expect(columns.move([1, 0], 0, 0)).toEqual([0, 0])
  })
})

describe('time', () => {
  const columns = timeColumns('09:15', '21:45', now)
  it('cuts the minutes in the first and the last hour only', () => {
    const minutes = (hour: number) => columns.labels([hour, 0])[1] ?? []
    expect(columns.labels([0, 0])[0]).toHaveLength(13)
    expect([minutes(0)[0], minutes(0).length]).toEqual(['15', 45])
    expect([minutes(1)[0], minutes(1).length]).toEqual(['00', 60])
    expect([minutes(12).at(-1), minutes(12).length]).toEqual(['45', 46])
  })
  it('keeps the minute, not the row, when the hour changes', () => {
    expect(columns.valueOf([0, 15])).toBe('09:30')
    expect(columns.valueOf(columns.move([0, 15], 0, 1))).toBe('10:30')
  })
  it('takes the nearest value inside its bounds', () => {
    expect(columns.valueOf(columns.rowsOf('08:00'))).toBe('09:15')
    expect(columns.valueOf(columns.rowsOf('23:59'))).toBe('21:45')
  })
  it('stands at the present without a value', () => {
    const all = timeColumns('', '', now)
    expect(all.valueOf(all.rowsOf(null))).toBe('08:05')
    expect(all.labels([0, 0]).map((labels) => labels.length)).toEqual([24, 60])
  })
})

describe('date', () => {
  const columns = dateColumns('2015-09-10', '2034-09-01', 'day', now)
  it('knows how long months are', () => {
    const days = (date: string) => columns.labels(columns.rowsOf(date))[2]?.length
    expect(['2023-02-01', '2024-02-01', '2024-04-01', '2024-12-01'].map(days)).toEqual([
      28, 29, 30, 31,
    ])
  })
  it('falls back to the last day of a shorter month', () => {
    expect(columns.valueOf(columns.move(columns.rowsOf('2024-01-31'), 1, 1))).toBe('2024-02-29')
  })
  it('is cut at both bounds', () => {
    expect(columns.valueOf([0, 0, 0])).toBe('2015-09-10')
    expect(columns.valueOf([99, 99, 99])).toBe('2034-09-01')
  })
  it.each([
    ['year', '2024'],
    ['month', '2024-05'],
    ['day', '2024-05-06'],
  ])('has the depth of fields="%s"', (fields, value) => {
    const some = dateColumns('', '', fields, now)
    expect(some.valueOf(some.rowsOf('2024-05-06'))).toBe(value)
  })
  it('spans a century to both sides without bounds', () => {
    const all = dateColumns('', '', 'year', now)
    expect([all.valueOf([0]), all.valueOf([999])]).toEqual(['1924', '2124'])
  })
})
