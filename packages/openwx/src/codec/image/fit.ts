/** Pixels. */
export interface PixelSize {
  readonly width: number
  readonly height: number
}

/** What a picture is to be reduced to; see `EncodeRequest`. */
export interface FitRequest {
  readonly width?: number | undefined
  readonly height?: number | undefined
  readonly maxShortSide?: number | undefined
}

/** The size of a picture that was asked for; one dimension follows from the other, and none is below one pixel. */
export const fitSize = (size: PixelSize, request: FitRequest): PixelSize => {
  const { width, height, maxShortSide } = request
  if (width !== undefined && height !== undefined) return whole(width, height)
  const scale =
    width !== undefined
      ? width / size.width
      : height !== undefined
        ? height / size.height
        : Math.min(1, (maxShortSide ?? Infinity) / Math.min(size.width, size.height))
  return whole(width ?? size.width * scale, height ?? size.height * scale)
}

const whole = (width: number, height: number): PixelSize => ({
  width: Math.max(1, Math.round(width)),
  height: Math.max(1, Math.round(height)),
})

/** The size of a picture as it is shown, for one of EXIF's orientations. */
export const uprightSize = ({ width, height }: PixelSize, orientation: number): PixelSize =>
  orientation >= 5 ? { width: height, height: width } : { width, height }
