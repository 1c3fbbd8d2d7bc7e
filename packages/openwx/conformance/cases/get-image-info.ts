import { expect } from 'vitest'
import type { GetImageInfoOptions } from '../../src/api/image/get-image-info.js'
import { FIRST_READ_BYTES } from '../../src/codec/image/header.js'
import type { FilesPort } from '../../src/ports/files.js'
import type { Host } from '../../src/ports/host.js'
import type { Bench } from '../bench.js'
import type { Arguments } from '../call.js'
import { conformance } from '../conformance.js'
import { watchedPreviews } from '../watched-previews.js'
import { contentOf, makePicture, removeTemp } from '../files.js'

const info = ({ call, wx }: Bench, src: string, program = wx) => call(program.getImageInfo, { src })

/** A program whose reads of files are heard of before they happen. */
const programThatReads = ({ host, createWx }: Bench, onRead: (length: number) => unknown) => {
  const read: FilesPort['read'] = async (blob, start = 0, length = blob.size) => {
    await onRead(length)
    return host.files.read(blob, start, length)
  }
  const files = Object.create(host.files, { read: { value: read } }) as FilesPort
  return createWx({}, Object.create(host, { files: { value: files } }) as Host)
}

const ORIENTATIONS = [
  'up',
  'up-mirrored',
  'down',
  'down-mirrored',
  'left-mirrored',
  'right',
  'right-mirrored',
  'left',
]
const NOT_FOUND = { errMsg: 'getImageInfo:fail file not found' }
const NO_PICTURE = { errMsg: 'getImageInfo:fail decode image fail' }

