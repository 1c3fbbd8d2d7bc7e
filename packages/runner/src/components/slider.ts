import { builtIn } from './define.js'
import { clamp, drag, element } from './dom.js'
import { announce } from './press.js'

const KEY_STEPS: Readonly<Record<string, number>> = {
  ArrowLeft: -1,
  ArrowDown: -1,
  ArrowRight: 1,
  ArrowUp: 1,
  PageDown: -10,
  PageUp: 10,
  Home: Number.NEGATIVE_INFINITY,
  End: Number.POSITIVE_INFINITY,
}

export const slider = builtIn({
  properties: {
    name: '',
    min: 0,
    max: 100,
    step: 1,
    value: 0,
    disabled: false,
    color: '#e9e9e9',
    selectedColor: '#07c160',
    activeColor: '',
    backgroundColor: '',
    blockSize: 28,
    blockColor: '#ffffff',
    showValue: false,
  },
  reflect: ['disabled'],
  mount(own) {
    const track = element('div', 'wx-slider-track')
    const handle = element('div', 'wx-slider-handle')
    const bar = element('div', 'wx-slider-handle-wrapper', track, handle)
    const shownValue = element('span', 'wx-slider-value')
    const area = element('div', 'wx-slider-tap-area', bar)
    own.host.append(area, shownValue)
    own.host.setAttribute('role', 'slider')

    /** The nearest value that the steps from `min` reach. */
    const snap = (value: number) => {
      const { min, max, step } = own.props
      const size = step > 0 ? step : 1
      // Twelve digits drop what 0.1 + 0.2 leaves behind.
      return Number(clamp(min + Math.round((value - min) / size) * size, min, max).toPrecision(12))
    }
    const under = ({ clientX }: MouseEvent) => {
      const { left, width } = bar.getBoundingClientRect()
      const { min, max } = own.props
      return snap(min + clamp((clientX - left) / width, 0, 1) * (max - min))
    }
    const slideTo = (value: number, event: 'change' | 'changing') => {
      if (value === own.props.value || own.props.disabled) return
      own.set({ value })
      own.emit(event, { value })
    }
    let before = 0
    /** Whether a click is what ends the drag: it has told its end already. */
    let isDragged = false
    drag(area, {
      axis: () => 'x',
      start: () => {
        before = own.props.value
        isDragged = false
        return !own.props.disabled
      },
      move: (_distance, event) => {
        isDragged = true
        slideTo(under(event), 'changing')
      },
      end() {
        const { value } = own.props
        if (value !== before) own.emit('change', { value })
      },
    })
    area.addEventListener('click', (event) => {
      if (!isDragged) slideTo(under(event), 'change')
    })
    own.host.addEventListener('keydown', ({ key }) => {
      const steps = KEY_STEPS[key]
      if (steps === undefined) return
      const { min, max, step, value } = own.props
      const wanted = Number.isFinite(steps) ? snap(value + steps * step) : steps < 0 ? min : max
      slideTo(wanted, 'change')
    })
    return {
      update() {
        const { props } = own
        const value = clamp(props.value, props.min, props.max)
        const share = props.max > props.min ? (value - props.min) / (props.max - props.min) : 0
        const size = clamp(props.blockSize, 12, 28)
        bar.style.backgroundColor = props.backgroundColor || props.color
        track.style.width = `${share * 100}%`
        track.style.backgroundColor = props.activeColor || props.selectedColor
        handle.style.cssText = `left:${share * 100}%;width:${size}px;height:${size}px;background-color:${props.blockColor}`
        shownValue.hidden = !props.showValue
        shownValue.textContent = `${value}`
        const { min, max, disabled } = props
        announce(own.host, { valuemin: min, valuemax: max, valuenow: value, disabled })
      },
      field: { value: () => own.props.value, reset: () => own.set({ value: own.props.min }) },
    }
  },
})
