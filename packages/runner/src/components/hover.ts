import { TEMPORARY, anything } from './define.js'
import type { Own } from './define.js'

/** Properties of everything that shows that it is pressed. `hover-class="none"` shows nothing. */
export const hoverProperties = (hoverClass: string, startMs: number, stayMs: number) => ({
  hoverClass: anything<unknown>(hoverClass),
  hoverStopPropagation: false,
  hoverStartTime: startMs,
  hoverStayTime: stayMs,
})

/** Presses that a descendant keeps to itself. */
const stopped = new WeakSet<Event>()

/** Gives the host its `hover-class` while it is pressed. */
export const hover = (
  own: Own<ReturnType<typeof hoverProperties>>,
  isDisabled: () => boolean = () => false,
) => {
  const { host, component } = own
  let timer: ReturnType<typeof setTimeout> | undefined
  const show = (names: string) => {
    // Scoped as the template's own classes are; `…-hover`, the default, is also known to our sheet.
    component.setNodeClass(names, TEMPORARY)
    host.toggleAttribute('pressed', names !== '')
  }
  host.addEventListener('pointerdown', (down) => {
    if (stopped.has(down)) return
    if (own.props.hoverStopPropagation) stopped.add(down)
    const names = own.props.hoverClass
    if (typeof names !== 'string' || names === '' || names === 'none' || isDisabled()) return
    const page = host.ownerDocument
    const release = () => {
      page.removeEventListener('pointerup', release)
      page.removeEventListener('pointercancel', release)
      clearTimeout(timer)
      timer = setTimeout(show, own.props.hoverStayTime, '')
    }
    page.addEventListener('pointerup', release)
    page.addEventListener('pointercancel', release)
    clearTimeout(timer)
    timer = setTimeout(show, own.props.hoverStartTime, names)
  })
}
