import { Element } from 'glass-easel'
import { convertStyle } from './inline-style.js'

type Primitive = string | number | boolean | undefined

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

  const { setDataset, setNodeStyle } = prototype
  prototype.setDataset = function (name, value) {
    setDataset.call(this, name, value)
    if (typeof value === 'object' || typeof value === 'function') return
    domOf(this)?.setAttribute(attributeOf(name), `${value as Primitive}`)
  }
  prototype.setNodeStyle = function (style, index) {
    setNodeStyle.call(this, convertStyle(style), index)
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
