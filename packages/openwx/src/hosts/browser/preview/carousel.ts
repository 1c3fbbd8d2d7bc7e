import type { PreviewRequest } from '../../../ports/pictures.js'
import type { Make } from '../dialogs/dom.js'
import type { GestureListener } from './gestures.js'
import { listenToGestures } from './gestures.js'
import type { Slide } from './slides.js'
import { createSlide } from './slides.js'
import type { PreviewWords } from './words.js'
import type { Size } from './zoom.js'
import { FITTED, movedBy, settled, zoomedAt } from './zoom.js'

/** Between two pictures, while one is pulled to the side. */
const GAP_PX = 20
/** How far, of the width, or how fast a picture is pulled to be left for the next. */
const TURN_SHARE = 0.22
const TURN_SPEED = 0.35
/** A pull at either end gives way this much. */
const END_SLACK = 0.3
const CLOSE_PX = 110
const FADE_PX = 500
const DOUBLE_TAP_SCALE = 2.5

export interface Carousel {
  readonly element: HTMLElement
  readonly current: number
  /** Goes on by so many, and stops at either end. */
  turn(steps: number): void
  dispose(): void
}

export interface CarouselEvents {
  turned(): void
  /** The user has pulled it down, or tapped on a picture. */
  close(): void
  menu(): void
  /** How much of what lies below shows through, 0 to 1. */
  fade(share: number): void
}

/** Pictures side by side; one is seen, and its neighbours are loaded. */
export const createCarousel = (
  make: Make,
  words: PreviewWords,
  request: PreviewRequest,
  events: CarouselEvents,
): Carousel => {
  const { items } = request
  const track = make('div', { class: 'track' })
  const element = make('div', { class: 'stage' }, track)
  const slides = new Map<number, Slide>()
  let current = request.current

  const stage = (): Size => ({ width: element.offsetWidth, height: element.offsetHeight })
  const shown = () => slides.get(current)
  const place = (offset: number, smoothly: boolean) => {
    track.classList.toggle('moving', smoothly)
    track.style.transform = `translateX(calc(${-current} * (100% + ${GAP_PX}px) + ${offset}px))`
  }
  /** Keeps those that can be seen soon, and no others: a hundred large pictures need the room of three. */
  const fill = () => {
    for (const [index, slide] of slides) {
      if (Math.abs(index - current) <= 1) continue
      slide.remove()
      slides.delete(index)
    }
    for (const index of [current, current + 1, current - 1]) {
      const item = items[index]
      if (item === undefined || slides.has(index)) continue
      const slide = createSlide(make, words, item, request)
      slide.element.style.left = `calc(${index} * (100% + ${GAP_PX}px))`
      slide.element.style.right = 'auto'
      slide.element.style.width = '100%'
      slides.set(index, slide)
      track.append(slide.element)
    }
    for (const [index, slide] of slides) slide.element.inert = index !== current
  }
  const turn = (steps: number) => {
    const next = Math.min(Math.max(current + steps, 0), items.length - 1)
    if (next !== current) {
      shown()?.rest()
      current = next
      fill()
      events.turned()
    }
    place(0, true)
  }
  const settle = () => {
    const slide = shown()
    if (slide === undefined) return
    slide.zoom = settled(slide.zoom, slide.fitted(stage()), stage())
    slide.place(true)
  }
  const isZoomed = () => (shown()?.zoom.scale ?? 1) > 1

  const gestures: GestureListener = {
    drag: (axis, by, step) => {
      const slide = shown()
      if (slide === undefined) return
      if (isZoomed()) {
        slide.zoom = movedBy(slide.zoom, step)
        slide.place(false)
      } else if (axis === 'x') {
        const isEnd = items[current - Math.sign(by.x)] === undefined
        place(isEnd ? by.x * END_SLACK : by.x, false)
      } else {
        slide.zoom = { scale: 1, x: 0, y: Math.max(0, by.y) }
        slide.place(false)
        events.fade(Math.min(1, Math.max(0, by.y) / FADE_PX))
      }
    },
    dragEnd: (axis, by, speed) => {
      if (isZoomed()) settle()
      else if (axis === 'x') {
        const isTurn =
          Math.abs(by.x) > stage().width * TURN_SHARE ||
          (Math.abs(speed.x) > TURN_SPEED && speed.x * by.x > 0)
        turn(isTurn ? -Math.sign(by.x) : 0)
      } else if (by.y > CLOSE_PX) events.close()
      else {
        settle()
        events.fade(0)
      }
    },
    pinch: (factor, around) => {
      const slide = shown()
      if (slide?.isPicture !== true) return
      slide.zoom = zoomedAt(slide.zoom, around, slide.zoom.scale * factor)
      slide.place(false)
    },
    pinchEnd: settle,
    tap: () => {
      if (shown()?.isPicture === true) events.close()
    },
    doubleTap: (at) => {
      const slide = shown()
      if (slide?.isPicture !== true) return
      slide.zoom = isZoomed() ? FITTED : zoomedAt(slide.zoom, at, DOUBLE_TAP_SCALE)
      settle()
    },
    longPress: () => events.menu(),
  }

  const stopListening = listenToGestures(element, gestures)
  fill()
  place(0, false)
  return {
    element,
    get current() {
      return current
    },
    turn,
    dispose: () => {
      stopListening()
      for (const slide of slides.values()) slide.remove()
      slides.clear()
    },
  }
}
