import { anything, builtIn } from './define.js'
import { hostOf } from './dom.js'

/** A length as programs write it: a number or a numeric string is in pixels. */
const pixels = (value: unknown) => Number.parseFloat(String(value)) || 0

export const scrollView = builtIn({
  properties: {
    scrollX: false,
    scrollY: false,
    upperThreshold: anything<unknown>(50),
    lowerThreshold: anything<unknown>(50),
    scrollTop: anything<unknown>(0),
    scrollLeft: anything<unknown>(0),
    scrollIntoView: '',
    scrollWithAnimation: false,
    enableBackToTop: false,
    enableFlex: false,
    scrollAnchoring: false,
    enhanced: false,
    bounces: true,
    showScrollbar: true,
    pagingEnabled: false,
    type: '',
  },
  reflect: ['scrollX', 'scrollY', 'enableFlex', 'scrollAnchoring', 'showScrollbar'],
  mount(own) {
    const { host } = own
    let [left, top] = [0, 0]
    // Each edge is announced once, when it comes within its threshold.
    const near = new Set<string>(['top', 'left'])
    const edge = (direction: string, distance: number, threshold: unknown, type: string) => {
      const isNear = distance <= pixels(threshold)
      if (isNear && !near.has(direction)) own.emit(type, { direction })
      if (isNear) near.add(direction)
      else near.delete(direction)
    }
    host.addEventListener('scroll', () => {
      const { scrollLeft, scrollTop, scrollWidth, scrollHeight } = host
      const [deltaX, deltaY] = [left - scrollLeft, top - scrollTop]
      ;[left, top] = [scrollLeft, scrollTop]
      own.emit('scroll', { scrollLeft, scrollTop, scrollHeight, scrollWidth, deltaX, deltaY })
      const { scrollX, scrollY, upperThreshold, lowerThreshold } = own.props
      if (scrollY && deltaY !== 0) {
        edge('top', scrollTop, upperThreshold, 'scrolltoupper')
        const below = scrollHeight - scrollTop - host.clientHeight
        edge('bottom', below, lowerThreshold, 'scrolltolower')
      }
      if (scrollX && deltaX !== 0) {
        edge('left', scrollLeft, upperThreshold, 'scrolltoupper')
        const beyond = scrollWidth - scrollLeft - host.clientWidth
        edge('right', beyond, lowerThreshold, 'scrolltolower')
      }
    })

    const behavior = () => (own.props.scrollWithAnimation ? 'smooth' : 'instant')
    const showChild = () => {
      const child = own.component.ownerShadowRoot?.getElementById(own.props.scrollIntoView)
      const found = child?.asGeneralComponent()
      if (!found) return
      const [to, from] = [hostOf(found), host].map((one) => one.getBoundingClientRect())
      if (!to || !from) return
      host.scrollTo({
        ...(own.props.scrollY && { top: host.scrollTop + to.top - from.top - host.clientTop }),
        ...(own.props.scrollX && { left: host.scrollLeft + to.left - from.left - host.clientLeft }),
        behavior: behavior(),
      })
    }
    let wanted = new Set<string>()
    const apply = () => {
      // Its page may have gone since.
      if (!host.isConnected) return
      const names = wanted
      wanted = new Set()
      const { scrollTop, scrollLeft, scrollIntoView } = own.props
      if (names.has('scrollTop')) host.scrollTo({ top: pixels(scrollTop), behavior: behavior() })
      if (names.has('scrollLeft')) host.scrollTo({ left: pixels(scrollLeft), behavior: behavior() })
      if (names.has('scrollIntoView') && scrollIntoView) showChild()
    }
    const schedule = () => requestAnimationFrame(apply)
    return {
      update(changed) {
        for (const name of ['scrollTop', 'scrollLeft', 'scrollIntoView']) {
          if (changed.has(name)) wanted.add(name)
        }
        // The children that one template pass adds come after the properties.
        if (wanted.size > 0 && host.isConnected) schedule()
      },
      attached: schedule,
    }
  },
})