export default conformance('getImageInfo', ({ test }) => {
  test('E13, E14, E15, E16, E17 media-image 22: tells the stored size of a turned picture', async (bench) => {
    const src = await makePicture(bench, 'big-endian-6.jpg')
    expect(await info(bench, src).success()).toEqual({
      width: 40,
      height: 30,
      path: src,
      orientation: 'right',
      type: 'jpeg',
      errMsg: 'getImageInfo:ok',
    })
  })

  test('E16 media-image 23, 24: tells eight orientations, in both byte orders', async (bench) => {
    for (const order of ['big', 'little']) {
      for (const [i, orientation] of ORIENTATIONS.entries()) {
        const src = await makePicture(bench, `${order}-endian-${i + 1}.jpg`)
        expect(await info(bench, src).success(), src).toMatchObject({
          ...{ width: 40, height: 30, orientation },
        })
      }
    }
  })

  test('E16 media-image 25: tells up where no orientation is, or a wrong one', async (bench) => {
    for (const name of ['plain.jpg', 'invalid-0.jpg', 'invalid-9.jpg', 'cut-exif.jpg']) {
      const src = await makePicture(bench, name)
      expect(await info(bench, src).success(), name).toMatchObject({
        ...{ width: 40, height: 30, orientation: 'up', type: 'jpeg' },
      })
    }
  })

  test('E16: tells the orientation of what else is turned', async (bench) => {
    for (const [name, orientation] of [
      ['turned.png', 'right'],
      ['big-endian.tiff', 'left'],
      ['turned.avif', 'right'],
      ['mirrored.avif', 'left-mirrored'],
    ] as const) {
      const src = await makePicture(bench, name)
      expect(await info(bench, src).success(), name).toMatchObject({ orientation })
    }
  })

  test('E14, E17 media-image 26: tells the size of every format, and the types that WeChat knows', async (bench) => {
    for (const [name, type] of [
      ['plain.jpg', 'jpeg'],
      ['progressive.jpg', 'jpeg'],
      ['plain.png', 'png'],
      ['plain.gif', 'gif'],
      ['animated.gif', 'gif'],
      ['plain.tiff', 'tiff'],
      ['lossy.webp', 'unknown'],
      ['lossless.webp', 'unknown'],
      ['plain.bmp', 'unknown'],
      ['plain.heic', 'unknown'],
      ['plain.avif', 'unknown'],
    ] as const) {
      const src = await makePicture(bench, name)
      expect(await info(bench, src).success(), name).toMatchObject({
        ...{ width: 40, height: 30, type, orientation: 'up' },
      })
    }
  })

  test('E17 media-image 27: the content decides, not the name', async (bench) => {
    const src = await makePicture(bench, 'png.jpg')
    expect(src).toMatch(/\.jpg$/)
    expect(await info(bench, src).success()).toMatchObject({ type: 'png' })
  })

  test('E14: finds a header behind much else', async (bench) => {
    for (const name of ['deep.jpg', 'deeper.jpg']) {
      const src = await makePicture(bench, name)
      expect(await info(bench, src).success(), name).toMatchObject({
        ...{ width: 40, height: 30, orientation: 'right' },
      })
    }
  })

  test('E14: reads 64 KiB of a large picture, and more only where the header lies deeper', async (bench) => {
    const half = 512 * 1024
    for (const [name, bytes] of [
      ['large.jpg', FIRST_READ_BYTES],
      ['deep.jpg', 391_000],
      ['deeper.jpg', 781_000],
    ] as const) {
      const src = await makePicture(bench, name)
      const reads: number[] = []
      const wx = programThatReads(bench, (length) => reads.push(length))
      expect(await info(bench, src, wx).success()).toMatchObject({ orientation: 'right' })
      expect(reads[0]).toBe(FIRST_READ_BYTES)
      expect(reads.reduce((sum, length) => sum + length, 0)).toBeLessThanOrEqual(bytes)
      expect(reads.length).toBe(bytes > half ? 3 : bytes > FIRST_READ_BYTES ? 2 : 1)
    }
  })

  test('E13: a file that goes while it is read ends the call', async (bench) => {
    const src = await makePicture(bench, 'plain.jpg')
    const wx = programThatReads(bench, () => removeTemp(bench, src))
    const call = info(bench, src, wx)
    // In a page and in memory, who has opened a file has its bytes.
    if (bench.hostName !== 'node') expect(await call.success()).toMatchObject({ width: 40 })
    else expect(await call.failure()).toMatchObject(NOT_FOUND)
  })

  test('E14: tells what a picture claims, however much that is', async (bench) => {
    const src = await makePicture(bench, 'bomb.png')
    expect(await info(bench, src).success()).toMatchObject({ width: 100_000, height: 100_000 })
  })

  test('E14: a picture that breaks off behind its header has a size', async (bench) => {
    const src = await makePicture(bench, 'cut.jpg')
    expect(await info(bench, src).success()).toMatchObject({ width: 40, height: 30 })
  })

  test('E12, E15 media-image 28: an address is downloaded to a file that stays', async (bench) => {
    const url = bench.server.url('/pictures/big-endian-3.jpg')
    const { path, ...rest } = await info(bench, url).success()
    expect(rest).toMatchObject({ width: 40, height: 30, orientation: 'down', type: 'jpeg' })
    expect(path).toMatch(/^wxfile:\/\/tmp_.*\.jpg$/)
    expect((await contentOf(bench, path)).bytes).toBeGreaterThan(500)
    expect(await info(bench, path).success()).toMatchObject({ ...rest, path })
  })

  test('E15: a download without a type gets its extension from its content', async (bench) => {
    const url = bench.server.url('/pictures/plain.png?type=application/octet-stream')
    expect((await info(bench, url).success()).path).toMatch(/\.png$/)
  })

  test('E13 media-image 29: an error page is no picture', async (bench) => {
    const url = bench.server.url('/pictures/plain.jpg?status=404')
    expect(await info(bench, url).failure()).toEqual({
      errMsg: 'getImageInfo:fail download image fail. reason: downloadFile:fail http status 404',
    })
  })

  test('E13: a download that fails says why', async (bench) => {
    const truncated = await info(bench, bench.server.url('/truncate')).failure()
    expect(truncated.errMsg).toMatch(
      /^getImageInfo:fail download image fail\. reason: downloadFile:fail/,
    )
    const wx = bench.createWx({ urlCheck: true })
    const url = bench.server.secureUrl('/pictures/plain.jpg')
    expect(await info(bench, url, wx).failure()).toMatchObject({
      errMsg: expect.stringContaining(
        'download image fail. reason: downloadFile:fail url not in domain list',
      ) as string,
    })
    expect(bench.takeLog().join()).toContain('downloadFile')
    expect(await bench.server.seen()).toHaveLength(1)
  })

  test('E13: what was downloaded and is no picture is not kept', async (bench) => {
    expect(await info(bench, bench.server.url('/pictures/text.jpg')).failure()).toEqual(NO_PICTURE)
  })

  test('E13 media-image 30: an empty src, and none', async (bench) => {
    expect(await info(bench, '').failure()).toEqual({ errMsg: 'getImageInfo:fail image not found' })
    const refused = (options: unknown) =>
      bench.call(bench.wx.getImageInfo, options as Arguments<GetImageInfoOptions>).failure()
    expect(await refused({})).toEqual({
      errMsg:
        'getImageInfo:fail parameter error: parameter.src should be String instead of Undefined;',
      errno: 1001,
    })
    expect(await refused({ src: 5 })).toEqual({
      errMsg:
        'getImageInfo:fail parameter error: parameter.src should be String instead of Number;',
      errno: 1001,
    })
  })

  test('E13: a call without an argument', async ({ wx }) => {
    await expect(Promise.resolve((wx.getImageInfo as () => unknown)())).rejects.toEqual({
      errMsg: 'getImageInfo:fail parameter error: parameter should be Object instead of Undefined;',
      errno: 1001,
    })
  })

  test('E12, E15 media-image 31: a path of the package lies below its root', async (bench) => {
    for (const src of ['images/photo.jpg', '/images/photo.jpg']) {
      expect(await info(bench, src).success(), src).toMatchObject({
        ...{ width: 40, height: 30, orientation: 'right', path: '/images/photo.jpg' },
      })
    }
    expect(await info(bench, 'images/none.jpg').failure()).toEqual(NOT_FOUND)
  })

  test('E12 media-image 31: a relative path is seen from the page that is shown', async (bench) => {
    const path = '/images/photo.jpg'
    expect(await info(bench, './images/photo.jpg').success()).toMatchObject({ path })
    const route = 'pages/picture/picture'
    const wx = bench.createWx({ currentRoute: () => route })
    for (const src of [
      '../../images/photo.jpg',
      './../.././images//photo.jpg',
      'images/photo.jpg',
      path,
    ]) {
      expect(await info(bench, src, wx).success(), src).toMatchObject({ path })
    }
    for (const src of [
      './images/photo.jpg',
      '../../http://tmp/photo.jpg',
      '../../../images/photo.jpg',
      '../../../pages/../images/photo.jpg',
      '../../%2e%2e/images/photo.jpg',
      'pages/../images/photo.jpg',
    ]) {
      expect(await info(bench, src, wx).failure(), src).toEqual(NOT_FOUND)
    }
    const early = bench.createWx({ currentRoute: () => undefined })
    expect(await info(bench, './images/photo.jpg', early).success()).toMatchObject({ path })
    const shown = await bench.host.resolveUrl(path)
    const { requests, wx: other } = watchedPreviews(bench, { currentRoute: () => route })
    await bench.call(other.previewImage, { urls: ['../../images/photo.jpg'] }).success()
    expect(requests[0]?.items[0]).toMatchObject({ url: shown, name: 'photo.jpg' })
  })

  test('E12, E15: a file of the user keeps the path that it was asked for by', async (bench) => {
    const filePath = 'wxfile://usr/photo.jpg'
    await bench.download({ url: '/pictures/plain.png', filePath }).success()
    expect(await info(bench, filePath).success()).toMatchObject({ type: 'png', path: filePath })
    const other = 'http://usr/photo.jpg'
    expect(await info(bench, other).success()).toMatchObject({ type: 'png', path: other })
  })

  test('E12, E15 media-image 32: a saved file, and what is no longer where it was', async (bench) => {
    const tempFilePath = await makePicture(bench, 'plain.gif')
    const { savedFilePath } = await bench.call(bench.wx.saveFile, { tempFilePath }).success()
    expect(await info(bench, savedFilePath).success()).toMatchObject({
      ...{ type: 'gif', path: savedFilePath },
    })
    expect(await info(bench, tempFilePath).failure()).toEqual(NOT_FOUND)
  })

  test('E12 files 42: the other profile writes its own paths, and reads them', async (bench) => {
    const wx = bench.createWx({ profile: 'devtools' })
    const url = bench.server.url('/pictures/plain.png')
    const { path } = await info(bench, url, wx).success()
    expect(path).toMatch(/^http:\/\/tmp\/.*\.png$/)
    expect(await info(bench, path, wx).success()).toMatchObject({ type: 'png', path })
    const { savedFilePath } = await bench.call(wx.saveFile, { tempFilePath: path }).success()
    expect(savedFilePath).toMatch(/^http:\/\/store\//)
    expect(await info(bench, savedFilePath, wx).success()).toMatchObject({ type: 'png' })
    for (const gone of [path, 'http://tmp/a.png', 'http://store/a.png', 'http://usr/a.png']) {
      expect(await info(bench, gone, wx).failure(), gone).toEqual(NOT_FOUND)
    }
    expect(await bench.server.seen(), 'only what is in the network').toHaveLength(1)
  })

  test('E12, E13 files 37, 42: an address of a file that leads nowhere is not looked for in the network', async (bench) => {
    for (const src of [
      'http://usr/../store/a.png',
      'http://usr/%2e%2e/a.png',
      'http://tmp/a/b.png',
      'http://tmp_a/b.png',
      'http://store/x/y.png',
      'http://tmp',
      'http://tmp/',
      'http://tmp?a',
      'http://tmp:80/a.png',
      'http://tmp\\a.png',
      'http:///tmp/a.png',
      'HTTP://tmp/a.png',
    ]) {
      expect(await info(bench, src).failure(), src).toEqual(NOT_FOUND)
    }
  })

  test('E13: a file that is gone, and paths that lead nowhere', async (bench) => {
    const src = await makePicture(bench, 'plain.jpg')
    expect(await removeTemp(bench, src)).toBe(true)
    for (const path of [
      src,
      'wxfile://tmp_none.jpg',
      'wxfile://usr/../photo.jpg',
      '../images/photo.jpg',
      'data:image/gif;base64,R0lGODlhAQABAAAAACw=',
      'blob:http://h.test/1',
      'file:///etc/hostname',
    ]) {
      expect(await info(bench, path).failure(), path).toEqual(NOT_FOUND)
    }
  })

  test('E13 media-image 33: what is no picture', async (bench) => {
    for (const name of ['text.mp3', 'text.jpg', 'empty.jpg', 'stub.jpg']) {
      expect(await info(bench, await makePicture(bench, name)).failure(), name).toEqual(NO_PICTURE)
    }
  })

  test('E16, E17: libraries before 1.9.90 tell neither orientation nor type', async (bench) => {
    const src = await makePicture(bench, 'plain.jpg')
    const wx = bench.createWx({ libVersion: '1.9.9' })
    expect(await info(bench, src, wx).success()).toEqual({
      ...{ width: 40, height: 30, path: src, errMsg: 'getImageInfo:ok' },
    })
    expect(wx.canIUse('getImageInfo.success.width')).toBe(true)
    expect(wx.canIUse('getImageInfo.success.orientation')).toBe(false)
    expect(bench.wx.canIUse('getImageInfo.success.orientation')).toBe(true)
  })

  test('E13: gives a Promise to whoever gives no callback', async (bench) => {
    const src = await makePicture(bench, 'plain.gif')
    expect(await bench.wx.getImageInfo({ src })).toMatchObject({ type: 'gif' })
    await expect(bench.wx.getImageInfo({ src: 'none.jpg' })).rejects.toEqual(NOT_FOUND)
  })

  test('E13: fails once the host has been disposed of, also in the middle of a download', async (bench) => {
    const call = info(bench, bench.server.url('/stall?type=image/jpeg'))
    await bench.server.seen(1)
    await bench.host.dispose()
    expect((await call.failure()).errMsg).toMatch(/^getImageInfo:fail (download.* )?interrupted$/)
    expect(await info(bench, '/images/photo.jpg').failure()).toMatchObject({
      errMsg: 'getImageInfo:fail interrupted',
    })
  })
})
