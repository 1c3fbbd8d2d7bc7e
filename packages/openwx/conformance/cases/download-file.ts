import { expect } from 'vitest'
import { parseFilePath } from '../../src/codec/file-path.js'
import type { Bench } from '../bench.js'
import { conformance } from '../conformance.js'
import { APP_ID, contentOf, makeFile, makeZeros } from '../files.js'
import { expectTaskAsOldAsLibrary } from '../transfer-call.js'

// Chromium holds the head of a response back while it guesses at its type, for an XMLHttpRequest up to
// 1 KiB of text/plain or application/octet-stream. It does not guess at this one.
const CHUNKS = '/chunks?parts=ab,cd&type=application/json'
const STALL = '/stall?type=application/json'

const typed = (type: string) => `/text?body=x&type=${encodeURIComponent(type)}`

const isThere = async ({ host }: Bench, path: string): Promise<boolean> => {
  const place = parseFilePath(path, APP_ID)
  return place !== undefined && (await host.files.stat(place)) !== undefined
}

export default conformance('downloadFile', ({ test }) => {
  test('C01, C04 network 101: gets the body into a temp file', async (bench) => {
    const result = await bench.download({ url: '/text?body=abc&type=text/plain' }).success()
    expect(Object.keys(result).sort()).toEqual(['errMsg', 'profile', 'statusCode', 'tempFilePath'])
    expect(result).toMatchObject({ errMsg: 'downloadFile:ok', statusCode: 200 })
    expect(await contentOf(bench, result.tempFilePath)).toMatchObject({ text: 'abc' })
    expect((await bench.server.seen(1))[0]).toMatchObject({ method: 'GET' })
  })

  test('C01: keeps every byte of a large body', async (bench) => {
    const { bytes, sha256 } = await contentOf(bench, await makeZeros(bench, 3_000_001))
    expect([bytes, sha256]).toEqual([
      3_000_001,
      // sha256 of as many zeros
      '4f3c36cc4ec3bc4ac4c40dfc33a9c5505a31fd01c106a5277fdcc63239a8f34d',
    ])
  })

  test('C01: keeps a decoded body', async (bench) => {
    const { tempFilePath } = await bench.download({ url: '/gzip?body=hello' }).success()
    expect(await contentOf(bench, tempFilePath)).toMatchObject({ text: 'hello' })
  })

  test('C01: an empty body is an empty file', async (bench) => {
    for (const url of ['/text?body=', '/status/204']) {
      const call = bench.download({ url })
      const { tempFilePath } = await call.success()
      expect(await contentOf(bench, tempFilePath)).toMatchObject({ bytes: 0 })
      expect(call.progress).toEqual([
        {
          progress: 100,
          totalBytesWritten: 0,
          totalBytesExpectedToWrite: 0,
          totalBytesSent: 0,
          totalBytesExpectedToSend: 0,
        },
      ])
    }
  })

  test('C01: follows redirects and keeps the last body only', async (bench) => {
    const url = `/redirect?to=${encodeURIComponent('text?body=end')}&body=moved`
    const { tempFilePath } = await bench.download({ url }).success()
    expect(await contentOf(bench, tempFilePath)).toMatchObject({ text: 'end' })
  })

  test('C01 network 102: gets the body to where the program wants it', async (bench) => {
    const filePath = 'wxfile://usr/a.txt'
    const result = await bench.download({ url: '/text?body=first', filePath }).success()
    expect(Object.keys(result).sort()).toEqual(['errMsg', 'filePath', 'profile', 'statusCode'])
    expect(result.filePath).toBe(filePath)
    expect(await contentOf(bench, filePath)).toMatchObject({ text: 'first' })
    await bench.download({ url: '/text?body=second', filePath }).success()
    expect(await contentOf(bench, filePath)).toMatchObject({ text: 'second' })
    const other = 'http://usr/a.txt'
    expect(
      (await bench.download({ url: '/text?body=3', filePath: other }).success()).filePath,
    ).toBe(other)
    expect(await contentOf(bench, filePath)).toMatchObject({ text: '3' })
  })

  test('C01: libraries before 1.8.0 know no filePath', async (bench) => {
    const wx = bench.createWx({ libVersion: '1.7.0' })
    const result = await bench.download({ url: '/echo', filePath: 'wxfile://usr/a' }, wx).success()
    expect(result).not.toHaveProperty('filePath')
    expect(result.tempFilePath).toMatch(/^wxfile:\/\/tmp_/)
  })

  test('C02: sends the header', async (bench) => {
    const header = { 'X-A': '1', 'X-B': 2, 'X-C': [1] }
    const { tempFilePath } = await bench.download({ url: '/echo', header }).success()
    const { text = '' } = await contentOf(bench, tempFilePath)
    expect(JSON.parse(text)).toMatchObject({
      headers: { 'x-a': '1', 'x-b': '2', 'x-c': '[object Array]' },
    })
  })

  test('C02: a header that is none is dropped with a warning', async (bench) => {
    await bench.download({ url: '/echo', header: 'a' as never }).success()
    expect(bench.takeLog()).toEqual(['downloadFile: header must be an object'])
  })

  test(
    'C03: the referer is the page of the program',
    {
      needs: ['forbidden-headers'],
      otherwise: async (bench) => {
        const header = { Referer: 'https://evil.test/' }
        const { tempFilePath } = await bench.download({ url: '/echo', header }).success()
        expect((await contentOf(bench, tempFilePath)).text).not.toContain('evil')
      },
    },
    async (bench) => {
      const header = { Referer: 'https://evil.test/', referer: 'x' }
      const { tempFilePath } = await bench.download({ url: '/echo', header }).success()
      const { text = '' } = await contentOf(bench, tempFilePath)
      expect(JSON.parse(text)).toMatchObject({
        headers: { referer: 'https://servicewechat.com/wx0000000000000000/0/page-frame.html' },
      })
    },
  )

  test('C04 network 105: every status is a success, and its body is kept', async (bench) => {
    for (const status of [404, 500]) {
      const url = `/status/${status}?body=sorry`
      const { statusCode, tempFilePath } = await bench.download({ url }).success()
      expect(statusCode).toBe(status)
      expect(await contentOf(bench, tempFilePath)).toMatchObject({ text: 'sorry' })
      const filePath = 'wxfile://usr/error.txt'
      await bench.download({ url, filePath }).success()
      expect(await contentOf(bench, filePath)).toMatchObject({ text: 'sorry' })
    }
  })

  test('C04 network 105: old libraries kept 200 and 304 only', async (bench) => {
    const wx = bench.createWx({ libVersion: '1.9.1' })
    expect(await bench.download({ url: '/status/400?body=no' }, wx).success()).toEqual({
      errMsg: 'downloadFile:ok',
      statusCode: 400,
    })
    expect(await bench.download({ url: '/status/200?body=yes' }, wx).success()).toHaveProperty(
      'tempFilePath',
    )
  })

  test('C04: the profile comes unless it is not wanted', async (bench) => {
    const { profile } = await bench.download({ url: '/text?body=abc' }).success()
    expect(profile.responseEnd).toBeGreaterThanOrEqual(profile.invokeStart)
    expect(profile.receivedBytedCount).toBeGreaterThanOrEqual(3)
    const without = await bench.download({ url: '/echo', enableProfile: false }).success()
    expect(without).not.toHaveProperty('profile')
    const old = bench.createWx({ libVersion: '2.10.3' })
    expect(await bench.download({ url: '/echo' }, old).success()).not.toHaveProperty('profile')
  })

  test('C05 network 103: the path ends as the content type says', async (bench) => {
    for (const [type, extension] of [
      ['image/png', 'png'],
      ['IMAGE/JPEG', 'jpg'],
      ['text/html; charset=utf-8', 'html'],
      ['audio/x-m4a', 'm4a'],
      ['application/vnd.ms-excel', 'xls'],
      ['application/x-foo', 'unknown'],
    ] as const) {
      const { tempFilePath } = await bench.download({ url: typed(type) }).success()
      expect(tempFilePath.split('.').at(-1)).toBe(extension)
    }
    const bare = await bench.download({ url: '/header' }).success()
    expect(bare.tempFilePath).toMatch(/\.unknown$/)
  })

  test('C05 network 104: the same address twice is two files', async (bench) => {
    const [one, two] = [await makeFile(bench), await makeFile(bench)]
    expect(one).not.toBe(two)
  })

  test('C05 network 110: the path is spelled by the profile', async (bench) => {
    const device = await bench.download({ url: typed('image/png') }).success()
    expect(device.tempFilePath).toMatch(/^wxfile:\/\/tmp_[^/]+\.png$/)
    const wx = bench.createWx({ profile: 'devtools' })
    const devtools = await bench.download({ url: typed('image/png') }, wx).success()
    expect(devtools.tempFilePath).toMatch(/^http:\/\/tmp\/[^/]+\.png$/)
    expect(await contentOf(bench, devtools.tempFilePath)).toMatchObject({ text: 'x' })
  })

  test('C05: a temp file lasts while the program runs', async (bench) => {
    const path = await makeFile(bench, { text: 'still here' })
    bench.host.enterBackground()
    bench.host.enterForeground()
    for (let i = 0; i < 3; i++) await makeFile(bench)
    for (let i = 0; i < 2; i++) {
      expect(await contentOf(bench, path)).toMatchObject({ text: 'still here' })
    }
  })

  test('C06 network 17: names the missing address', async (bench) => {
    const call = bench.call(bench.wx.downloadFile, { url: undefined } as never)
    expect(call.order).toEqual(['fail', 'complete'])
    expect(call.task).toBeUndefined()
    expect(await call.failure()).toEqual({
      errMsg:
        'downloadFile:fail parameter error: parameter.url should be String instead of Undefined;',
      errno: 1001,
    })
  })

  test('C06: an address that is none fails later, and a task is returned', async (bench) => {
    const call = bench.download({ url: '' })
    expect(typeof call.task.abort).toBe('function')
    expect(call.order).toEqual([])
    expect(await call.failure()).toEqual({
      errMsg: 'downloadFile:fail invalid url ""',
      errno: 600009,
    })
  })

  for (const filePath of [
    'wxfile://usr/none/a.txt',
    'wxfile://usr',
    'wxfile://usr/../a.txt',
    'wxfile://usr/%2e%2e/a.txt',
    'wxfile://usr\\a.txt',
    'wxfile://tmp_a.txt',
    'wxfile://store_a.txt',
    '/images/b.png',
    'a.txt',
    'https://h.test/a.txt',
  ]) {
    test(`C06 network 106: permission denied: ${filePath}`, async (bench) => {
      const call = bench.download({ url: '/echo', filePath })
      expect(await call.failure()).toEqual({
        errMsg: `downloadFile:fail permission denied, open ${filePath}`,
        errno: 603303,
      })
      expect(await bench.server.seen()).toEqual([])
    })
  }

  test('C06 network 107: a file over the limit fails before it is read', async (bench) => {
    const wx = bench.createWx({ maxDownloadBytes: 100_000 })
    await bench.download({ url: '/zeros?bytes=100000' }, wx).success()
    const filePath = 'wxfile://usr/large.bin'
    const call = bench.download({ url: '/zeros?bytes=100001', filePath }, wx)
    expect(await call.failure()).toEqual({
      errMsg: 'downloadFile:fail exceed max file size',
      errno: 603301,
    })
    expect(call.progress).toEqual([])
    expect(await isThere(bench, filePath)).toBe(false)
  })

  test('C06 network 107: a file over the limit that does not say so', async (bench) => {
    const wx = bench.createWx({ maxDownloadBytes: 100_000 })
    const filePath = 'wxfile://usr/large.bin'
    const call = bench.download({ url: '/gzip-bomb?bytes=3000000', filePath }, wx)
    expect(await call.failure()).toEqual({
      errMsg: 'downloadFile:fail exceed max file size',
      errno: 603301,
    })
    expect(await isThere(bench, filePath)).toBe(false)
  })

  test('C06: 200 MiB is the limit where none is set', async (bench) => {
    const call = bench.download({ url: `/zeros?bytes=${200 * 1024 * 1024 + 1}` })
    expect((await call.failure()).errno).toBe(603301)
  })

  test(
    'C06: a full disk fails, keeps nothing and gives its room back',
    {
      needs: ['small-disk'],
      // What a real full disk says is the business of each host's own tests.
      otherwise: async (bench) => {
        await makeZeros(bench, 5_000_000)
      },
    },
    async (bench) => {
      const filePath = 'wxfile://usr/large.bin'
      for (let i = 0; i < 3; i++) {
        const call = bench.download({ url: '/zeros?bytes=50000000', filePath })
        expect(await call.failure()).toEqual({
          errMsg: 'downloadFile:fail the maximum size of the file storage limit is exceeded',
          errno: 1300202,
        })
      }
      expect(await isThere(bench, filePath)).toBe(false)
      for (let i = 0; i < 4; i++) {
        await bench.download({ url: '/zeros?bytes=20000000', filePath }).success()
        await bench.host.files.remove({ space: 'user', owner: APP_ID, name: 'large.bin' })
      }
    },
  )

  test('C06 files 8: a download counts for what the program may keep', async (bench) => {
    const filePath = 'wxfile://usr/kept.txt'
    const wx = bench.createWx({ maxStorageBytes: 10 })
    await bench.download({ url: '/text?body=12345678', filePath }, wx).success()
    expect(
      await bench.download({ url: '/text?body=123', filePath: `${filePath}2` }, wx).failure(),
    ).toEqual({
      errMsg: 'downloadFile:fail the maximum size of the file storage limit is exceeded',
      errno: 1300202,
    })
    expect(await isThere(bench, `${filePath}2`)).toBe(false)
    await bench.download({ url: '/text?body=1234567890', filePath }, wx).success()
  })

  test('C06: a failed download leaves what was there', async (bench) => {
    const filePath = 'wxfile://usr/kept.txt'
    await bench.download({ url: '/text?body=kept', filePath }).success()
    for (const url of ['/reset', '/close', '/malformed', '/truncate', '/gzip-broken']) {
      const { errMsg, errno } = await bench.download({ url, filePath }).failure()
      expect(errMsg).toMatch(/^downloadFile:fail/)
      expect([600000, 600001]).toContain(errno)
    }
    const stalled = bench.download({ url: STALL, filePath, timeout: 100 })
    expect((await stalled.failure()).errno).toBe(5)
    expect(await contentOf(bench, filePath)).toMatchObject({ text: 'kept' })
  })

  for (const [where, url] of [
    ['before its answer', '/hold'],
    ['within the head', '/half-head'],
    ['within the body', '/stall'],
  ] as const) {
    test(`C06: a server that stops ${where} runs into the time-out, and leaves no file`, async (bench) => {
      const filePath = 'wxfile://usr/late.txt'
      const call = bench.download({ url, filePath, timeout: 300 })
      expect(await call.failure()).toEqual({ errMsg: 'downloadFile:fail timeout', errno: 5 })
      await bench.server.idle()
      expect(await isThere(bench, filePath)).toBe(false)
    })
  }

  test("C06: app.json's time-out holds", async (bench) => {
    const wx = bench.createWx({ networkTimeout: { downloadFile: 50 } })
    expect((await bench.download({ url: '/hold' }, wx).failure()).errno).toBe(5)
  })

  test('C06: nobody listens', async (bench) => {
    const { errno } = await bench.download({ url: bench.server.refusedUrl }).failure()
    expect([600000, 600001]).toContain(errno)
  })

  test('C06: another list than that of request', async (bench) => {
    const url = bench.server.secureUrl('/echo')
    const origin = bench.server.secureOrigin()
    const lists = { request: [origin], uploadFile: [origin] }
    const wx = bench.createWx({ urlCheck: true, domains: lists })
    expect(await bench.download({ url }, wx).failure()).toEqual({
      errMsg: 'downloadFile:fail url not in domain list',
      errno: 600002,
    })
    expect(bench.takeLog().join()).toContain('downloadFile')
    const admitted = bench.createWx({ urlCheck: true, domains: { downloadFile: [origin] } })
    await bench.download({ url }, admitted).success()
  })

  test('C06: ends with its host', async (bench) => {
    const running = bench.download({ url: STALL })
    await running.event('headers')
    await bench.host.dispose()
    const later = bench.download({ url: '/echo' })
    for (const call of [running, later]) {
      expect(await call.failure()).toEqual({
        errMsg: 'downloadFile:fail interrupted',
        errno: 600003,
      })
    }
  })

  test('C07: complete gets what success or fail got, after it', async (bench) => {
    const call = bench.download({ url: '/echo' })
    await call.success()
    expect(call.order.slice(-2)).toEqual(['success', 'complete'])
    const failed = bench.download({ url: '/reset' })
    await failed.failure()
    expect(failed.order).toEqual(['fail', 'complete'])
  })

  test('C07: without callbacks there is a task all the same, and no Promise', async (bench) => {
    const task = bench.wx.downloadFile({ url: bench.server.url('/echo') })
    expect(task).not.toHaveProperty('then')
    await bench.server.seen(1)
  })

  test('C08: the task is as old as its library', (bench) => {
    expectTaskAsOldAsLibrary(
      (libVersion) => bench.download({ url: 'x' }, bench.createWx({ libVersion })).task,
    )
  })

  test('C08: the header comes first, and alone', async (bench) => {
    const call = bench.download({ url: '/header?name=X-A&value=1' })
    await call.success()
    expect(call.order[0]).toBe('headers')
    const [event] = call.headers
    expect(Object.keys(event ?? {})).toEqual(['header'])
    expect(
      Object.entries(event?.header ?? {}).map((field) => field.join().toLowerCase()),
    ).toContain('x-a,1')
  })

  test('C09 network 108, lessons 5: tells whole percents, rising to 100, by both sets of names', async (bench) => {
    const bytes = 2_000_000
    const call = bench.download({ url: `/zeros?bytes=${bytes}` })
    await call.success()
    const percents = call.progress.map(({ progress }) => progress)
    expect(percents.every(Number.isInteger)).toBe(true)
    expect(percents).toEqual([...new Set(percents)].sort((a, b) => a - b))
    expect(call.progress.at(-1)).toEqual({
      progress: 100,
      totalBytesWritten: bytes,
      totalBytesExpectedToWrite: bytes,
      totalBytesSent: bytes,
      totalBytesExpectedToSend: bytes,
    })
    expect(call.order.slice(-2)).toEqual(['success', 'complete'])
  })

  test('C09: a body of unknown length is at 0 until it is at 100', async (bench) => {
    const call = bench.download({ url: CHUNKS })
    await call.event('progress')
    expect(call.progress).toMatchObject([
      { progress: 0, totalBytesWritten: 2, totalBytesExpectedToWrite: 0 },
    ])
    await bench.server.release(1)
    await call.success()
    expect(call.progress.at(-1)).toMatchObject({
      progress: 100,
      totalBytesWritten: 4,
      totalBytesExpectedToWrite: 4,
    })
  })

  test('C09: a compressed body has no known length', async (bench) => {
    const call = bench.download({ url: '/gzip-bomb?bytes=1000000' })
    await call.success()
    expect(call.progress.slice(0, -1).every(({ progress }) => progress === 0)).toBe(true)
    expect(call.progress.at(-1)).toMatchObject({ progress: 100, totalBytesWritten: 1_000_000 })
  })

  test('C09: off takes all listeners', async (bench) => {
    const call = bench.download({ url: '/echo' })
    call.task.offProgressUpdate()
    call.task.offHeadersReceived()
    await call.success()
    expect(call.order).toEqual(['success', 'complete'])
  })

  test('C10: abort at once never reaches the server', async (bench) => {
    const call = bench.download({ url: '/echo' })
    const abort: () => unknown = call.task.abort
    expect(abort()).toBeUndefined()
    expect(call.order).toEqual([])
    expect(await call.failure()).toEqual({ errMsg: 'downloadFile:fail abort' })
    await makeFile(bench)
    expect(call.order).toEqual(['fail', 'complete'])
    expect(await bench.server.seen()).toHaveLength(1)
  })

  test('C10 network 109: abort in the middle leaves no file', async (bench) => {
    const filePath = 'wxfile://usr/aborted.txt'
    const call = bench.download({ url: CHUNKS, filePath })
    await call.event('progress')
    call.task.abort()
    call.task.abort()
    expect(await call.failure()).toEqual({ errMsg: 'downloadFile:fail abort' })
    await bench.server.idle()
    expect(await isThere(bench, filePath)).toBe(false)
    expect(await bench.server.seen(1)).toMatchObject([{ state: 'aborted' }])
  })

  test('C10: abort inside onHeadersReceived', async (bench) => {
    const call = bench.download({ url: STALL })
    call.task.onHeadersReceived(() => call.task.abort())
    expect(await call.failure()).toEqual({ errMsg: 'downloadFile:fail abort' })
    expect(call.progress).toEqual([])
  })

  test('C10: abort inside the last onProgressUpdate leaves no file', async (bench) => {
    for (const url of ['/text?body=abc', '/gzip?body=abc']) {
      const filePath = 'wxfile://usr/aborted.txt'
      const call = bench.download({ url, filePath })
      call.task.onProgressUpdate(({ progress }) => {
        if (progress === 100) call.task.abort()
      })
      expect(await call.failure()).toEqual({ errMsg: 'downloadFile:fail abort' })
      expect(await isThere(bench, filePath)).toBe(false)
    }
  })

  test('C10: abort inside the last onProgressUpdate leaves what stood there', async (bench) => {
    const filePath = 'wxfile://usr/kept.txt'
    await bench.download({ url: '/text?body=before', filePath }).success()
    const call = bench.download({ url: '/gzip?body=after', filePath })
    call.task.onProgressUpdate(({ progress }) => {
      if (progress === 100) call.task.abort()
    })
    expect(await call.failure()).toEqual({ errMsg: 'downloadFile:fail abort' })
    expect(bench.wx.getFileSystemManager().readFileSync(filePath, 'utf8')).toBe('before')
  })

  test('C10: abort while the server holds its answer closes the connection', async (bench) => {
    const call = bench.download({ url: '/hold' })
    await bench.server.seen(1)
    call.task.abort()
    expect(await call.failure()).toEqual({ errMsg: 'downloadFile:fail abort' })
    await bench.server.idle()
    expect(await bench.server.seen(1)).toMatchObject([{ state: 'aborted' }])
  })

  test('C10: abort after the end does nothing', async (bench) => {
    const call = bench.download({ url: '/text?body=abc' })
    const { tempFilePath } = await call.success()
    call.task.abort()
    expect(await contentOf(bench, tempFilePath)).toMatchObject({ text: 'abc' })
    expect(call.order.slice(-2)).toEqual(['success', 'complete'])
  })
})
