import { builtIn } from './define.js'
import { formOf } from './form.js'
import { hover, hoverProperties } from './hover.js'
import { announce, pressable, tap } from './press.js'

export const button = builtIn({
  properties: {
    ...hoverProperties('button-hover', 20, 70),
    size: 'default',
    type: 'default',
    plain: false,
    disabled: false,
    loading: false,
    formType: '',
    openType: '',
  },
  // The backend asks `wx-button[disabled]` before it sends a tap.
  reflect: ['size', 'type', 'plain', 'disabled', 'loading', 'formType', 'openType'],
  mount(own) {
    const isDisabled = () => own.props.disabled
    hover(own, isDisabled)
    pressable(own, 'button', isDisabled)
    own.component.addListener('tap', () => {
      const { formType, openType, disabled } = own.props
      if (disabled) return
      if (openType === 'openSetting') {
        own.services.openSetting().then(
          (detail) => own.emit('opensetting', detail),
          (error: unknown) => own.services.reportError(error, 'button'),
        )
      } else if (openType === 'agreePrivacyAuthorization') {
        own.services.agreePrivacy(own.component.id)
        queueMicrotask(() => own.emit('agreeprivacyauthorization'))
      }
      if (formType !== 'submit' && formType !== 'reset') return
      // After the program's own bindtap, whose listener was added later than this one.
      queueMicrotask(() => formOf(own.host)?.[formType]())
    })
    return {
      update: () => announce(own.host, { disabled: own.props.disabled }),
      activate: () => {
        if (!own.props.disabled) tap(own)
      },
    }
  },
})
