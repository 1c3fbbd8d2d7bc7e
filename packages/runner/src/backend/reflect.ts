import { Element } from 'glass-easel'
import { convertRpx } from './rpx.js'

/** `aB` in `dataset` is `data-a-b` in the document. */
const attributeOf = (name: string) =>
  `data-${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`

/**
 * glass-easel keeps id and dataset to itself, but style sheets select by `#id` and `[data-…]`; and
 * it hands inline styles on as written, with `rpx` in them. Teaches its elements to tell the document.
 */
export const reflectElements = () => {
  const prototype = Element.prototype
  const domOf = (element: Element) => element.getBackendElement() as globalThis.Element | null

  // eslint-disable-next-line @typescript-eslint/unbound-method -- called with its own `this` below
  const { setDataset, setNodeStyle } = prototype
  prototype.setDataset = function (name, value) {
    setDataset.call(this, name, value)
    const simple = typeof value !== 'object' && typeof value !== 'function'
    if (simple) domOf(this)?.setAttribute(attributeOf(name), String(value))
  }
  prototype.setNodeStyle = function (style, index) {
    setNodeStyle.call(this, convertRpx(style), index)
  }

  const id = Object.getOwnPropertyDescriptor(prototype, 'id')
  if (!id?.set) return
  const setId = id.set
  Object.defineProperty(prototype, 'id', {
    ...id,
    set(this: Element, value: unknown) {
      setId.call(this, value)
      domOf(this)?.setAttribute('id', String(value))
    },
  })
}
