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
    own.component.addListener('tap', (event) => {
      const control = target()
      const pressed = (event.getOriginalEvent() as Event | undefined)?.target ?? null
      // A tap on the control itself has had its effect; so has the one that a label makes of it.
      if (control && !hostOf(control).contains(pressed as Node | null)) {
        controlOf(control)?.activate?.()
      }
    })
    return {}
  },
})
