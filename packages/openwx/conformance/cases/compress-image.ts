import { expect } from 'vitest'
import type { CompressImageOptions } from '../../src/api/image/compress-image.js'
import type { Bench } from '../bench.js'
import type { CaseBody } from '../conformance.js'
import { conformance } from '../conformance.js'
import type { Arguments } from '../call.js'
import { contentOf, makePicture } from '../files.js'

const compress = ({ call, wx }: Bench, options: Arguments<CompressImageOptions>, program = wx) =>
  call(program.compressImage, options)

const infoOf = ({ call, wx }: Bench, src: string) => call(wx.getImageInfo, { src }).success()

const unsupported: CaseBody = async (bench) => {
  const src = await makePicture(bench, 'plain.jpg')
  const { errMsg, errno } = await compress(bench, { src }).failure()
  expect(errMsg).toMatch(/^compressImage:fail unsupported: /)
  expect(errno).toBe(100)
}
const encoding = { needs: ['encoding'], otherwise: unsupported } as const

export default conformance('compressImage', ({ test }) => {
  test(
    'media-image 44: follows in one dimension what is said of the other',
    encoding,
    async (bench) => {
      const src = await makePicture(bench, 'plain.jpg')
      for (const [size, width, height] of [
        [{ compressedWidth: 20 }, 20, 15],
        [{ compressedHeight: 60 }, 80, 60],
        [{ compressedWidth: 10, compressedHeight: 10 }, 10, 10],
        [{ compressedWidth: 1 }, 1, 1],
        [{ compressedWidth: 0, compressedHeight: -5 }, 40, 30],
        [{ compressedWidth: '20' as never }, 40, 30],
        [{}, 40, 30],
      ] as const) {
        const { tempFilePath } = await compress(bench, { src, ...size }).success()
        expect(tempFilePath).not.toBe(src)
        expect(await infoOf(bench, tempFilePath)).toMatchObject({ width, height, type: 'jpeg' })
      }
      expect(await infoOf(bench, src)).toMatchObject({ width: 40, height: 30 })
    },
  )

  test('lessons 31: a turned picture comes out upright', encoding, async (bench) => {
    const src = await makePicture(bench, 'little-endian-6.jpg')
    const { tempFilePath } = await compress(bench, { src, compressedWidth: 15 }).success()
    expect(await infoOf(bench, tempFilePath)).toMatchObject({
      ...{ width: 15, height: 20, orientation: 'up' },
    })
  })

  test(
    'media-image 43: 80 is the quality that nobody states, and less is smaller',
    encoding,
    async (bench) => {
      const src = await makePicture(bench, 'plain.jpg')
      const bytes = async (options: { quality?: number }) => {
        const { tempFilePath } = await compress(bench, { src, ...options }).success()
        return (await contentOf(bench, tempFilePath)).bytes
      }
      expect(await bytes({})).toBe(await bytes({ quality: 80 }))
      expect(await bytes({ quality: 10 })).toBeLessThan(await bytes({ quality: 80 }))
      expect(await bytes({ quality: 80 })).toBeLessThan(await bytes({ quality: 100 }))
      expect(await bytes({ quality: 0 })).toBeGreaterThan(0)
    },
  )

  test('media-image 44: what may be transparent stays so', encoding, async (bench) => {
    for (const [name, extension, type] of [
      ['plain.png', 'png', 'png'],
      ['plain.gif', 'png', 'png'],
      ['lossy.webp', 'webp', 'unknown'],
    ] as const) {
      const src = await makePicture(bench, name)
      const { tempFilePath } = await compress(bench, { src, compressedWidth: 20 }).success()
      expect(tempFilePath).toMatch(new RegExp(`\\.${extension}$`))
      expect(await infoOf(bench, tempFilePath)).toMatchObject({ width: 20, height: 15, type })
    }
  })

  test('media-image 44: a picture of the package', encoding, async (bench) => {
    const { tempFilePath } = await compress(bench, { src: '/images/photo.jpg' }).success()
    expect(await infoOf(bench, tempFilePath)).toMatchObject({ width: 30, height: 40 })
  })

  test('media-image 44: ten at once', encoding, async (bench) => {
    const src = await makePicture(bench, 'plain.jpg')
    const calls = Array.from({ length: 10 }, (_, i) =>
      compress(bench, { src, compressedWidth: 10 + i }),
    )
    for (const [i, call] of calls.entries()) {
      const { tempFilePath } = await call.success()
      expect((await infoOf(bench, tempFilePath)).width).toBe(10 + i)
    }
  })

  test(
    'media-image 43: too large a claim is refused before anything is decoded',
    encoding,
    async (bench) => {
      const src = await makePicture(bench, 'bomb.png')
      expect(await compress(bench, { src, compressedWidth: 10 }).failure()).toEqual({
        errMsg: 'compressImage:fail image is too large, 100000 x 100000 pixels are too many',
      })
      const small = await makePicture(bench, 'plain.jpg')
      expect(await compress(bench, { src: small, compressedWidth: 20_000 }).failure()).toEqual({
        errMsg: 'compressImage:fail image is too large, 20000 x 15000 pixels are too many',
      })
    },
  )

  test('media-image 43: formats that the host cannot decode', encoding, async (bench) => {
    const src = await makePicture(bench, 'plain.heic')
    expect(await compress(bench, { src }).failure()).toEqual({
      errMsg: 'compressImage:fail unsupported: this host cannot decode HEIC pictures',
      errno: 100,
    })
  })

  test('media-image 43: a picture that breaks off within its header', encoding, async (bench) => {
    const bytes = '89504e470d0a1a0a0000000d4948445200000010000000100802000000'
    const { tempFilePath: src } = await bench
      .download({ url: `/bytes?hex=${bytes}&type=image/png` })
      .success()
    expect(await compress(bench, { src }).failure()).toEqual({
      errMsg: 'compressImage:fail decode image fail',
    })
  })

  test('media-image 43: a quality that is none', async (bench) => {
    const src = await makePicture(bench, 'plain.jpg')
    for (const quality of [101, -1, NaN, '80', null]) {
      expect(await compress(bench, { src, quality: quality as never }).failure()).toEqual({
        errMsg: 'compressImage:fail:param compress quality invalid',
        errno: 1_103_006,
      })
    }
  })

  test('media-image 43: what is not there, and what is no picture', async (bench) => {
    for (const src of ['', 'wxfile://tmp_none.jpg', bench.server.url('/pictures/plain.jpg')]) {
      expect(await compress(bench, { src }).failure(), src).toEqual({
        errMsg: 'compressImage:fail file not found',
      })
    }
    for (const name of ['text.jpg', 'empty.jpg', 'stub.jpg']) {
      expect(
        await compress(bench, { src: await makePicture(bench, name) }).failure(),
        name,
      ).toEqual({ errMsg: 'compressImage:fail decode image fail' })
    }
    expect(await bench.call(bench.wx.compressImage, {} as never).failure()).toMatchObject({
      errMsg:
        'compressImage:fail parameter error: parameter.src should be String instead of Undefined;',
    })
  })

  test('media-image 44: libraries before 2.26.0 know no size', encoding, async (bench) => {
    const src = await makePicture(bench, 'plain.jpg')
    const wx = bench.createWx({ libVersion: '2.25.0' })
    const { tempFilePath } = await compress(bench, { src, compressedWidth: 10 }, wx).success()
    expect((await infoOf(bench, tempFilePath)).width).toBe(40)
  })

  test(
    'media-image 44: fails once the host has been disposed of, also in the middle',
    encoding,
    async (bench) => {
      const src = await makePicture(bench, 'plain.jpg')
      const call = compress(bench, { src })
      await bench.host.dispose()
      expect(await call.failure()).toMatchObject({ errMsg: 'compressImage:fail interrupted' })
    },
  )
})
