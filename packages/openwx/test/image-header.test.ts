import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pictureBytes } from '../conformance/server/pictures.js'
import { FIRST_READ_BYTES, readImageHeader } from '../src/codec/image/header.js'

const picture = (name: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(pictureBytes(name) ?? expect.fail(`no picture ${name}`))

/** Reads a header out of bytes, and counts what is read of them. */
const read = async (bytes: Uint8Array<ArrayBuffer>, size = bytes.length) => {
  const reads: (readonly [start: number, length: number])[] = []
  const header = await readImageHeader((start, length) => {
    reads.push([start, length])
    return Promise.resolve(bytes.slice(start, start + length))
  }, size)
  return { header, reads, readBytes: reads.reduce((sum, [, length]) => sum + length, 0) }
}

const told = async (name: string) => {
  const { header } = await read(picture(name))
  return header && `${header.format} ${header.width}x${header.height} ${header.orientation}`
}

/** The same picture with much more behind it. */
const withTail = (name: string, bytes: number) => {
  const whole = new Uint8Array(bytes)
  whole.set(picture(name))
  return whole
}

describe('readImageHeader', () => {
  it.each([
    ['plain.jpg', 'jpeg 40x30 1'],
    ['progressive.jpg', 'jpeg 40x30 1'],
    ['plain.png', 'png 40x30 1'],
    ['plain.gif', 'gif 40x30 1'],
    ['animated.gif', 'gif 40x30 1'],
    ['lossy.webp', 'webp 40x30 1'],
    ['lossless.webp', 'webp 40x30 1'],
    ['plain.bmp', 'bmp 40x30 1'],
    ['plain.tiff', 'tiff 40x30 1'],
    ['big-endian.tiff', 'tiff 40x30 8'],
    ['plain.heic', 'heic 40x30 1'],
    ['plain.avif', 'avif 40x30 1'],
    ['turned.png', 'png 40x30 6'],
    ['turned.avif', 'avif 40x30 6'],
    ['mirrored.avif', 'avif 40x30 5'],
    // Their EXIF is obeyed by no decoder.
    ['turned.heic', 'heic 40x30 1'],
    ['turned.webp', 'webp 40x30 1'],
    ['invalid-0.jpg', 'jpeg 40x30 1'],
    ['invalid-9.jpg', 'jpeg 40x30 1'],
    ['cut-exif.jpg', 'jpeg 40x30 1'],
    ['cut.jpg', 'jpeg 40x30 6'],
    ['deep.jpg', 'jpeg 40x30 6'],
    ['deeper.jpg', 'jpeg 40x30 6'],
    ['png.jpg', 'png 40x30 1'],
    ['bomb.png', 'png 100000x100000 1'],
    ['stub.jpg', undefined],
    ['empty.jpg', undefined],
    ['text.jpg', undefined],
    ['text.mp3', undefined],
  ])('of %s is %s', async (name, expected) => {
    expect(await told(name)).toBe(expected)
  })

  it.each([1, 2, 3, 4, 5, 6, 7, 8])('tells orientation %i in both byte orders', async (number) => {
    expect(await told(`big-endian-${number}.jpg`)).toBe(`jpeg 40x30 ${number}`)
    expect(await told(`little-endian-${number}.jpg`)).toBe(`jpeg 40x30 ${number}`)
  })

  it('tells the size of an SVG in pixels, and of no other', async () => {
    const svg = (attributes: string) =>
      read(new TextEncoder().encode(`<?xml version="1.0"?><svg ${attributes}></svg>`))
    expect((await svg('width="10" height="20px"')).header).toMatchObject({ width: 10, height: 20 })
    expect((await svg('viewBox="0 0 30 40"')).header).toMatchObject({ width: 30, height: 40 })
    expect((await svg('width="0.2" height="0.3"')).header).toMatchObject({ width: 1, height: 1 })
    expect((await svg('width="10em" height="20em"')).header).toBeUndefined()
  })

  it.each([
    'plain.jpg',
    'plain.png',
    'plain.gif',
    'lossy.webp',
    'lossless.webp',
    'turned.webp',
    'plain.bmp',
    'plain.tiff',
    'plain.heic',
    'plain.avif',
    'text.jpg',
    'text.mp3',
  ])('reads 64 KiB of a large %s, once', async (name) => {
    const { reads } = await read(withTail(name, 5_000_000))
    expect(reads).toEqual([[0, FIRST_READ_BYTES]])
  })

  it('reads more of a JPEG that carries much before its header, and no byte twice', async () => {
    const half = 512 * 1024
    expect((await read(withTail('deep.jpg', 5_000_000))).reads).toEqual([
      [0, FIRST_READ_BYTES],
      [FIRST_READ_BYTES, half - FIRST_READ_BYTES],
    ])
    expect((await read(withTail('deeper.jpg', 5_000_000))).reads).toEqual([
      [0, FIRST_READ_BYTES],
      [FIRST_READ_BYTES, half - FIRST_READ_BYTES],
      [half, 5_000_000 - half],
    ])
  })

  it('reads a directory and boxes that lie far behind from where they are', async () => {
    const tiff = picture('plain.tiff')
    const view = new DataView(tiff.buffer)
    const [at, gap] = [view.getUint32(4, true), 3_000_000]
    const far = new Uint8Array(tiff.length + gap)
    far.set(tiff.subarray(0, at))
    far.set(tiff.subarray(at), at + gap)
    new DataView(far.buffer).setUint32(4, at + gap, true)
    const { header, readBytes } = await read(far)
    expect(header).toMatchObject({ format: 'tiff', width: 40, height: 30 })
    expect(readBytes).toBeLessThan(2 * FIRST_READ_BYTES)

    const avif = picture('turned.avif')
    const ftypBytes = new DataView(avif.buffer).getUint32(0)
    const free = new Uint8Array(gap)
    new DataView(free.buffer).setUint32(0, gap)
    free.set(new TextEncoder().encode('free'), 4)
    const late = new Uint8Array([
      ...avif.subarray(0, ftypBytes),
      ...free,
      ...avif.subarray(ftypBytes),
    ])
    const found = await read(late)
    expect(found.header).toMatchObject({ format: 'avif', width: 40, height: 30, orientation: 6 })
    expect(found.readBytes).toBeLessThan(2 * FIRST_READ_BYTES)
  })

  it('fails only for what reading fails for', async () => {
    const gone = new Error('gone')
    await expect(readImageHeader(() => Promise.reject(gone), 10)).rejects.toBe(gone)
  })
})

describe('readImageHeader of what somebody broke on purpose', () => {
  const names = [
    'deep.jpg',
    'little-endian-6.jpg',
    'plain.gif',
    'turned.png',
    'lossy.webp',
    'turned.webp',
    'plain.bmp',
    'big-endian.tiff',
    'plain.heic',
    'mirrored.avif',
  ]
  const RUNS = 400
  const MIB = 1024 * 1024

  const holdsTo = async (bytes: Uint8Array<ArrayBuffer>, size = bytes.length) => {
    const { header, readBytes } = await read(bytes, size)
    expect(readBytes).toBeLessThanOrEqual(Math.min(size, 16 * MIB) + 5 * MIB)
    if (header === undefined) return
    expect(header.width).toBeGreaterThan(0)
    expect(header.height).toBeGreaterThan(0)
    expect([1, 2, 3, 4, 5, 6, 7, 8]).toContain(header.orientation)
  }

  it.each(names)('%s with bytes changed and cut off', async (name) => {
    const whole = picture(name)
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(Math.min(whole.length, 2000) - 1), fc.nat(255)), { maxLength: 8 }),
        fc.nat(whole.length),
        fc.boolean(),
        async (changes, length, isCut) => {
          const bytes = whole.slice(0, isCut ? length : whole.length)
          for (const [at, value] of changes) if (at < bytes.length) bytes[at] = value
          await holdsTo(bytes)
        },
      ),
      { numRuns: RUNS },
    )
  })

  it.each(names)('the beginning of %s with noise behind it', async (name) => {
    const start = picture(name)
    await fc.assert(
      fc.asyncProperty(fc.nat(64), fc.uint8Array({ maxLength: 4000 }), async (length, noise) => {
        await holdsTo(new Uint8Array([...start.subarray(0, length), ...noise]))
      }),
      { numRuns: RUNS },
    )
  })

  it('files that are shorter than they were', async () => {
    for (const name of names) await holdsTo(picture(name).slice(0, 100), 100 * MIB)
  })

  it('a JPEG of 100 MiB that is all before its header', async () => {
    const endless = new Uint8Array(17 * MIB)
    endless.set(picture('plain.jpg').subarray(0, 3))
    const { header, readBytes } = await read(endless, 100 * MIB)
    expect(header).toBeUndefined()
    expect(readBytes).toBe(16 * MIB)
  })
})
