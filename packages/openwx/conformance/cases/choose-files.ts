import { expect } from 'vitest'
import type { Bench } from '../bench.js'
import { conformance } from '../conformance.js'

const fillAlbum = ({ album }: Bench) => {
  for (const name of ['a.png', 'b.mp4', 'c.pdf', 'd.txt', 'e.png']) {
    album.put(name, new TextEncoder().encode(name))
  }
}

export default conformance('chooseMedia and chooseMessageFile', ({ test }) => {
  test('E01: chooseMedia takes pictures and videos, of one kind unless they may be mixed', async (bench) => {
    fillAlbum(bench)
    bench.user.will({ chooseMedia: ['a.png', 'b.mp4', 'e.png'] })
    const kindsOf = async (mediaType?: ('image' | 'video' | 'mix')[]) => {
      const options = mediaType === undefined ? {} : { mediaType }
      const { tempFiles, type } = await bench.call(bench.wx.chooseMedia, options).success()
      return [type, ...tempFiles.map(({ fileType }) => fileType)]
    }
    expect(await kindsOf()).toEqual(['image', 'image', 'image'])
    expect(await kindsOf(['mix'])).toEqual(['mix', 'image', 'video', 'image'])
    bench.user.will({ chooseMedia: ['b.mp4'] })
    expect(await kindsOf(['video'])).toEqual(['video', 'video'])
  })

  test('E05: chooseMedia cancelled', async (bench) => {
    bench.user.will({ chooseMedia: 'cancel' })
    expect(await bench.call(bench.wx.chooseMedia, {}).failure()).toEqual({
      errMsg: 'chooseMedia:fail cancel',
    })
  })

  test('E02: chooseMedia takes up to 20, and 9 before base library 2.25.0', async (bench) => {
    for (let i = 10; i < 40; i += 1) bench.album.put(`${i}.png`, new Uint8Array([i]))
    const old = bench.createWx({ libVersion: '2.24.0' })
    for (const [wx, count] of [
      [bench.wx, 20],
      [old, 9],
    ] as const) {
      const { tempFiles } = await bench.call(wx.chooseMedia, { count: 50 }).success()
      expect(tempFiles).toHaveLength(count)
    }
  })

  test('E01: chooseMessageFile tells name, kind and time', async (bench) => {
    fillAlbum(bench)
    bench.user.will({ chooseMessageFile: ['c.pdf', 'a.png'] })
    const { tempFiles } = await bench.call(bench.wx.chooseMessageFile, { count: 5 }).success()
    expect(tempFiles.map(({ name, type, size }) => [name, type, size])).toEqual([
      ['c.pdf', 'file', 5],
      ['a.png', 'image', 5],
    ])
    for (const { path, time } of tempFiles) {
      expect(path).toMatch(/^wxfile:\/\/tmp_/)
      expect(Number.isInteger(time)).toBe(true)
    }
  })

  test('E04: chooseMessageFile takes the kinds and extensions that it is asked for', async (bench) => {
    fillAlbum(bench)
    const namesOf = async (options: { type: 'file' | 'image' | 'all'; extension?: string[] }) => {
      const call = bench.call(bench.wx.chooseMessageFile, { count: 9, ...options })
      return (await call.success()).tempFiles.map(({ name }) => name)
    }
    expect(await namesOf({ type: 'file' })).toEqual(['c.pdf', 'd.txt'])
    expect(await namesOf({ type: 'image', extension: ['pdf'] })).toEqual(['a.png', 'e.png'])
    expect(await namesOf({ type: 'file', extension: ['.PDF'] })).toEqual(['c.pdf'])
    expect(await namesOf({ type: 'all' })).toHaveLength(5)
  })

  test('media-image 45: chooseMessageFile needs a count, and no empty extension', async (bench) => {
    const noCount = bench.call(bench.wx.chooseMessageFile, {} as never)
    expect((await noCount.failure()).errMsg).toBe(
      'chooseMessageFile:fail parameter error: parameter.count should be Number instead of Undefined;',
    )
    const options = { count: 1, type: 'file', extension: [''] } as const
    const empty = bench.call(bench.wx.chooseMessageFile, { ...options, extension: [''] })
    expect((await empty.failure()).errMsg).toBe(
      'chooseMessageFile:fail parameter error: parameter.extension should not have an empty item;',
    )
  })
})
