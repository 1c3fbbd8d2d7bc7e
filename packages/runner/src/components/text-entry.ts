/** What `<input>` and `<textarea>` have in common: a native field inside the host. */
import { anything } from './define.js'
import type { Control, Own } from './define.js'
import { element, scopedClass } from './dom.js'

export const entryProperties = {
  name: '',
  value: '',
  placeholder: '',
  placeholderStyle: '',
  placeholderClass: '',
  disabled: false,
  maxlength: 140,
  focus: false,
  autoFocus: false,
  cursor: -1,
  selectionStart: -1,
  selectionEnd: -1,
  cursorSpacing: 0,
  confirmType: anything<string>('done'),
  confirmHold: false,
  adjustPosition: true,
  holdKeyboard: false,
}
export type EntryOwn = Own<typeof entryProperties>
export type NativeField = HTMLInputElement | HTMLTextAreaElement

const ENTER_KEYS = new Set(['send', 'search', 'next', 'go', 'done'])

/** What a `bindinput` handler may return: the text to show instead, and where the cursor goes. */
const replacement = (answer: unknown): { value: string; cursor?: number } | undefined => {
  if (typeof answer === 'string') return { value: answer }
  if (typeof answer !== 'object' || answer === null || !('value' in answer)) return undefined
  const cursor = 'cursor' in answer ? Number(answer.cursor) : Number.NaN
  return { value: String(answer.value), ...(Number.isInteger(cursor) && { cursor }) }
}

/** The key behind an edit, as the number that WeChat reports. */
const keyCodeOf = (event: InputEvent) =>
  event.inputType === 'deleteContentBackward' ? 8 : (event.data?.codePointAt(0) ?? 0)

/** Mounts the native field and answers with everything that the two tags share. */
export const textEntry = (own: EntryOwn, native: NativeField, changed?: () => void): Control => {
  const placeholder = element('div', 'input-placeholder')
  placeholder.setAttribute('aria-hidden', 'true')
  own.host.append(element('div', 'wx-entry', placeholder, native))
  const shown = () => {
    placeholder.hidden = native.value !== ''
    changed?.()
  }
  const write = (value: string) => {
    if (native.value !== value) native.value = value
    shown()
  }

  const input = (keyCode: number) => {
    const { value } = native
    shown()
    // Some browsers report the end of a composition twice.
    if (value === own.props.value) return
    const cursor = native.selectionEnd ?? value.length
    const replace = (answer: unknown) => {
      const wanted = replacement(answer)
      if (!wanted) return
      own.set({ value: wanted.value })
      const place = wanted.cursor ?? cursor
      native.setSelectionRange(place, place)
    }
    own.set({ value })
    own.emit('input', { value, cursor, keyCode }, { handleListenerReturn: replace })
  }
  // While an input method composes, the text is not the user's yet.
  native.addEventListener('input', (event) => {
    if (!(event as InputEvent).isComposing) input(keyCodeOf(event as InputEvent))
    else shown()
  })
  native.addEventListener('compositionend', () => input(0))
  native.addEventListener('focus', () => own.emit('focus', { value: native.value, height: 0 }))
  native.addEventListener('blur', () => {
    if (own.props.focus) own.set({ focus: false })
    const { value, selectionEnd } = native
    const isArea = native instanceof HTMLTextAreaElement
    own.emit('blur', isArea ? { value, cursor: selectionEnd } : { value })
  })

  const focus = () => {
    if (own.props.disabled || !native.isConnected) return
    native.focus()
    const { cursor, selectionStart, selectionEnd } = own.props
    const end = native.value.length
    if (selectionStart >= 0) {
      native.setSelectionRange(selectionStart, selectionEnd >= 0 ? selectionEnd : end)
    } else if (cursor >= 0) native.setSelectionRange(cursor, cursor)
  }
  return {
    update(names) {
      const { props } = own
      native.disabled = props.disabled
      native.placeholder = props.placeholder
      if (props.maxlength >= 0) native.maxLength = props.maxlength
      else native.removeAttribute('maxlength')
      native.enterKeyHint = ENTER_KEYS.has(props.confirmType) ? props.confirmType : 'enter'
      placeholder.textContent = props.placeholder
      placeholder.className = `input-placeholder ${scopedClass(own.component, props.placeholderClass)}`
      placeholder.style.cssText = props.placeholderStyle
      if (names.has('value')) {
        write(props.maxlength >= 0 ? props.value.slice(0, props.maxlength) : props.value)
      }
      // After the template pass: the element is in the page only then, and both send events.
      if (names.has('focus')) {
        queueMicrotask(() => {
          if (own.props.focus) focus()
          else native.blur()
        })
      }
      const moved = ['cursor', 'selectionStart', 'selectionEnd'].some((name) => names.has(name))
      if (moved && document.activeElement === native) focus()
    },
    attached() {
      if (own.props.focus || own.props.autoFocus) requestAnimationFrame(focus)
    },
    field: {
      value: () => own.props.value,
      reset: () => own.set({ value: '' }),
    },
    activate: focus,
  }
}
