import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'

const folder = path.join(import.meta.dirname, '../pictures')
const file = (name: string): Buffer => readFileSync(path.join(folder, name))

const JPEG_START_BYTES = 2
const SEGMENT_BYTES = 65_000
const PNG_WIDTH_AT = 16

/** A segment of application data: `FF E2`, its length, and zeros. */
const segment = (bytes: number): Buffer => {
  const data = Buffer.alloc(bytes + 4)
  data.writeUInt32BE(0xff_e2_00_00 + bytes + 2)
  return data
}

/** What is too large to be kept, or broken on purpose. */
const made: Readonly<Record<string, () => Buffer>> = {
  'empty.jpg': () => Buffer.alloc(0),
  'text.jpg': () => Buffer.from('This is no picture.'),
  'text.mp3': () =>
    Buffer.concat([Buffer.from('ID3\x04\0\0\0\0\0\0', 'latin1'), Buffer.alloc(500)]),
  'png.jpg': () => file('plain.png'),
  /** As long as a photograph of some megapixels. */
  'large.jpg': () => Buffer.concat([file('big-endian-6.jpg'), Buffer.alloc(3_000_000)]),
  /** Ends behind its header. */
  'cut.jpg': () => file('little-endian-6.jpg').subarray(0, 400),
  /** Ends before its header says what it is. */
  'stub.jpg': () => file('little-endian-6.jpg').subarray(0, 60),
  /** Its EXIF block says that its directory lies far behind its end. */
  'cut-exif.jpg': () => {
    const bytes = Buffer.from(file('big-endian-6.jpg'))
    bytes.writeUInt32BE(0x7fff_ffff, bytes.indexOf('MM\0*', 0, 'latin1') + 4)
    return bytes
  },
  /** 390 KB of profile before the picture's header, as some cameras and editors write. */
  'deep.jpg': () => {
    const bytes = file('little-endian-6.jpg')
    return Buffer.concat([
      bytes.subarray(0, JPEG_START_BYTES),
      ...Array.from({ length: 6 }, () => segment(SEGMENT_BYTES)),
      bytes.subarray(JPEG_START_BYTES),
    ])
  },
  /** The same, deeper than the second look goes. */
  'deeper.jpg': () => {
    const bytes = file('little-endian-6.jpg')
    return Buffer.concat([
      bytes.subarray(0, JPEG_START_BYTES),
      ...Array.from({ length: 12 }, () => segment(SEGMENT_BYTES)),
      bytes.subarray(JPEG_START_BYTES),
    ])
  },
  /** Claims 100,000 × 100,000 pixels. */
  'bomb.png': () => {
    const bytes = Buffer.from(file('plain.png'))
    bytes.writeUInt32BE(100_000, PNG_WIDTH_AT)
    bytes.writeUInt32BE(100_000, PNG_WIDTH_AT + 4)
    return bytes
  },
}

/** A picture of `../pictures` or one made from those; undefined where none is. */
export const pictureBytes = (name: string): Buffer | undefined => {
  if (Object.hasOwn(made, name)) return made[name]?.()
  return /^[\w-]+\.[a-z]+$/.test(name) && existsSync(path.join(folder, name))
    ? file(name)
    : undefined
}
