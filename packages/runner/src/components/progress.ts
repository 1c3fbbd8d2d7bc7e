import { announce } from './press.js'
import { anything, builtIn } from './define.js'
import { clamp, element } from './dom.js'

/** A size in CSS: numbers are pixels. */
const length = (value: unknown) =>
  typeof value === 'number' || /^[\d.]+$/.test(String(value)) ? `${Number(value)}px` : String(value)

export const progress = builtIn({
  properties: {
    percent: 0,
    showInfo: false,
    borderRadius: anything<unknown>(0),
    fontSize: anything<unknown>(16),
    strokeWidth: anything<unknown>(6),
    color: '#07c160',
    activeColor: '',
    backgroundColor: '#ebebeb',
    active: false,
    activeMode: 'backwards',
    duration: 30,
  },
  mount(own) {
    const inner = element('div', 'wx-progress-inner-bar')
    const bar = element('div', 'wx-progress-bar', inner)
    const info = element('p', 'wx-progress-info')
    own.host.append(bar, info)
    own.host.setAttribute('role', 'progressbar')
    let shown = 0
    inner.addEventListener('transitionend', () => own.emit('activeend', { curPercent: shown }))

    let isWaiting = false
    const advance = () => {
      isWaiting = false
      const { active, activeMode, duration, percent } = own.props
      const from = activeMode === 'forwards' ? shown : 0
      shown = clamp(percent, 0, 100)
      inner.style.transitionDuration = '0s'
      if (active) {
        inner.style.width = `${from}%`
        // Layout is asked for, or the browser would merge both widths into one.
        inner.getBoundingClientRect()
        inner.style.transitionDuration = `${Math.abs(shown - from) * duration}ms`
      }
      inner.style.width = `${shown}%`
    }
    return {
      update(changed) {
        const { props } = own
        bar.style.cssText = `height:${length(props.strokeWidth)};border-radius:${length(props.borderRadius)};background-color:${props.backgroundColor}`
        inner.style.backgroundColor = props.activeColor || props.color
        info.hidden = !props.showInfo
        info.style.fontSize = length(props.fontSize)
        info.textContent = `${clamp(props.percent, 0, 100)}%`
        announce(own.host, { valuenow: clamp(props.percent, 0, 100) })
        if (isWaiting || !(changed.has('percent') || changed.has('active'))) return
        // Once for all that a template writes before the element is in the page.
        isWaiting = true
        queueMicrotask(advance)
      },
    }
  },
})
