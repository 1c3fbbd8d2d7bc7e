import { drag } from './dom.js'

const SETTLE_MS = 80
const KEY_STEPS: Readonly<Record<string, number>> = { ArrowUp: -1, ArrowDown: 1 }

export type Wheel = {
  /** Puts a row in the middle, at once; a wheel that rests there already is left alone. */
  go(index: number): void
  /** Takes the row of now, though the wheel still rolls: the user has seen enough. */
  settle(): void
  stop(): void
}

/**
 * Makes a scroller whose rows all have one height a wheel with one row in the middle. Touch and
 * mouse wheels scroll natively; dragging with a mouse, clicking a row and arrow keys are added.
 * `settled` hears of each row that the user has rolled to, `started` of each roll.
 */
export const wheel = (
  scroller: HTMLElement,
  rowHeight: () => number,
  settled: (index: number) => void,
  started?: () => void,
): Wheel => {
  let current = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  const here = () => Math.max(0, Math.round(scroller.scrollTop / (rowHeight() || 1)))
  const roll = (index: number, behavior: ScrollBehavior) => {
    scroller.scrollTo({ top: index * rowHeight(), behavior })
  }
  /** Nothing is to be done for a row that is in its place, nor while the user rolls. */
  const rests = (index: number) => timer !== undefined || rowHeight() === 0 || here() === index
  const settle = () => {
    timer = undefined
    const index = here()
    const moved = index !== current
    current = index
    if (moved) settled(index)
  }

  scroller.tabIndex = 0
  const ended = new AbortController()
  const onScroll = () => {
    if (timer === undefined && here() === current) return
    if (timer === undefined) started?.()
    clearTimeout(timer)
    timer = setTimeout(settle, SETTLE_MS)
  }
  scroller.addEventListener('scroll', onScroll, { signal: ended.signal })
  scroller.addEventListener('keydown', (event) => {
    const step = KEY_STEPS[event.key]
    if (step === undefined) return
    event.preventDefault()
    roll(here() + step, 'smooth')
  })
  scroller.addEventListener('click', ({ clientY }) => {
    const { top, height } = scroller.getBoundingClientRect()
    const rows = Math.round((clientY - top - height / 2) / (rowHeight() || 1))
    if (rows !== 0 && !dragged) roll(here() + rows, 'smooth')
    dragged = false
  })
  let dragged = false
  let startTop = 0
  drag(scroller, {
    axis: () => 'y',
    start: ({ pointerType }) => {
      startTop = scroller.scrollTop
      dragged = false
      return pointerType === 'mouse'
    },
    move(distance) {
      dragged = true
      scroller.style.scrollSnapType = 'none'
      scroller.scrollTop = startTop - distance
    },
    end() {
      scroller.style.scrollSnapType = ''
      roll(here(), 'smooth')
    },
  })
  // A wheel in a page that was hidden has no height and loses its place.
  const resized = new ResizeObserver(() => {
    if (!rests(current)) roll(current, 'instant')
  })
  resized.observe(scroller)

  return {
    go(index) {
      if (index === current && rests(index)) return
      current = Math.max(0, index)
      roll(current, 'instant')
    },
    settle() {
      clearTimeout(timer)
      settle()
    },
    stop() {
      // The last scroll event of a scroller comes after it has left the page, and says 0.
      ended.abort()
      resized.disconnect()
      clearTimeout(timer)
    },
  }
}
