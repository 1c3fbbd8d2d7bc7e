import { anything, builtIn } from './define.js'
import {
  dateColumns,
  multiSelectorColumns,
  selectorColumns,
  timeColumns,
} from './picker-columns.js'
import type { Columns } from './picker-columns.js'
import { speaksChinese } from './dom.js'
import { openSheet } from './picker-sheet.js'
import type { Sheet } from './picker-sheet.js'
import { announce, pressable } from './press.js'

/** What a form collects of a picker that has no value. */
const UNTOUCHED: Readonly<Record<string, unknown>> = { selector: 0, multiSelector: [] }

export const picker = builtIn({
  properties: {
    name: '',
    mode: 'selector',
    headerText: '',
    disabled: false,
    range: anything<unknown>([]),
    rangeKey: '',
    value: anything<unknown>(null),
    start: '',
    end: '',
    fields: 'day',
    level: 'region',
    customItem: '',
  },
  reflect: ['mode', 'disabled'],
  mount(own) {
    let sheet: Sheet | undefined
    let rows: number[] = []

    const columnsOf = (): Columns | undefined => {
      const { mode, range, rangeKey, start, end, fields } = own.props
      if (mode === 'selector') return selectorColumns(range, rangeKey)
      if (mode === 'multiSelector') return multiSelectorColumns(range, rangeKey)
      if (mode === 'time') return timeColumns(start, end, new Date())
      if (mode === 'date') return dateColumns(start, end, fields, new Date(), speaksChinese())
      return undefined
    }
    const close = () => {
      sheet?.close()
      sheet = undefined
      own.host.setAttribute('aria-expanded', 'false')
    }
    const open = () => {
      if (own.props.disabled || sheet) return
      const columns = columnsOf()
      if (!columns) {
        const problem = new Error(`mode "${own.props.mode}" is not supported yet`)
        own.services.reportError(problem, 'picker')
        return
      }
      rows = columns.rowsOf(own.props.value)
      sheet = openSheet({
        title: own.props.headerText,
        labels: columns.labels(rows),
        rows,
        moved(column, row) {
          rows = (columnsOf() ?? columns).move(rows, column, row)
          // What a program answers to `columnchange` comes back through `update`.
          if (own.props.mode === 'multiSelector') own.emit('columnchange', { column, value: row })
          refresh()
        },
        confirmed() {
          const value = (columnsOf() ?? columns).valueOf(rows)
          close()
          own.set({ value })
          own.emit('change', { value })
        },
        cancelled() {
          close()
          own.emit('cancel')
        },
      })
      own.host.setAttribute('aria-expanded', 'true')
    }
    const refresh = () => {
      const labels = columnsOf()?.labels(rows)
      if (!sheet || !labels) return
      rows = labels.map((texts, column) => Math.min(rows[column] ?? 0, texts.length - 1))
      sheet.update(labels, rows)
    }

    own.component.addListener('tap', open)
    pressable(own, 'button')
    own.host.setAttribute('aria-haspopup', 'dialog')
    return {
      update(changed) {
        announce(own.host, { disabled: own.props.disabled })
        if (changed.has('value') && sheet) rows = columnsOf()?.rowsOf(own.props.value) ?? rows
        refresh()
      },
      detached: close,
      field: {
        value: () => own.props.value ?? UNTOUCHED[own.props.mode] ?? '',
        reset: () => own.set({ value: null }),
      },
    }
  },
})
