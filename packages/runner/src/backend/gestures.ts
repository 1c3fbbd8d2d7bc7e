/** A finger, or the mouse that stands in for one. */
export type TouchPoint = {
  identifier: number
  clientX: number
  clientY: number
  /** From the top left corner of the page, which scrolls. */
  pageX: number
  pageY: number
}

export type TouchLists = { touches: TouchPoint[]; changedTouches: TouchPoint[] }

export type GestureSink = {
  /** Returns whether the program listens, and whether one of its listeners was a `catch`. */
  send(
    target: EventTarget | null,
    type: string,
    detail: object,
    touches: TouchLists,
    original: Event,
  ): { heard: boolean; caught: boolean }
  /** How far the page under a point is scrolled. */
  scrollOffset(target: EventTarget | null): { left: number; top: number }
}

const TAP_RADIUS_PX = 10
const LONG_PRESS_MS = 350
const MOUSE = 0

type Press = {
  target: EventTarget | null
  x: number
  y: number
  timer: ReturnType<typeof setTimeout> | undefined
  /** The finger went too far, or a long press was heard: what follows is no tap. */
  spent: boolean
}

const isDisabled = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('wx-button[disabled]') !== null

/**
 * Turns the browser's touch, mouse and click events below an element into WeChat's `touchstart`,
 * `touchmove`, `touchend`, `touchcancel`, `tap`, `longpress` and `longtap`.
 */
export const listenForGestures = (root: HTMLElement, sink: GestureSink) => {
  const presses = new Map<number, Press>()
  /** The end of the last press decides whether the click that follows it is a tap. */
  let lastPressSpent = false

  const pointAt = (
    target: EventTarget | null,
    identifier: number,
    { clientX, clientY }: { clientX: number; clientY: number },
  ): TouchPoint => {
    const { left, top } = sink.scrollOffset(target)
    return { identifier, clientX, clientY, pageX: clientX + left, pageY: clientY + top }
  }

  const detailOf = ({ pageX, pageY }: TouchPoint) => ({ x: pageX, y: pageY })

  const begin = (event: Event, point: TouchPoint, touches: TouchLists) => {
    const press: Press = {
      target: event.target,
      x: point.clientX,
      y: point.clientY,
      timer: undefined,
      spent: false,
    }
    press.timer = setTimeout(() => {
      if (isDisabled(press.target)) return
      const sent = ['longpress', 'longtap'].map((type) =>
        sink.send(press.target, type, detailOf(point), touches, event),
      )
      press.spent ||= sent.some(({ heard }) => heard)
    }, LONG_PRESS_MS)
    presses.set(point.identifier, press)
  }

  const follow = ({ identifier, clientX, clientY }: TouchPoint) => {
    const press = presses.get(identifier)
    if (!press || Math.hypot(clientX - press.x, clientY - press.y) <= TAP_RADIUS_PX) return
    clearTimeout(press.timer)
    press.spent = true
  }

  const end = ({ identifier }: TouchPoint) => {
    const press = presses.get(identifier)
    if (!press) return
    clearTimeout(press.timer)
    lastPressSpent = press.spent
    presses.delete(identifier)
  }

  const onTouch = (event: TouchEvent) => {
    const points = (list: TouchList) =>
      [...list].map((touch) => pointAt(event.target, touch.identifier, touch))
    const lists = { touches: points(event.touches), changedTouches: points(event.changedTouches) }
    for (const point of lists.changedTouches) {
      if (event.type === 'touchstart') begin(event, point, lists)
      else if (event.type === 'touchmove') follow(point)
      else end(point)
    }
    const { caught } = sink.send(event.target, event.type, {}, lists, event)
    // A caught move does not scroll; a caught start still becomes a tap, as in WeChat.
    if (caught && event.type === 'touchmove' && event.cancelable) event.preventDefault()
  }

  const onMouseDown = (down: PointerEvent) => {
    if (down.pointerType !== 'mouse' || down.button !== 0) return
    const { target } = down
    const lists = (event: PointerEvent, pressed: boolean): TouchLists => {
      const point = pointAt(target, MOUSE, event)
      return { touches: pressed ? [point] : [], changedTouches: [point] }
    }
    const sendMouse = (type: string, event: PointerEvent, touches: TouchLists) =>
      sink.send(target, type, {}, touches, event)
    const onMove = (event: PointerEvent) => {
      const touches = lists(event, true)
      touches.changedTouches.forEach(follow)
      sendMouse('touchmove', event, touches)
    }
    const onUp = (event: PointerEvent) => {
      listening.abort()
      const touches = lists(event, false)
      touches.changedTouches.forEach(end)
      sendMouse(event.type === 'pointerup' ? 'touchend' : 'touchcancel', event, touches)
    }
    const listening = new AbortController()
    const { signal } = listening
    document.addEventListener('pointermove', onMove, { signal })
    document.addEventListener('pointerup', onUp, { signal })
    document.addEventListener('pointercancel', onUp, { signal })
    const touches = lists(down, true)
    touches.changedTouches.forEach((point) => begin(down, point, touches))
    sendMouse('touchstart', down, touches)
  }

  const onClick = (event: MouseEvent) => {
    const spent = lastPressSpent
    lastPressSpent = false
    if (spent || isDisabled(event.target)) return
    const point = pointAt(event.target, MOUSE, event)
    const touches = { touches: [], changedTouches: [point] }
    sink.send(event.target, 'tap', detailOf(point), touches, event)
  }

  for (const type of ['touchstart', 'touchmove', 'touchend', 'touchcancel'] as const) {
    root.addEventListener(type, onTouch, { passive: type !== 'touchmove' })
  }
  root.addEventListener('pointerdown', onMouseDown)
  root.addEventListener('click', onClick)
}
