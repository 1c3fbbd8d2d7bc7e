import { anything, builtIn } from './define.js'
import { element } from './dom.js'
import { entryProperties, textEntry } from './text-entry.js'

/** 750 rpx are the width of the page. */
const toRpx = (px: number) => (px * 750) / document.documentElement.clientWidth

export const textarea = builtIn({
  properties: {
    ...entryProperties,
    confirmType: anything<string>('return'),
    autoHeight: false,
    fixed: false,
    showConfirmBar: true,
  },
  reflect: ['disabled', 'autoHeight'],
  mount(own) {
    const native = element('textarea', '') as HTMLTextAreaElement
    let lines = 0
    const measure = () => {
      if (!native.isConnected || native.clientWidth === 0) return
      native.style.height = '0'
      const height = native.scrollHeight
      native.style.height = own.props.autoHeight ? `${height}px` : ''
      const lineCount = Math.round(height / Number.parseFloat(getComputedStyle(native).lineHeight))
      if (lineCount === lines) return
      lines = lineCount
      own.emit('linechange', { height, heightRpx: toRpx(height), lineCount })
    }
    native.addEventListener('keydown', (event) => {
      // `return`, the default of this tag, breaks the line; other confirm types end the input.
      if (event.key !== 'Enter' || event.isComposing || own.props.confirmType === 'return') return
      event.preventDefault()
      own.emit('confirm', { value: native.value })
      if (!own.props.confirmHold) native.blur()
    })
    const entry = textEntry(own, native, () => queueMicrotask(measure))
    // Also sees the first layout, and the page that comes back into view.
    const resized = new ResizeObserver(measure)
    return {
      ...entry,
      attached() {
        resized.observe(own.host)
        entry.attached?.()
      },
      detached: () => resized.disconnect(),
    }
  },
})
