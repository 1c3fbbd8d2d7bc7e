import { builtIn } from './define.js'
import { hover, hoverProperties } from './hover.js'
import { pressable } from './press.js'
import type { NavigateKind } from './services.js'

const KINDS: Readonly<Record<string, NavigateKind>> = {
  navigate: 'navigateTo',
  redirect: 'redirectTo',
  switchTab: 'switchTab',
  reLaunch: 'reLaunch',
  navigateBack: 'navigateBack',
  exit: 'exitMiniProgram',
}

export const navigator = builtIn({
  properties: {
    ...hoverProperties('navigator-hover', 50, 600),
    target: 'self',
    url: '',
    openType: 'navigate',
    delta: 1,
    appId: '',
    path: '',
    shortLink: '',
  },
  reflect: ['url', 'openType'],
  mount(own) {
    hover(own)
    pressable(own, 'link')
    own.component.addListener('tap', () => {
      const { target, url, openType, delta } = own.props
      const kind = KINDS[openType]
      if (target === 'self' && kind) {
        return own.services.navigate(kind, kind === 'navigateBack' ? { delta } : { url })
      }
      const errMsg = `navigator:fail target "${target}" with open-type "${openType}" is not supported`
      own.emit('fail', { errMsg })
      own.emit('complete', { errMsg })
    })
    return {}
  },
})
