import { element, speaksChinese } from './dom.js'
import { wheel } from './wheel.js'
import type { Wheel } from './wheel.js'

export type Sheet = {
  /** Shows other rows, e.g. the days of another month. */
  update(labels: readonly string[][], rows: readonly number[]): void
  close(): void
}
export type SheetOptions = {
  title: string
  labels: readonly string[][]
  rows: readonly number[]
  /** A column came to rest on a row. */
  moved(column: number, row: number): void
  confirmed(): void
  cancelled(): void
}

const ROW_HEIGHT_PX = 48

const sheetButton = (className: string, label: string, pressed: () => void) => {
  const button = element('button', className, label) as HTMLButtonElement
  button.type = 'button'
  button.addEventListener('click', pressed)
  return button
}

/** Opens the panel of a `<picker>` at the bottom of the page: one wheel for each column. */
export const openSheet = (options: SheetOptions): Sheet => {
  const body = element('div', 'wx-picker-columns')
  const wheels: { scroller: HTMLElement; wheel: Wheel; labels: string }[] = []
  const [cancel, confirm] = speaksChinese()
    ? (['取消', '确定'] as const)
    : (['Cancel', 'OK'] as const)
  const header = element(
    'div',
    'wx-picker-header',
    sheetButton('wx-picker-cancel', cancel, () => options.cancelled()),
    element('div', 'wx-picker-title', options.title),
    sheetButton('wx-picker-confirm', confirm, () => {
      for (const made of wheels) made.wheel.settle()
      options.confirmed()
    }),
  )
  const panel = element('div', 'wx-picker-panel', header, body)
  const mask = element('div', 'wx-picker-mask')
  const sheet = element('div', 'wx-picker-sheet', mask, panel)
  panel.setAttribute('role', 'dialog')
  panel.setAttribute('aria-modal', 'true')
  mask.addEventListener('click', () => options.cancelled())
  sheet.addEventListener('keydown', ({ key }) => {
    if (key === 'Escape') options.cancelled()
  })

  const addColumn = (column: number) => {
    const scroller = element('div', 'wx-picker-column')
    scroller.setAttribute('role', 'listbox')
    body.append(element('div', 'wx-picker-column-frame', scroller))
    const rolling = wheel(
      scroller,
      () => ROW_HEIGHT_PX,
      (row) => options.moved(column, row),
    )
    const made = { scroller, wheel: rolling, labels: '' }
    wheels.push(made)
    return made
  }
  const update = (labels: readonly string[][], rows: readonly number[]) => {
    for (const [column, texts] of labels.entries()) {
      const made = wheels[column] ?? addColumn(column)
      const key = JSON.stringify(texts)
      if (key !== made.labels) {
        made.labels = key
        made.scroller.replaceChildren(...texts.map((text) => element('div', 'wx-picker-row', text)))
        for (const row of made.scroller.children) row.setAttribute('role', 'option')
      }
      made.wheel.go(rows[column] ?? 0)
    }
    for (const extra of wheels.splice(labels.length)) extra.scroller.parentElement?.remove()
  }
  document.body.append(sheet)
  update(options.labels, options.rows)
  wheels[0]?.scroller.focus({ preventScroll: true })
  return {
    update,
    close() {
      for (const made of wheels) made.wheel.stop()
      sheet.remove()
    },
  }
}
