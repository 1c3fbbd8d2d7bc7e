import type { Point } from './zoom.js'

/** What fingers, a mouse or a wheel do on an element; points are from its middle, in its own pixels. */
export interface GestureListener {
  /** One finger moves: from where it began, for as long as it is down. */
  drag(axis: 'x' | 'y', by: Point, step: Point): void
  /** @param speed Pixels per millisecond of the last moment. */
  dragEnd(axis: 'x' | 'y', by: Point, speed: Point): void
  /** Two fingers, or a wheel: a factor since the last time, around a point. */
  pinch(factor: number, around: Point): void
  pinchEnd(): void
  tap(at: Point): void
  doubleTap(at: Point): void
  longPress(): void
}

const SLOP_PX = 8
const LONG_PRESS_MS = 550
const DOUBLE_TAP_MS = 280
const WHEEL_STEP = 0.0025
/** A wheel has no end of its own. */
const WHEEL_END_MS = 150

interface Pointer {
  readonly start: Point
  at: Point
  speed: Point
  time: number
}

const between = (a: Point, b: Point): Point => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 })
const distance = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y)
const difference = (a: Point, b: Point): Point => ({ x: a.x - b.x, y: a.y - b.y })

/**
 * Listens on the element alone, by capturing its pointers: the window that they belong to may be another one
 * than the script's, and the element may be drawn smaller than it is. The result stops it.
 */
export const listenToGestures = (element: HTMLElement, listener: GestureListener): (() => void) => {
  const stopped = new AbortController()
  const pointers = new Map<number, Pointer>()
  let axis: 'x' | 'y' | undefined
  let pinching: { distance: number } | undefined
  /** Whether what goes on can still become a tap. */
  let still = false
  /** Whether a finger that lies still has been taken for a long press. */
  let pressed = false
  let pressTimer: ReturnType<typeof setTimeout> | undefined
  let tapTimer: ReturnType<typeof setTimeout> | undefined
  let wheelTimer: ReturnType<typeof setTimeout> | undefined

  const pointOf = ({ clientX, clientY }: MouseEvent): Point => {
    const { left, top, width, height } = element.getBoundingClientRect()
    return {
      x: ((clientX - left) / width - 0.5) * element.offsetWidth,
      y: ((clientY - top) / height - 0.5) * element.offsetHeight,
    }
  }
  const press = () => {
    if (!still) return
    still = false
    pressed = true
    listener.longPress()
  }
  const down = (event: PointerEvent) => {
    if (event.button !== 0 || isControl(event)) return
    const at = pointOf(event)
    pointers.set(event.pointerId, { start: at, at, speed: { x: 0, y: 0 }, time: event.timeStamp })
    still = pointers.size === 1
    pressed = false
    clearTimeout(pressTimer)
    if (still) pressTimer = setTimeout(press, LONG_PRESS_MS)
    const [a, b] = [...pointers.values()]
    if (a && b && axis === undefined) pinching = { distance: distance(a.at, b.at) }
  }
  const move = (event: PointerEvent) => {
    const pointer = pointers.get(event.pointerId)
    if (pointer === undefined) return
    const at = pointOf(event)
    const step = difference(at, pointer.at)
    const ms = Math.max(1, event.timeStamp - pointer.time)
    pointer.speed = { x: step.x / ms, y: step.y / ms }
    pointer.at = at
    pointer.time = event.timeStamp
    const by = difference(at, pointer.start)
    if (still && Math.hypot(by.x, by.y) > SLOP_PX) {
      still = false
      axis = Math.abs(by.x) > Math.abs(by.y) ? 'x' : 'y'
    }
    // Not before it is no tap: a captured pointer clicks nothing else.
    if (!still) element.setPointerCapture(event.pointerId)
    const [a, b] = [...pointers.values()]
    if (pinching !== undefined && a && b) {
      const now = distance(a.at, b.at)
      listener.pinch(now / Math.max(1, pinching.distance), between(a.at, b.at))
      pinching = { distance: now }
    } else if (axis !== undefined && pointers.size === 1) listener.drag(axis, by, step)
  }
  const up = (event: PointerEvent) => {
    const pointer = pointers.get(event.pointerId)
    if (pointer === undefined) return
    pointers.delete(event.pointerId)
    clearTimeout(pressTimer)
    if (pinching !== undefined) {
      pinching = undefined
      listener.pinchEnd()
    } else if (axis !== undefined) {
      listener.dragEnd(axis, difference(pointer.at, pointer.start), pointer.speed)
    } else if (still && event.type === 'pointerup') tap(pointer.at)
    axis = undefined
    still = false
  }
  const tap = (at: Point) => {
    if (tapTimer !== undefined) {
      clearTimeout(tapTimer)
      tapTimer = undefined
      listener.doubleTap(at)
      return
    }
    tapTimer = setTimeout(() => {
      tapTimer = undefined
      listener.tap(at)
    }, DOUBLE_TAP_MS)
  }
  /** What a long press has opened lies under the finger by now, and is not what it clicks. */
  const lift = (event: TouchEvent) => {
    if (pressed) event.preventDefault()
  }
  const wheel = (event: WheelEvent) => {
    event.preventDefault()
    listener.pinch(Math.exp(-event.deltaY * WHEEL_STEP), pointOf(event))
    clearTimeout(wheelTimer)
    wheelTimer = setTimeout(() => listener.pinchEnd(), WHEEL_END_MS)
  }
  const menu = (event: Event) => {
    if (isControl(event)) return
    event.preventDefault()
    clearTimeout(pressTimer)
    // A finger's long press is told twice.
    if (pressed && pointers.size > 0) return
    still = true
    press()
  }

  const { signal } = stopped
  element.addEventListener('pointerdown', down, { signal })
  element.addEventListener('pointermove', move, { signal })
  element.addEventListener('pointerup', up, { signal })
  element.addEventListener('pointercancel', up, { signal })
  element.addEventListener('touchend', lift, { signal, passive: false })
  element.addEventListener('wheel', wheel, { signal, passive: false })
  element.addEventListener('contextmenu', menu, { signal })
  return () => {
    stopped.abort()
    for (const timer of [pressTimer, tapTimer, wheelTimer]) clearTimeout(timer)
  }
}

const isControl = ({ target }: Event): boolean =>
  (target as Element | null)?.closest('button') !== null
