import type { ImageHeader, ReadBytes } from './header.js'

const BOX_HEADER_BYTES = 8
const LONG_BOX_HEADER_BYTES = 16
const FULL_BOX_BYTES = 4
/** Boxes of the file that are looked at until its `meta`, which is the second one as a rule. */
const MAX_TOP_BOXES = 64
/** The `meta` of a picture of many tiles has some ten thousand bytes. */
const MAX_META_BYTES = 4 * 1024 * 1024
const AVIF_BRANDS = ['avif', 'avis']
const BRANDS = [...AVIF_BRANDS, 'heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1']

/** EXIF's number of a picture that is shown as this one is, turned by 90° against the clock. */
const turned = [0, 8, 5, 6, 7, 4, 1, 2, 3]
/** … with top and bottom exchanged. */
const flipped = [0, 4, 3, 2, 1, 8, 7, 6, 5]
/** … with left and right exchanged. */
const mirrored = [0, 2, 1, 4, 3, 6, 5, 8, 7]

/** The data of a box, with its type. */
interface Box {
  readonly type: string
  readonly data: DataView
}

const textAt = (view: DataView, at: number): string =>
  String.fromCharCode(...[0, 1, 2, 3].map((i) => view.getUint8(at + i)))

/** The type and the whole length of a box that begins there; length 0: until the end. */
const boxHeaderAt = (view: DataView, at: number) => {
  const short = view.getUint32(at)
  const isLong = short === 1 && at + LONG_BOX_HEADER_BYTES <= view.byteLength
  return {
    type: textAt(view, at + 4),
    headerBytes: isLong ? LONG_BOX_HEADER_BYTES : BOX_HEADER_BYTES,
    length: isLong ? Number(view.getBigUint64(at + BOX_HEADER_BYTES)) : short,
  }
}

const slice = (view: DataView, from: number, to = view.byteLength): DataView =>
  new DataView(view.buffer, view.byteOffset + from, Math.max(0, to - from))

/** The boxes inside of a box, until the first that does not fit. */
const boxesIn = (view: DataView): Box[] => {
  const boxes: Box[] = []
  let at = 0
  while (at + BOX_HEADER_BYTES <= view.byteLength) {
    const { type, headerBytes, length } = boxHeaderAt(view, at)
    const end = length === 0 ? view.byteLength : at + length
    if (end < at + headerBytes || end > view.byteLength) break
    boxes.push({ type, data: slice(view, at + headerBytes, end) })
    at = end
  }
  return boxes
}

const dataOf = (boxes: readonly Box[], type: string): DataView =>
  boxes.find((box) => box.type === type)?.data ?? new DataView(new ArrayBuffer(0))

/** The numbers of an item's properties, in their order, counted from 1. */
const propertiesOf = (ipma: DataView, item: number): number[] => {
  const hasLongIds = ipma.getUint8(0) > 0
  const hasLongNumbers = (ipma.getUint32(0) & 1) === 1
  let at = FULL_BOX_BYTES + 4
  for (let left = ipma.getUint32(FULL_BOX_BYTES); left > 0; left--) {
    const id = hasLongIds ? ipma.getUint32(at) : ipma.getUint16(at)
    at += hasLongIds ? 4 : 2
    const count = ipma.getUint8(at)
    at += 1
    const width = hasLongNumbers ? 2 : 1
    if (id === item) {
      // The highest bit says whether a reader must know the property.
      return Array.from({ length: count }, (_, i) =>
        hasLongNumbers ? ipma.getUint16(at + 2 * i) & 0x7fff : ipma.getUint8(at + i) & 0x7f,
      )
    }
    at += count * width
  }
  return []
}

/** What the properties of a file's main picture say of its size and how it is turned. */
const readMeta = (meta: DataView): Omit<ImageHeader, 'format'> | undefined => {
  const boxes = boxesIn(slice(meta, FULL_BOX_BYTES))
  const pitm = dataOf(boxes, 'pitm')
  const item =
    pitm.getUint8(0) === 0 ? pitm.getUint16(FULL_BOX_BYTES) : pitm.getUint32(FULL_BOX_BYTES)
  const iprp = boxesIn(dataOf(boxes, 'iprp'))
  const known = boxesIn(dataOf(iprp, 'ipco'))
  let [width, height, orientation] = [0, 0, 1]
  for (const number of propertiesOf(dataOf(iprp, 'ipma'), item)) {
    const property = known[number - 1]
    if (property?.type === 'ispe') {
      width = property.data.getUint32(FULL_BOX_BYTES)
      height = property.data.getUint32(FULL_BOX_BYTES + 4)
    } else if (property?.type === 'irot') {
      const turns = property.data.getUint8(0) & 3
      for (let i = 0; i < turns; i++) orientation = turned[orientation] ?? 1
    } else if (property?.type === 'imir') {
      const isSideways = (property.data.getUint8(0) & 1) === 1
      orientation = (isSideways ? mirrored : flipped)[orientation] ?? 1
    }
  }
  return width > 0 && height > 0 ? { width, height, orientation } : undefined
}

const viewOf = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

/**
 * The header of a HEIC or AVIF. The library's reader of these takes the largest picture of a file for the main
 * one, mixes up the directions of turns, and gives up on what phones write (`iloc` of version 1).
 * @param first The file's beginning.
 */
export const readHeifHeader = async (
  first: Uint8Array<ArrayBuffer>,
  read: ReadBytes,
  size: number,
): Promise<ImageHeader | undefined> => {
  let format: ImageHeader['format'] | undefined
  let at = 0
  for (let i = 0; i < MAX_TOP_BOXES && at + BOX_HEADER_BYTES <= size; i++) {
    const isNear = at + LONG_BOX_HEADER_BYTES <= first.length
    const head = isNear ? first.subarray(at) : await read(at, LONG_BOX_HEADER_BYTES)
    if (head.length < BOX_HEADER_BYTES) return undefined
    const { type, headerBytes, length } = boxHeaderAt(viewOf(head), 0)
    const bytes = length === 0 ? size - at : length
    if (bytes < headerBytes) return undefined
    if (type === 'ftyp') format = formatOf(first.subarray(at + headerBytes, at + bytes))
    // A film begins with an `ftyp` too.
    if (format === undefined) return undefined
    if (type === 'meta') {
      if (bytes > MAX_META_BYTES) return undefined
      const isWhole = at + bytes <= first.length
      const box = isWhole ? first.subarray(at, at + bytes) : await read(at, bytes)
      try {
        const header = readMeta(slice(viewOf(box), headerBytes))
        return header && { format, ...header }
      } catch (error) {
        // A box that is shorter than it should be.
        if (error instanceof RangeError) return undefined
        throw error
      }
    }
    at += bytes
  }
  return undefined
}

/** By the brands of an `ftyp`: the main one, a version, and those that it is compatible with. */
const formatOf = (ftyp: Uint8Array): 'heic' | 'avif' | undefined => {
  const text = String.fromCharCode(...ftyp.subarray(0, 256))
  const brands = (text.match(/[^]{4}/g) ?? []).filter((_, i) => i !== 1)
  if (!brands.some((brand) => BRANDS.includes(brand))) return undefined
  return brands.some((brand) => AVIF_BRANDS.includes(brand)) ? 'avif' : 'heic'
}
