import { expect } from 'vitest'
import { conformance } from '../conformance.js'
import { makeFile } from '../files.js'
import { watchedPreviews } from '../watched-previews.js'
import { withParts } from '../with-parts.js'

export default conformance('previewImage', ({ test }) => {
  test('E09, E10, E11 media-image 15: begins at current, and succeeds when it is shown', async (bench) => {
    const urls = ['a', 'b'].map((name) => bench.server.url(`/text?body=${name}&type=image/png`))
    const call = bench.call(bench.wx.previewImage, { urls, current: urls[1] ?? '' })
    expect(await call.success()).toEqual({ errMsg: 'previewImage:ok' })
    expect(bench.user.looksAt()).toBe(1)
  })

  test('E10 media-image 16, 20, 21: begins at the first otherwise', async (bench) => {
    const [a, b] = [bench.server.url('/text?body=a'), bench.server.url('/text?body=b')]
    for (const [urls, current, index] of [
      [[a, b], undefined, 0],
      [[a, b], 'nope', 0],
      [[a, b], 1, 0],
      [[a, '', b], undefined, 0],
      [[a, '', b], '', 1],
      [[a, b, b], b, 1],
      [[a, 5, b], b, 2],
    ] as const) {
      const options = { urls, ...(current !== undefined && { current }) } as never
      await bench.call(bench.wx.previewImage, options).success()
      expect(bench.user.looksAt()).toBe(index)
    }
  })

  test('E09, E11 media-image 17–19: refuses what is no list of addresses, and shows nothing', async (bench) => {
    for (const [options, reason] of [
      [{ urls: [] }, 'parameter.urls should have at least 1 item;'],
      [{ urls: 'a.jpg' }, 'parameter.urls should be Array instead of String;'],
      [{ urls: [{ url: 'a' }] }, 'parameter.urls[0] should be String instead of Object;'],
      [{}, 'parameter.urls should be Array instead of Undefined;'],
    ] as const) {
      const call = bench.call(bench.wx.previewImage, options as never)
      expect(call.order).toEqual(['fail', 'complete'])
      expect(await call.failure()).toEqual({
        errMsg: `previewImage:fail parameter error: ${reason}`,
        errno: 1001,
      })
    }
    expect(bench.user.looksAt()).toBeUndefined()
  })

  test('E11 common 7, 8: names the parameter when there is none', async (bench) => {
    const previewImage = bench.wx.previewImage as (options?: unknown) => Promise<unknown>
    await expect(previewImage()).rejects.toMatchObject({
      errMsg: 'previewImage:fail parameter error: parameter should be Object instead of Undefined;',
    })
    await expect(previewImage(null)).rejects.toMatchObject({
      errMsg: 'previewImage:fail parameter error: parameter should be Object instead of Null;',
    })
  })

  test('E09: shows files of every kind, and broken ones', async (bench) => {
    const urls = [await makeFile(bench), '/images/a.png', 'wxfile://tmp_none.png', 'nothing', '']
    await bench.call(bench.wx.previewImage, { urls, current: 'nothing' }).success()
    expect(bench.user.looksAt()).toBe(3)
  })

  test('E09 files 37, 42: an address of a file that leads nowhere is broken, and is not looked for in the network', async (bench) => {
    const { requests, wx } = watchedPreviews(bench)
    const urls = [
      'http://usr/../a.png',
      'http://tmp/a/b.png',
      'HTTP://store/a.png',
      'http://h.test',
    ]
    await bench.call(wx.previewImage, { urls }).success()
    expect(requests[0]?.items.map(({ url }) => url)).toEqual([
      undefined,
      undefined,
      undefined,
      'http://h.test',
    ])
  })

  test('E09 media-image 16: one that its host cannot show is broken, and the others are there', async (bench) => {
    const files = withParts(bench.host.files, { url: () => Promise.reject(new Error('broken')) })
    const { requests, wx } = watchedPreviews(bench, {}, { files })
    const urls = ['http://h.test/a.png', 'wxfile://usr/a.png']
    await bench.call(wx.previewImage, { urls }).success()
    expect(requests[0]?.items.map(({ url }) => url)).toEqual(['http://h.test/a.png', undefined])
  })

  test('E09: libraries before 2.13.0 know neither showmenu nor referrerPolicy', async (bench) => {
    for (const [libVersion, expected] of [
      ['2.12.3', [true, 'no-referrer']],
      ['2.13.0', [false, 'origin']],
    ] as const) {
      const { requests, wx } = watchedPreviews(bench, { libVersion })
      const options = { showmenu: false, referrerPolicy: 'origin' }
      await bench.call(wx.previewImage, { urls: ['http://h.test'], ...options }).success()
      const sources = [{ url: 'http://h.test' }]
      await bench.call(wx.previewMedia, { sources, ...options }).success()
      const told = requests.map(({ showMenu, referrerPolicy }) => [showMenu, referrerPolicy])
      expect(told, libVersion).toEqual([expected, expected])
    }
  })

  test('E11: fails with interrupted once the host has ended', async (bench) => {
    await bench.host.dispose()
    const call = bench.call(bench.wx.previewImage, { urls: ['https://h.test/a.png'] })
    expect((await call.failure()).errMsg).toBe('previewImage:fail interrupted')
  })

  test('E09: previewMedia begins at an index', async (bench) => {
    const sources = [
      { url: bench.server.url('/text?body=a&type=image/png') },
      { url: bench.server.url('/text?body=b&type=video/mp4'), type: 'video' as const },
    ]
    for (const [current, index] of [
      [1, 1],
      [0, 0],
      [7, 0],
      ['length', 0],
    ] as const) {
      await bench.call(bench.wx.previewMedia, { sources, current: current as never }).success()
      expect(bench.user.looksAt()).toBe(index)
    }
  })
})
