import type { GeneralComponent } from 'glass-easel'
import { builtIn, controlOf } from './define.js'
import { componentOf, hostOf } from './dom.js'

const LABELABLE = 'wx-button,wx-checkbox,wx-radio,wx-switch,wx-input,wx-textarea'

export const label = builtIn({
  properties: { for: '' },
  mount(own) {
    const target = (): GeneralComponent | null => {
      const id = own.props.for
      if (!id) return componentOf(own.host.querySelector(LABELABLE))
      const found = own.component.ownerShadowRoot?.getElementById(id)
      return found?.asGeneralComponent() ?? null
    }
    let activating = false
    own.component.addListener('tap', (event) => {
      const control = target()
      const pressed = (event.getOriginalEvent() as Event | undefined)?.target ?? null
      // A tap on the control itself, or the one that this label makes, has had its effect.
      if (!control || activating || hostOf(control).contains(pressed as Node | null)) return
      activating = true
      controlOf(control)?.activate?.()
      activating = false
    })
    return {}
  },
})
