/** Pixels from the middle of the stage. */
export interface Point {
  readonly x: number
  readonly y: number
}

export interface Size {
  readonly width: number
  readonly height: number
}

/** How a picture lies on the stage: its middle, and its size as a multiple of the one that just fits. */
export interface Zoom extends Point {
  readonly scale: number
}

export const FITTED: Zoom = { scale: 1, x: 0, y: 0 }
const MAX_SCALE = 5
/** How far a pinch may go before it springs back. */
const MIN_PINCHED_SCALE = 0.6

/** The size that a picture has on the stage when all of it is shown, as large as that goes. */
export const fittedSize = (picture: Size, stage: Size): Size => {
  const { width, height } = picture
  if (width === 0 || height === 0) return stage
  const scale = Math.min(stage.width / width, stage.height / height)
  return { width: width * scale, height: height * scale }
}

const clamp = (value: number, low: number, high: number): number =>
  Math.min(Math.max(value, low), high)

/** Another scale that leaves the point of the picture that lies at `fixed` where it is. */
export const zoomedAt = (zoom: Zoom, fixed: Point, scale: number): Zoom => {
  const next = clamp(scale, MIN_PINCHED_SCALE, MAX_SCALE)
  const ratio = next / zoom.scale
  return {
    scale: next,
    x: fixed.x - (fixed.x - zoom.x) * ratio,
    y: fixed.y - (fixed.y - zoom.y) * ratio,
  }
}

export const movedBy = (zoom: Zoom, { x, y }: Point): Zoom => ({
  ...zoom,
  x: zoom.x + x,
  y: zoom.y + y,
})

/** The nearest that shows no more of the background than it has to. */
export const settled = (zoom: Zoom, fitted: Size, stage: Size): Zoom => {
  if (zoom.scale <= 1) return FITTED
  const roomX = Math.max(0, (fitted.width * zoom.scale - stage.width) / 2)
  const roomY = Math.max(0, (fitted.height * zoom.scale - stage.height) / 2)
  return { scale: zoom.scale, x: clamp(zoom.x, -roomX, roomX), y: clamp(zoom.y, -roomY, roomY) }
}

export const transformOf = ({ scale, x, y }: Zoom): string =>
  `translate(${x}px, ${y}px) scale(${scale})`
