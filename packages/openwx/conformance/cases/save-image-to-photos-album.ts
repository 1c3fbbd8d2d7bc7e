import { expect } from 'vitest'
import { FileError } from '../../src/ports/port-error.js'
import type { Bench } from '../bench.js'
import { conformance } from '../conformance.js'
import { contentOf, makeFile, makePicture, removeTemp } from '../files.js'
import { withParts } from '../with-parts.js'

const SCOPE = 'scope.writePhotosAlbum'

const save = ({ call, wx }: Bench, filePath: string, program = wx) =>
  call(program.saveImageToPhotosAlbum, { filePath })

const OK = { errMsg: 'saveImageToPhotosAlbum:ok' }
const DENIED = { errMsg: 'saveImageToPhotosAlbum:fail auth deny', errno: 103 }
const NOT_FOUND = { errMsg: 'saveImageToPhotosAlbum:fail file not found' }
const WRONG_TYPE = { errMsg: 'saveImageToPhotosAlbum:fail invalid file type' }

export default conformance('saveImageToPhotosAlbum', ({ test }) => {
  test('E18, E19, E20 media-image 34, authorize 11: asks once, and puts a copy into the album', async (bench) => {
    const filePath = await makePicture(bench, 'plain.png')
    const before = await contentOf(bench, filePath)
    expect(await save(bench, filePath).success()).toEqual(OK)
    expect(await save(bench, filePath).success()).toEqual(OK)
    expect(bench.user.takeQuestions()).toEqual([SCOPE])
    const saved = await bench.album.saved()
    expect(saved.map(({ bytes }) => bytes.length)).toEqual([before.bytes, before.bytes])
    expect(saved.every(({ name }) => name.endsWith('.png'))).toBe(true)
    expect(await contentOf(bench, filePath)).toEqual(before)
  })

  test('E18: takes JPEG, PNG, GIF and WebP, each under an extension that says so', async (bench) => {
    for (const [name, extension] of [
      ['plain.jpg', 'jpg'],
      ['animated.gif', 'gif'],
      ['lossy.webp', 'webp'],
      ['png.jpg', 'png'],
    ] as const) {
      const count = (await bench.album.saved()).length
      const known = new Set((await bench.album.saved()).map((file) => file.name))
      await save(bench, await makePicture(bench, name)).success()
      const added = (await bench.album.saved()).filter((file) => !known.has(file.name))
      expect((await bench.album.saved()).length).toBe(count + 1)
      expect(added[0]?.name).toMatch(new RegExp(`\\.${extension}$`))
    }
  })

  test('E20 media-image 35, 36, authorize 12, 13: a user who refuses is not asked again', async (bench) => {
    bench.user.will({ [SCOPE]: false })
    const filePath = await makePicture(bench, 'plain.png')
    expect(await save(bench, filePath).failure()).toEqual(DENIED)
    expect(await save(bench, filePath).failure()).toEqual(DENIED)
    expect(bench.user.takeQuestions()).toEqual([SCOPE])
    const { authSetting } = await bench.call(bench.wx.getSetting, {}).success()
    expect(authSetting).toEqual({ [SCOPE]: false })
    expect(await bench.album.saved()).toEqual([])
  })

  test('E20 authorize 14: a user who leaves the question is asked again', async (bench) => {
    bench.user.will({ [SCOPE]: 'dismiss' })
    const filePath = await makePicture(bench, 'plain.png')
    expect(await save(bench, filePath).failure()).toEqual(DENIED)
    bench.user.will({ [SCOPE]: true })
    expect(await save(bench, filePath).success()).toEqual(OK)
    expect(bench.user.takeQuestions()).toEqual([SCOPE, SCOPE])
  })

  test('E20 authorize 24: two at once share one question', async (bench) => {
    const filePath = await makePicture(bench, 'plain.png')
    const calls = [save(bench, filePath), save(bench, filePath)]
    for (const call of calls) expect(await call.success()).toEqual(OK)
    expect(bench.user.takeQuestions()).toEqual([SCOPE])
    expect(await bench.album.saved()).toHaveLength(2)
  })

  test('E21 media-image 38: what is in the network is refused, and never fetched', async (bench) => {
    for (const path of [
      bench.server.url('/pictures/plain.png'),
      'data:image/gif;base64,R0lGODlhAQABAAAAACw=',
      '',
    ]) {
      expect(await save(bench, path).failure(), path).toEqual(NOT_FOUND)
    }
    expect(await bench.server.seen()).toEqual([])
    expect(await bench.album.saved()).toEqual([])
  })

  test('E19 media-image 39: a file that is gone, one of the package, and no file', async (bench) => {
    const filePath = await makePicture(bench, 'plain.png')
    expect(await removeTemp(bench, filePath)).toBe(true)
    for (const path of [filePath, 'wxfile://tmp_none.png', '/images/photo.jpg', 'wxfile://usr']) {
      expect(await save(bench, path).failure(), path).toEqual(NOT_FOUND)
    }
  })

  test('E19 media-image 40: what an album does not take', async (bench) => {
    const text = await makeFile(bench, { type: 'text/plain' })
    expect(await save(bench, text).failure()).toEqual(WRONG_TYPE)
    for (const name of ['text.jpg', 'empty.jpg', 'plain.tiff', 'plain.bmp']) {
      expect(await save(bench, await makePicture(bench, name)).failure(), name).toEqual(WRONG_TYPE)
    }
    expect(await bench.album.saved()).toEqual([])
  })

  test('E19 media-image 41, authorize 35: without a path nobody is asked', async (bench) => {
    const failure = await bench.call(bench.wx.saveImageToPhotosAlbum, {} as never).failure()
    expect(failure).toEqual({
      errMsg:
        'saveImageToPhotosAlbum:fail parameter error: parameter.filePath should be String instead of Undefined;',
      errno: 1001,
    })
    expect(bench.user.takeQuestions()).toEqual([])
  })

  test('E20: the question comes before a look at the file', async (bench) => {
    bench.user.will({ [SCOPE]: false })
    expect(await save(bench, 'wxfile://tmp_none.png').failure()).toEqual(DENIED)
  })

  test('E20 authorize 33: a program whose contract does not name the album', async (bench) => {
    const privacy = { contractName: 'contract', declared: ['camera'] as const }
    const wx = bench.createWx({ privacy })
    expect(await save(bench, '/images/photo.jpg', wx).failure()).toEqual({
      errMsg: 'saveImageToPhotosAlbum:fail api scope is not declared in the privacy agreement',
      errno: 112,
    })
    expect(bench.user.takeQuestions()).toEqual([])
  })

  test('E18 media-image 42: a saved file, and a file of the user', async (bench) => {
    const filePath = 'wxfile://usr/mine.png'
    await bench.download({ url: '/pictures/plain.png', filePath }).success()
    expect(await save(bench, filePath).success()).toEqual(OK)
    expect((await bench.album.saved()).map(({ name }) => name)).toEqual(['mine.png'])
    const tempFilePath = await makePicture(bench, 'plain.gif')
    const { savedFilePath } = await bench.call(bench.wx.saveFile, { tempFilePath }).success()
    expect(await save(bench, savedFilePath).success()).toEqual(OK)
    expect(await bench.album.saved()).toHaveLength(2)
    // The temp file has been moved.
    expect(await save(bench, tempFilePath).failure()).toEqual(NOT_FOUND)
  })

  test('E18: takes the name of the file, also where slashes follow it', async (bench) => {
    await bench
      .download({ url: '/pictures/plain.png', filePath: 'wxfile://usr/mine.png' })
      .success()
    expect(await save(bench, 'wxfile://usr/mine.png//').success()).toEqual(OK)
    expect((await bench.album.saved()).map(({ name }) => name)).toEqual(['mine.png'])
  })

  test('E19: a name that the album has no room for', async (bench) => {
    const pictures = withParts(bench.host.pictures, {
      saveToAlbum: () => Promise.reject(new FileError('name-too-long')),
    })
    const wx = bench.createWx({}, withParts(bench.host, { pictures }))
    const filePath = await makePicture(bench, 'plain.png')
    expect(await save(bench, filePath, wx).failure()).toEqual({
      errMsg: 'saveImageToPhotosAlbum:fail file name too long',
      errno: 1300036,
    })
  })

  test('E19: gives a Promise to whoever gives no callback', async (bench) => {
    const filePath = await makePicture(bench, 'plain.png')
    expect(await bench.wx.saveImageToPhotosAlbum({ filePath })).toEqual(OK)
    await expect(bench.wx.saveImageToPhotosAlbum({ filePath: '' })).rejects.toEqual(NOT_FOUND)
  })

  test('E19: fails once the host has been disposed of', async (bench) => {
    const filePath = await makePicture(bench, 'plain.png')
    await bench.host.dispose()
    expect(await save(bench, filePath).failure()).toMatchObject({
      errMsg: 'saveImageToPhotosAlbum:fail interrupted',
    })
  })
})
