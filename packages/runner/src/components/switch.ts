import { builtIn } from './define.js'
import { element } from './dom.js'
import { announce, pressable } from './press.js'

export const toggle = builtIn({
  properties: { name: '', checked: false, disabled: false, type: 'switch', color: '#07c160' },
  reflect: ['checked', 'disabled', 'type'],
  mount(own) {
    const face = element('div', '')
    own.host.append(element('div', 'wx-switch-wrapper', face))
    const flip = () => {
      if (own.props.disabled) return
      own.set({ checked: !own.props.checked })
      own.emit('change', { value: own.props.checked })
    }
    own.component.addListener('tap', flip)
    pressable(own, 'switch')
    return {
      update() {
        const { checked, disabled, type, color } = own.props
        const name = type === 'checkbox' ? 'wx-checkbox-input' : 'wx-switch-input'
        face.className = checked ? `${name} ${name}-checked` : name
        face.style.setProperty('--color', color)
        announce(own.host, { checked, disabled })
      },
      field: { value: () => own.props.checked, reset: () => own.set({ checked: false }) },
      activate: flip,
    }
  },
})
