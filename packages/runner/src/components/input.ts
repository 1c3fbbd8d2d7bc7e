import { builtIn } from './define.js'
import { element } from './dom.js'
import { entryProperties, textEntry } from './text-entry.js'

const KEYBOARDS: Readonly<Record<string, string>> = {
  number: 'numeric',
  idcard: 'text',
  digit: 'decimal',
}

export const input = builtIn({
  properties: { ...entryProperties, type: 'text', password: false },
  reflect: ['disabled'],
  mount(own) {
    const native = element('input', '') as HTMLInputElement
    native.autocomplete = 'off'
    native.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' || event.isComposing) return
      event.preventDefault()
      own.emit('confirm', { value: native.value })
      if (!own.props.confirmHold) native.blur()
    })
    const entry = textEntry(own, native)
    return {
      ...entry,
      update(changed) {
        const { type, password } = own.props
        native.type = password || type === 'safe-password' ? 'password' : 'text'
        native.inputMode = KEYBOARDS[type] ?? 'text'
        entry.update?.(changed)
      },
    }
  },
})
