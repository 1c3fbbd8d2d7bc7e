import { TEMPORARY, anything } from './define.js'
import type { Own } from './define.js'

/** Properties of everything that shows that it is pressed. `hover-class="none"` shows nothing. */
export const hoverProperties = (hoverClass: string, startMs: number, stayMs: number) => ({
  hoverClass: anything<unknown>(hoverClass),
  hoverStopPropagation: false,
  hoverStartTime: startMs,
  hoverStayTime: stayMs,
})

type Hover = Own<ReturnType<typeof hoverProperties>>
const pressables = new WeakMap<Element, { press(): void; stops(): boolean }>()

/** One listener for all: most views never show that they are pressed. */
const listen = (page: Document) => {
  page.addEventListener('pointerdown', ({ target }) => {
    let host = target instanceof Element ? target : null
    for (; host; host = host.parentElement) {
      const pressable = pressables.get(host)
      pressable?.press()
      if (pressable?.stops()) return
    }
  })
}
const listening = new WeakSet<Document>()

/** Gives the host its `hover-class` while it is pressed. */
export const hover = (own: Hover, isDisabled: () => boolean = () => false) => {
  const { host, component } = own
  const page = host.ownerDocument
  if (!listening.has(page)) {
    listening.add(page)
    listen(page)
  }
  let timer: ReturnType<typeof setTimeout> | undefined
  const showIn = (delayMs: number, names: string) => {
    clearTimeout(timer)
    timer = setTimeout(() => {
      // Scoped as the template's own classes are; the defaults, `…-hover`, are known to our sheet.
      component.setNodeClass(names, TEMPORARY)
      host.toggleAttribute('pressed', names !== '')
    }, delayMs)
  }
  pressables.set(host, {
    stops: () => own.props.hoverStopPropagation,
    press() {
      const names = own.props.hoverClass
      if (typeof names !== 'string' || names === '' || names === 'none' || isDisabled()) return
      const released = new AbortController()
      const release = () => {
        released.abort()
        showIn(own.props.hoverStayTime, '')
      }
      page.addEventListener('pointerup', release, { signal: released.signal })
      page.addEventListener('pointercancel', release, { signal: released.signal })
      showIn(own.props.hoverStartTime, names)
    },
  })
}
