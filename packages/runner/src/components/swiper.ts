import { builtIn } from './define.js'
import { clamp, componentOf, drag, element } from './dom.js'

const easeOutCubic = (t: number) => 1 - (1 - t) ** 3
const EASINGS: Readonly<Record<string, (t: number) => number>> = {
  default: easeOutCubic,
  linear: (t) => t,
  easeInCubic: (t) => t ** 3,
  easeOutCubic,
  easeInOutCubic: (t) => (t < 0.5 ? 4 * t ** 3 : 1 - (2 - 2 * t) ** 3 / 2),
}
/** A flick this fast, in slides per millisecond, turns to the next slide however short it is. */
const FLICK = 0.0008

export const swiper = builtIn({
  properties: {
    indicatorDots: false,
    indicatorColor: 'rgba(0, 0, 0, .3)',
    indicatorActiveColor: '#000000',
    autoplay: false,
    current: 0,
    interval: 5000,
    duration: 500,
    circular: false,
    vertical: false,
    previousMargin: '0px',
    nextMargin: '0px',
    snapToEdge: false,
    displayMultipleItems: 1,
    easingFunction: 'default',
  },
  reflect: ['vertical'],
  mount(own) {
    const slot = element('div', 'wx-swiper-slide-frame')
    const slides = element('div', 'wx-swiper-slides', slot)
    const dots = element('div', 'wx-swiper-dots')
    own.host.append(element('div', 'wx-swiper-wrapper', slides, dots))

    const items = () => [...slot.children] as HTMLElement[]
    const shown = () => Math.max(1, own.props.displayMultipleItems)
    const isCircle = () => own.props.circular && items().length > shown()
    const last = () => Math.max(0, items().length - shown())
    const indexOf = (turned: number) => {
      const count = items().length
      return isCircle() ? ((turned % count) + count) % count : clamp(turned, 0, last())
    }

    /** The slide that is shown, or on its way in. */
    let active = 0
    /** Where the frame stands, counted in slides; a fraction while it moves. */
    let position = 0
    let frame = 0
    let timer: ReturnType<typeof setTimeout> | undefined

    const place = (at: number) => {
      position = at
      const all = items()
      const axis = own.props.vertical ? 'Y' : 'X'
      const spare = (all.length - shown()) / 2
      for (const [index, item] of all.entries()) {
        const offset = index - position
        // On a circle a slide has a place in every round: the nearest one is taken.
        const rounds = isCircle() ? Math.floor((offset + spare) / all.length) : 0
        item.style.transform = `translate${axis}(${(offset - rounds * all.length) * 100}%)`
      }
    }
    const move = (to: number) => {
      place(to)
      const { width, height } = slot.getBoundingClientRect()
      const distance = (position - active) / shown()
      const { vertical } = own.props
      own.emit('transition', {
        dx: vertical ? 0 : distance * width,
        dy: vertical ? distance * height : 0,
      })
    }
    const animate = (to: number, done: () => void) => {
      cancelAnimationFrame(frame)
      const [from, began] = [position, performance.now()]
      const ease = EASINGS[own.props.easingFunction] ?? easeOutCubic
      const step = (now: number) => {
        const share = clamp((now - began) / Math.max(1, own.props.duration), 0, 1)
        move(from + (to - from) * ease(share))
        if (share < 1) frame = requestAnimationFrame(step)
        else done()
      }
      frame = requestAnimationFrame(step)
    }

    const paintDots = () => {
      const { indicatorDots, indicatorColor, indicatorActiveColor } = own.props
      const count = indicatorDots ? items().length : 0
      dots.replaceChildren(
        ...Array.from({ length: count }, (_, index) => {
          const isActive = index === active
          const dot = element(
            'div',
            isActive ? 'wx-swiper-dot wx-swiper-dot-active' : 'wx-swiper-dot',
          )
          dot.style.backgroundColor = isActive ? indicatorActiveColor : indicatorColor
          return dot
        }),
      )
    }
    const play = () => {
      clearTimeout(timer)
      if (!own.props.autoplay || items().length <= shown()) return
      timer = setTimeout(() => {
        // A swiper in a page that is not on top waits.
        if (own.host.offsetWidth === 0) return play()
        turn(active === last() && !isCircle() ? 0 : active + 1, 'autoplay')
      }, own.props.interval)
    }
    /** Turns to a slide; on a circle, numbers past the ends name the slides of the next round. */
    const turn = (to: number, source: 'autoplay' | 'touch' | '') => {
      const current = indexOf(to)
      const data = componentOf(items()[current])?.data as { itemId?: string } | undefined
      const detail = { current, currentItemId: data?.itemId ?? '', source }
      const changed = current !== active
      active = current
      paintDots()
      play()
      animate(isCircle() ? to : current, () => {
        place(current)
        own.emit('animationfinish', detail)
      })
      if (!changed) return
      if (own.props.current !== current) own.set({ current })
      own.emit('change', detail)
    }
    /** Shows `current` without turning: at first, and when slides come or go. */
    const reset = () => {
      cancelAnimationFrame(frame)
      active = indexOf(own.props.current)
      place(active)
      paintDots()
      play()
    }

    const inSlides = (distance: number) =>
      (-distance * shown()) / (own.props.vertical ? slot.offsetHeight : slot.offsetWidth)
    drag(own.host, {
      axis: () => (own.props.vertical ? 'y' : 'x'),
      start: () => items().length > shown(),
      move(distance) {
        clearTimeout(timer)
        cancelAnimationFrame(frame)
        const to = active + inSlides(distance)
        move(isCircle() ? to : clamp(to, 0, last()))
      },
      end(distance, durationMs) {
        const moved = inSlides(distance)
        const isFlick = Math.abs(moved) / Math.max(1, durationMs) > FLICK
        const steps = isFlick && Math.abs(moved) < 1 ? Math.sign(moved) : Math.round(moved)
        turn(isCircle() ? active + steps : clamp(active + steps, 0, last()), 'touch')
      },
    })

    const children = new MutationObserver(reset)
    return {
      slot,
      update(changed) {
        const { vertical, previousMargin, nextMargin } = own.props
        slides.style.inset = vertical
          ? `${previousMargin} 0 ${nextMargin}`
          : `0 ${nextMargin} 0 ${previousMargin}`
        slot.style.setProperty('--shown', `${shown()}`)
        if (!own.host.isConnected) return
        place(position)
        paintDots()
        play()
        // Its events wait until the template pass that changed `current` is over.
        queueMicrotask(() => {
          if (changed.has('current') && own.props.current !== active) turn(own.props.current, '')
        })
      },
      attached() {
        children.observe(slot, { childList: true })
        reset()
      },
      detached() {
        children.disconnect()
        cancelAnimationFrame(frame)
        clearTimeout(timer)
      },
    }
  },
})

export const swiperItem = builtIn({ properties: { itemId: '', skipHiddenItemLayout: false } })
