import { make, makeButton } from './dom.js'
import type { ActionSheet, Modal, ModalAnswer } from './protocol.js'

/** Shows a layer over the screen until `settle` is called; Escape is `cancelled`. */
const present = <T>(
  screen: HTMLElement,
  className: string,
  cancelled: T,
  build: (settle: (value: T) => void) => HTMLElement,
): Promise<T> =>
  new Promise((resolve) => {
    const before = document.activeElement
    const settle = (value: T) => {
      layer.remove()
      if (before instanceof HTMLElement) before.focus()
      resolve(value)
    }
    const box = build(settle)
    const layer = make('div', { class: `layer ${className}` }, box)
    layer.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') settle(cancelled)
    })
    screen.append(layer)
    box.querySelector<HTMLElement>('[data-first]')?.focus()
  })

export const showModal = (screen: HTMLElement, modal: Modal): Promise<ModalAnswer> =>
  present<ModalAnswer>(
    screen,
    'modal-layer',
    { confirm: false, cancel: true, content: null },
    (settle) => {
      const field = make('textarea', { class: 'modal-input', rows: '2', 'data-first': '' })
      field.setAttribute('placeholder', modal.placeholderText)
      ;(field as HTMLTextAreaElement).value = modal.editable ? modal.content : ''
      const typed = () => (modal.editable ? (field as HTMLTextAreaElement).value : null)
      const cancel = makeButton({ class: 'modal-button cancel' }, () =>
        settle({ confirm: false, cancel: true, content: null }),
      )
      cancel.textContent = modal.cancelText
      cancel.style.color = modal.cancelColor
      const confirm = makeButton({ class: 'modal-button confirm' }, () =>
        settle({ confirm: true, cancel: false, content: typed() }),
      )
      confirm.textContent = modal.confirmText
      confirm.style.color = modal.confirmColor
      if (!modal.editable) confirm.setAttribute('data-first', '')
      const text = make('div', { class: 'modal-text' })
      if (modal.title !== '') text.append(make('h2', {}, modal.title))
      text.append(modal.editable ? field : make('p', {}, modal.content))
      const buttons = make('div', { class: 'modal-buttons' })
      if (modal.showCancel) buttons.append(cancel)
      buttons.append(confirm)
      return make('div', { class: 'modal', role: 'dialog', 'aria-modal': 'true' }, text, buttons)
    },
  )

export const showActionSheet = (
  screen: HTMLElement,
  sheet: ActionSheet,
  cancelText: string,
): Promise<number | undefined> =>
  present<number | undefined>(screen, 'sheet-layer', undefined, (settle) => {
    const items = sheet.items.map((text, index) => {
      const item = makeButton({ class: 'sheet-item' }, () => settle(index), text)
      item.style.color = sheet.itemColor
      return item
    })
    const cancel = makeButton(
      { class: 'sheet-item cancel', 'data-first': '' },
      () => settle(undefined),
      cancelText,
    )
    const box = make('div', { class: 'sheet', role: 'dialog', 'aria-modal': 'true' })
    if (sheet.title !== '') box.append(make('p', { class: 'sheet-title' }, sheet.title))
    box.append(...items, cancel)
    const backdrop = make('div', { class: 'backdrop' })
    backdrop.addEventListener('click', () => settle(undefined))
    return make('div', { class: 'sheet-frame' }, backdrop, box)
  })
