import { expect } from 'vitest'
import type { ChooseImageOptions } from '../../src/api/image/choose-image.js'
import type { Arguments } from '../call.js'
import type { Bench } from '../bench.js'
import type { FilePlace } from '../../src/ports/files.js'
import { FileError } from '../../src/ports/port-error.js'
import { conformance } from '../conformance.js'
import { contentOf } from '../files.js'
import { withParts } from '../with-parts.js'

const bytesOf = (text: string) => new TextEncoder().encode(text)

/** Three pictures, with a text between them. */
const fillAlbum = ({ album }: Bench) => {
  album.put('a.jpg', bytesOf('picture a'))
  album.put('b.png', bytesOf('picture bb'))
  album.put('c.txt', bytesOf('no picture'))
  album.put('d.JPEG', bytesOf('picture dddd'))
}

const textsOf = async (bench: Bench, paths: readonly string[]) => {
  const texts = []
  for (const path of paths) texts.push((await contentOf(bench, path)).text)
  return texts
}

const choose = (
  bench: Bench,
  options: Arguments<ChooseImageOptions> = {},
  wx: Bench['wx'] = bench.wx,
) => bench.call(wx.chooseImage, options)

export default conformance('chooseImage', ({ test }) => {
  test('E01, E07, E08 media-image 1, 12, 14: hands over what was chosen, in its order', async (bench) => {
    fillAlbum(bench)
    bench.user.will({ chooseImage: ['b.png', 'a.jpg'] })
    const result = await bench.wx.chooseImage()
    const { tempFilePaths, tempFiles } = result
    expect(result).toEqual({ errMsg: 'chooseImage:ok', tempFilePaths, tempFiles })
    expect(await textsOf(bench, tempFilePaths)).toEqual(['picture bb', 'picture a'])
    expect(tempFiles).toEqual([
      { path: tempFilePaths[0], size: 10 },
      { path: tempFilePaths[1], size: 9 },
    ])
    for (const { path, size } of tempFiles) {
      expect((await contentOf(bench, path)).bytes).toBe(size)
    }
  })

  test('E07: keeps the extension of a name', async (bench) => {
    fillAlbum(bench)
    bench.user.will({ chooseImage: ['d.JPEG', 'b.png'] })
    const { tempFilePaths } = await choose(bench).success()
    expect(tempFilePaths[0]).toMatch(/^wxfile:\/\/tmp_.+\.jpeg$/)
    expect(tempFilePaths[1]).toMatch(/^wxfile:\/\/tmp_.+\.png$/)
    const devtools = bench.createWx({ profile: 'devtools' })
    expect((await choose(bench, {}, devtools).success()).tempFilePaths[0]).toMatch(
      /^http:\/\/tmp\/.+\.jpeg$/,
    )
  })

  test('E01, E07: every kind of picture is one, whatever downloads of it are called', async (bench) => {
    const names = ['a.avif', 'b.heic', 'c.tif', 'd.webp', 'e.bmp']
    for (const name of names) bench.album.put(name, bytesOf(name))
    bench.album.put('f.webm', bytesOf('a video'))
    bench.user.will({ chooseImage: names })
    const { tempFilePaths } = await choose(bench).success()
    expect(await textsOf(bench, tempFilePaths)).toEqual(names)
    for (const [index, name] of names.entries()) {
      expect(tempFilePaths[index]?.slice(-name.length + 1)).toBe(name.slice(1))
    }
  })

  test('E07: keeps none of them where one cannot be kept', async (bench) => {
    fillAlbum(bench)
    bench.user.will({ chooseImage: ['a.jpg', 'b.png', 'd.JPEG'] })
    const { files } = bench.host
    const made: FilePlace[] = []
    const tight = withParts(files, {
      createTemp: async (blob, extension) => {
        if (made.length === 2) {
          files.discard(blob)
          throw new FileError('full')
        }
        const place = await files.createTemp(blob, extension)
        made.push(place)
        return place
      },
    })
    const wx = bench.createWx({}, withParts(bench.host, { files: tight }))
    expect(await choose(bench, {}, wx).failure()).toEqual({
      errMsg: 'chooseImage:fail the maximum size of the file storage limit is exceeded',
      errno: 1300202,
    })
    expect(made).toHaveLength(2)
    for (const place of made) expect(await files.open(place)).toBeUndefined()
  })

  test('E08: libraries before 1.2.0 have paths only', async (bench) => {
    fillAlbum(bench)
    const result = await choose(bench, {}, bench.createWx({ libVersion: '1.1.0' })).success()
    expect(Object.keys(result).sort()).toEqual(['errMsg', 'tempFilePaths'])
  })

  test('E02 media-image 2, 3: takes no more than count, whatever the picker gives', async (bench) => {
    fillAlbum(bench)
    for (const count of [2, 1]) {
      const { tempFilePaths } = await choose(bench, { count, sourceType: ['album'] }).success()
      expect(tempFilePaths).toHaveLength(count)
    }
  })

  test('E02 media-image 4, 5: a count that is none is 9, and 9 are the most', async (bench) => {
    for (let i = 10; i < 32; i += 1) bench.album.put(`${i}.png`, bytesOf(String(i)))
    for (const [count, expected] of [
      [undefined, 9],
      [0, 9],
      [-1, 9],
      ['3', 3],
      [2.7, 2],
      [NaN, 9],
      [100, 9],
    ] as const) {
      const result = await choose(bench, { count: count as never }).success()
      expect(result.tempFilePaths, String(count)).toHaveLength(expected)
    }
  })

  test('E05, E06 media-image 6: a cancel fails once', async (bench) => {
    fillAlbum(bench)
    bench.user.will({ chooseImage: 'cancel' })
    for (const sourceType of [undefined, ['album'], ['camera']] as const) {
      const call = choose(bench, sourceType && { sourceType: [...sourceType] })
      expect(await call.failure()).toEqual({ errMsg: 'chooseImage:fail cancel' })
      expect(call.order).toEqual(['fail', 'complete'])
    }
  })

  test('E05 authorize 26: a cancel changes no setting', async (bench) => {
    const before = await bench.call(bench.wx.getSetting, {}).success()
    bench.user.will({ chooseImage: 'cancel' })
    await choose(bench).failure()
    expect(await bench.call(bench.wx.getSetting, {}).success()).toEqual(before)
  })

  test('E05 media-image 7: a cancel rejects the Promise', async (bench) => {
    bench.user.will({ chooseImage: 'cancel' })
    await expect(bench.wx.chooseImage({ count: 1 })).rejects.toEqual({
      errMsg: 'chooseImage:fail cancel',
    })
  })

  test('E05: whoever has nothing to choose can only cancel', async (bench) => {
    bench.album.put('c.txt', bytesOf('no picture'))
    expect((await choose(bench).failure()).errMsg).toBe('chooseImage:fail cancel')
  })

  test('E04 media-image 8: the camera takes one picture', async (bench) => {
    fillAlbum(bench)
    const { tempFiles } = await choose(bench, { count: 9, sourceType: ['camera'] }).success()
    expect(tempFiles).toHaveLength(1)
    expect(tempFiles[0]?.size).toBeGreaterThan(0)
  })

  test('E04 authorize 25: the camera asks for no scope', async (bench) => {
    fillAlbum(bench)
    bench.user.will({ 'scope.camera': false })
    await bench.call(bench.wx.authorize, { scope: 'scope.camera' }).failure()
    bench.user.takeQuestions()
    await choose(bench, { sourceType: ['camera'] }).success()
    expect(bench.user.takeQuestions()).toEqual([])
  })

  test('E04 media-image 9: what names no source names both', async (bench) => {
    fillAlbum(bench)
    bench.user.will({ chooseImage: ['a.jpg'] })
    for (const sourceType of [[], ['nowhere'], 'album', undefined]) {
      const call = choose(bench, { sourceType: sourceType as never })
      expect((await call.success()).tempFilePaths).toHaveLength(1)
    }
  })

  test('E03 media-image 11: originals are the same bytes', async (bench) => {
    const bytes = Uint8Array.from({ length: 200_000 }, (_, i) => i % 251)
    bench.album.put('big.jpg', bytes)
    const forced = await choose(bench, { sizeType: ['original'] }).success()
    bench.user.will({ chooseImage: { files: ['big.jpg'], original: true } })
    const wanted = await choose(bench).success()
    for (const { path, size } of [...forced.tempFiles, ...wanted.tempFiles]) {
      expect(size).toBe(bytes.length)
      const { sha256 } = await contentOf(bench, path)
      // sha256 of these bytes
      expect(sha256).toBe(await sha256Of(bytes))
    }
  })

  test(
    'E03 media-image 10: a large picture becomes smaller where it has to',
    {
      needs: ['encoding'],
      otherwise: async (bench) => {
        bench.album.put('big.jpg', await largePicture(bench))
        const call = choose(bench, { sizeType: ['compressed'], sourceType: ['album'] })
        expect((await call.failure()).errMsg).toMatch(/^chooseImage:fail unsupported: /)
      },
    },
    async (bench) => {
      const bytes = await largePicture(bench)
      bench.album.put('big.jpg', bytes)
      for (const options of [{ sizeType: ['compressed' as const] }, {}]) {
        const { tempFiles } = await choose(bench, { ...options, sourceType: ['album'] }).success()
        expect(tempFiles[0]?.path).toMatch(/\.jpg$/)
        expect(tempFiles[0]?.size).toBeLessThan(bytes.length)
      }
    },
  )

  test('E03: what cannot be made smaller stays as it is, where the program allows it', async (bench) => {
    const broken = new Uint8Array(200_000).fill(7)
    bench.album.put('broken.jpg', broken)
    const { tempFiles } = await choose(bench, { sourceType: ['album'] }).success()
    expect(tempFiles[0]?.size).toBe(broken.length)
  })

  test('E01 media-image 13: choosing the same picture twice makes two files', async (bench) => {
    fillAlbum(bench)
    bench.user.will({ chooseImage: ['a.jpg'] })
    const [first] = (await choose(bench).success()).tempFilePaths
    const [second] = (await choose(bench).success()).tempFilePaths
    expect(first).not.toBe(second)
    expect(await textsOf(bench, [first ?? '', second ?? ''])).toEqual(['picture a', 'picture a'])
  })

  test('E01: a second picker fails while one is open', async (bench) => {
    fillAlbum(bench)
    const first = choose(bench)
    const second = bench.call(bench.wx.chooseMedia, {})
    expect((await second.failure()).errMsg).toBe('chooseMedia:fail another picker is open')
    await first.success()
    await choose(bench).success()
  })

  test('E06: a picker that is open when the host ends fails with interrupted', async (bench) => {
    bench.user.will({ chooseImage: () => new Promise(() => undefined) })
    const call = choose(bench)
    await bench.host.dispose()
    expect(await call.failure()).toEqual({
      errMsg: 'chooseImage:fail interrupted',
      errno: 600003,
    })
    expect((await choose(bench).failure()).errMsg).toBe('chooseImage:fail interrupted')
  })
})

const sha256Of = async (bytes: Uint8Array<ArrayBuffer>): Promise<string> =>
  [...new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')

/** A real picture behind comments that are larger than it. */
const largePicture = async (bench: Bench): Promise<Uint8Array<ArrayBuffer>> => {
  const url = '/pictures/plain.jpg'
  const call = bench.request({ url, responseType: 'arraybuffer' })
  const picture = new Uint8Array((await call.success()).data as ArrayBuffer)
  const comment = new Uint8Array(65_537)
  comment.set([0xff, 0xfe, 0xff, 0xff])
  return new Uint8Array([...picture.subarray(0, 2), ...comment, ...comment, ...picture.subarray(2)])
}
