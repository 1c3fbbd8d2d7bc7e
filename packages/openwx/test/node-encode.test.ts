import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import sharp from 'sharp'
import { afterAll, expect, it } from 'vitest'
import { pictureBytes } from '../conformance/server/pictures.js'
import { createNodeEncoder } from '../src/hosts/node/encode.js'
import { createNodeFiles } from '../src/hosts/node/files.js'
import { UnsupportedError } from '../src/ports/port-error.js'
import { PictureError } from '../src/ports/pictures.js'

const dataDir = mkdtempSync(path.join(tmpdir(), 'node-encode-'))
const files = createNodeFiles({ dataDir })
const encode = createNodeEncoder(files)

const picture = (name: string) => files.createBlob(new Uint8Array(pictureBytes(name) ?? []))

afterAll(async () => {
  await files.close()
  rmSync(dataDir, { recursive: true })
})

it('says what to install where sharp is missing', async () => {
  const without = createNodeEncoder(files, () => Promise.reject(new Error('no module')))
  const blob = await picture('plain.jpg')
  const failure = without(blob, { type: 'image/jpeg', quality: 80 })
  await expect(failure).rejects.toThrow(UnsupportedError)
  await expect(failure).rejects.toThrow('to encode pictures, install the package sharp')
})

it.each([1, 2, 3, 4, 5, 6, 7, 8])('turns a picture of orientation %i upright', async (number) => {
  const blob = await picture(`big-endian-${number}.jpg`)
  const encoded = await encode(blob, { type: 'image/png', quality: 100 })
  const { data, info } = await sharp(await files.read(encoded))
    .raw()
    .toBuffer({ resolveWithObject: true })
  const isUpright = number <= 4
  expect([info.width, info.height]).toEqual(isUpright ? [40, 30] : [30, 40])
  // The scene's red corner is where EXIF says that the first row and column belong.
  const [right, bottom] = [info.width - 5, info.height - 5]
  const corners = [
    [5, 5],
    [right, 5],
    [right, bottom],
    [5, bottom],
    [5, 5],
    [right, 5],
    [right, bottom],
    [5, bottom],
  ]
  const [x = 0, y = 0] = corners[number - 1] ?? []
  const at = (y * info.width + x) * info.channels
  expect([...data.subarray(at, at + 3)].map((value) => Math.round(value / 100))).toEqual([2, 0, 0])
})

it('reduces the shorter side, and never enlarges it', async () => {
  const blob = await picture('little-endian-6.jpg')
  const sizeOf = async (maxShortSide: number) => {
    const encoded = await encode(blob, { type: 'image/jpeg', quality: 80, maxShortSide })
    const { width, height } = await sharp(await files.read(encoded)).metadata()
    return [width, height]
  }
  expect(await sizeOf(15)).toEqual([15, 20])
  expect(await sizeOf(1000)).toEqual([30, 40])
})

it('fails for a broken picture, a huge one, and a type that it cannot write', async () => {
  const request = { type: 'image/jpeg', quality: 80 }
  await expect(encode(await picture('text.jpg'), request)).rejects.toThrow(PictureError)
  await expect(encode(await picture('stub.jpg'), request)).rejects.toThrow(PictureError)
  await expect(encode(await picture('bomb.png'), request)).rejects.toThrow('100000 x 100000')
  await expect(encode(await picture('plain.bmp'), request)).rejects.toThrow('BMP pictures')
  await expect(
    encode(await picture('plain.jpg'), { type: 'image/tiff', quality: 80 }),
  ).rejects.toThrow('cannot write image/tiff')
})
