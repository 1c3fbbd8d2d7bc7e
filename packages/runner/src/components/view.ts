import { builtIn } from './define.js'
import { hover, hoverProperties } from './hover.js'

/** `<view>` and `<cover-view>`. */
export const view = builtIn({
  properties: hoverProperties('none', 50, 400),
  mount(own) {
    hover(own)
    return {}
  },
})
