import { expect } from 'vitest'
import { conformance } from '../conformance.js'
import { contentOf, formOf, makeFile, makeZeros } from '../files.js'
import { expectTaskAsOldAsLibrary } from '../transfer-call.js'

const disposition = (rest: string) => `form-data; ${rest}`
const baseName = (path: string) => path.slice(path.lastIndexOf('/') + 1)

export default conformance('uploadFile', ({ test }) => {
  test('B01 network 93, lessons 9, 10, 26: posts the file under its name and type', async (bench) => {
    const filePath = await makeFile(bench, { text: 'pixels', type: 'image/png' })
    const form = formOf(await bench.upload({ url: '/upload', filePath, name: 'file' }).success())
    expect(form.method).toBe('POST')
    expect(form.headers['content-type']).toMatch(/^multipart\/form-data; boundary=\S+$/)
    expect(form.parts).toMatchObject([
      {
        headers: {
          'Content-Disposition': disposition(`name="file"; filename="${baseName(filePath)}"`),
          'Content-Type': 'image/png',
        },
        text: 'pixels',
      },
    ])
    expect(baseName(filePath)).toMatch(/^tmp_.+\.png$/)
  })

  test('B01 network 94: a file of no known type is octets', async (bench) => {
    const filePath = await makeFile(bench, { type: 'application/x-foo' })
    expect((await contentOf(bench, filePath)).headers['Content-Type']).toBe(
      'application/octet-stream',
    )
  })

  test('B01: says how long the body is', async (bench) => {
    const filePath = await makeFile(bench)
    const form = formOf(await bench.upload({ url: '/upload', filePath, name: 'file' }).success())
    expect(form.headers['content-length']).toBe(String(form.bodyBytes))
  })

  test('B01: an empty file is a file', async (bench) => {
    const filePath = await makeFile(bench, { text: '' })
    expect(await contentOf(bench, filePath)).toMatchObject({ bytes: 0, text: '' })
  })

  test('B01: a file of the user, and one of the package', async (bench) => {
    const filePath = 'wxfile://usr/note.txt'
    await bench.download({ url: '/text?body=mine', filePath }).success()
    expect(await contentOf(bench, filePath)).toMatchObject({
      headers: {
        'Content-Disposition': disposition('name="file"; filename="note.txt"'),
        'Content-Type': 'text/plain',
      },
      text: 'mine',
    })
    for (const path of ['/images/a.png', 'images/a.png']) {
      expect(await contentOf(bench, path)).toMatchObject({
        headers: { 'Content-Type': 'image/png' },
        text: 'a picture',
      })
    }
  })

  test('B01: quotes and line breaks in names cannot end a header', async (bench) => {
    const filePath = await makeFile(bench)
    const formData = { 'k"\r\nX-Evil: 1': 'v' }
    const call = bench.upload({ url: '/upload', filePath, name: 'a"b\r\nc', formData })
    expect(formOf(await call.success()).parts.map(({ headers }) => headers)).toMatchObject([
      { 'Content-Disposition': disposition('name="k%22%0D%0AX-Evil: 1"') },
      { 'Content-Disposition': expect.stringContaining('name="a%22b%0D%0Ac";') as string },
    ])
  })

  test('B01: a redirect with 307 sends the file again', async (bench) => {
    const filePath = await makeZeros(bench, 300_000)
    const call = bench.upload({ url: '/redirect?code=307&to=upload', filePath, name: 'file' })
    expect(formOf(await call.success()).parts).toMatchObject([{ bytes: 300_000 }])
    const percents = call.progress.map(({ progress }) => progress)
    expect(percents).toEqual([...new Set(percents)].sort((a, b) => a - b))
  })

  test('B01: a redirect with 303 asks without the file', async (bench) => {
    const filePath = await makeFile(bench)
    const call = bench.upload({ url: '/redirect?code=303&to=echo', filePath, name: 'file' })
    expect(JSON.parse((await call.success()).data)).toMatchObject({ method: 'GET', body: '' })
  })

  test('B02: sends the header', async (bench) => {
    const filePath = await makeFile(bench)
    const header = { 'X-A': '1', 'X-B': 2, 'X-C': { c: 1 } }
    const call = bench.upload({ url: '/upload', filePath, name: 'file', header })
    expect(formOf(await call.success()).headers).toMatchObject({
      'x-a': '1',
      'x-b': '2',
      'x-c': '[object Object]',
    })
  })

  test('B02 network 96, lessons 7: the content type is its own', async (bench) => {
    const filePath = await makeFile(bench)
    for (const name of ['content-type', 'Content-Type']) {
      const header = { [name]: 'multipart/form-data' }
      const call = bench.upload({ url: '/upload', filePath, name: 'file', header })
      expect(formOf(await call.success()).headers['content-type']).toContain('boundary=')
    }
  })

  test('B02: a header and form data that are none are dropped with a warning', async (bench) => {
    const filePath = await makeFile(bench)
    const options = { url: '/upload', filePath, name: 'file' }
    const call = bench.upload({ ...options, header: 'a' as never, formData: 1 as never })
    expect(formOf(await call.success()).parts).toHaveLength(1)
    expect(bench.takeLog()).toEqual([
      'uploadFile: formData must be an object',
      'uploadFile: header must be an object',
    ])
    await bench.upload({ ...options, header: null as never, formData: null as never }).success()
  })

  test('B02: a header that would break the request fails, and a task is returned', async (bench) => {
    const filePath = await makeFile(bench)
    const call = bench.upload({
      url: '/upload',
      filePath,
      name: 'file',
      header: { 'X-A': '1\r\nX-B: 2' },
    })
    expect(typeof call.task.abort).toBe('function')
    expect((await call.failure()).errMsg).toBe('uploadFile:fail invalid header')
  })

  test(
    'B02 lessons 27: a cookie of the program goes along',
    {
      needs: ['forbidden-headers'],
      otherwise: async (bench) => {
        const filePath = await makeFile(bench)
        const header = { Cookie: 'a=1' }
        const call = bench.upload({ url: '/upload', filePath, name: 'file', header })
        expect(await call.failure()).toEqual({
          errMsg: 'uploadFile:fail unsupported: a page cannot set the header Cookie; use a gateway',
          errno: 100,
        })
      },
    },
    async (bench) => {
      const filePath = await makeFile(bench)
      const header = { Cookie: 'a=1' }
      const call = bench.upload({ url: '/upload', filePath, name: 'file', header })
      expect(formOf(await call.success()).headers.cookie).toBe('a=1')
    },
  )

  test(
    'B06 lessons 8: a server that lets no page of another origin ask',
    {
      needs: ['failure-reasons'],
      // A page is not told that it is this.
      otherwise: async (bench) => {
        const filePath = await makeFile(bench)
        const options = { url: '/upload?preflight=refused', filePath, name: 'file' }
        const call = bench.upload({ ...options, header: { 'X-A': '1' } })
        expect(await call.failure()).toEqual({ errMsg: 'uploadFile:fail', errno: 600000 })
      },
    },
    async (bench) => {
      const filePath = await makeFile(bench)
      const options = { url: '/upload?preflight=refused', filePath, name: 'file' }
      const call = bench.upload({ ...options, header: { 'X-A': '1' } })
      expect(formOf(await call.success()).headers['x-a']).toBe('1')
    },
  )

  test(
    'B03: the referer is the page of the program',
    {
      needs: ['forbidden-headers'],
      otherwise: async (bench) => {
        const filePath = await makeFile(bench)
        const header = { Referer: 'https://evil.test/' }
        const call = bench.upload({ url: '/upload', filePath, name: 'file', header })
        expect(formOf(await call.success()).headers.referer ?? '').not.toContain('evil')
      },
    },
    async (bench) => {
      const filePath = await makeFile(bench)
      const header = { Referer: 'https://evil.test/', referer: 'x' }
      const call = bench.upload({ url: '/upload', filePath, name: 'file', header })
      expect(formOf(await call.success()).headers.referer).toBe(
        'https://servicewechat.com/wx0000000000000000/0/page-frame.html',
      )
    },
  )

  test('B04 network 92: form data come first, as text', async (bench) => {
    const filePath = await makeFile(bench)
    const formData = { s: '中', n: 1, o: { a: 1 }, b: true, z: null, u: undefined, 2: 'two' }
    const call = bench.upload({ url: '/upload', filePath, name: 'file', formData })
    const { parts } = formOf(await call.success())
    const fields = parts.slice(0, -1)
    expect(fields.map(({ headers, text }) => [headers['Content-Disposition'], text])).toEqual([
      ['form-data; name="2"', 'two'],
      ['form-data; name="s"', '中'],
      ['form-data; name="n"', '1'],
      ['form-data; name="o"', '[object Object]'],
      ['form-data; name="b"', '[object Boolean]'],
      ['form-data; name="z"', '[object Null]'],
      ['form-data; name="u"', '[object Undefined]'],
    ])
    expect(fields.every(({ headers }) => Object.keys(headers).length === 1)).toBe(true)
    expect(parts.at(-1)?.text).toBe('some text')
  })

  test('B05 network 95: data is text, also when it is JSON', async (bench) => {
    const filePath = await makeFile(bench)
    const body = encodeURIComponent('{"ok":true}')
    const result = await bench
      .upload({ url: `/text?body=${body}&type=application/json`, filePath, name: 'file' })
      .success()
    expect(result).toMatchObject({
      errMsg: 'uploadFile:ok',
      data: '{"ok":true}',
      statusCode: 200,
    })
    expect(Object.keys(result).sort()).toEqual(['data', 'errMsg', 'profile', 'statusCode'])
  })

  test('B05: one byte order mark goes', async (bench) => {
    const filePath = await makeFile(bench)
    const { data } = await bench.upload({ url: '/bom?count=2', filePath, name: 'f' }).success()
    expect(data).toBe('\uFEFF{"a":1}')
  })

  test('B05 network 100, lessons 1: every status is a success', async (bench) => {
    const filePath = await makeFile(bench)
    for (const status of [204, 404, 500]) {
      const url = `/status/${status}?body=no`
      const result = await bench.upload({ url, filePath, name: 'file' }).success()
      expect([result.statusCode, result.data]).toEqual([status, status === 204 ? '' : 'no'])
    }
  })

  test('B05: an answer that comes before the file was taken is the answer', async (bench) => {
    const filePath = await makeZeros(bench, 2_000_000)
    const call = bench.upload({ url: '/early?status=413', filePath, name: 'file' })
    expect(await call.success()).toMatchObject({ statusCode: 413, data: 'enough' })
  })

  test('B05: the profile comes unless it is not wanted', async (bench) => {
    const filePath = await makeFile(bench)
    const options = { url: '/upload', filePath, name: 'file' }
    const { profile } = await bench.upload(options).success()
    expect(profile.responseEnd).toBeGreaterThanOrEqual(profile.invokeStart)
    expect(profile.receivedBytedCount).toBeGreaterThan(0)
    const without = await bench.upload({ ...options, enableProfile: false }).success()
    expect(without).not.toHaveProperty('profile')
    const old = bench.createWx({ libVersion: '3.4.10' })
    expect(await bench.upload(options, old).success()).not.toHaveProperty('profile')
  })

  test('B06 network 15, 16: names every required field that is missing', async (bench) => {
    const missing = (field: string) => `parameter.${field} should be String instead of Undefined;`
    const all = bench.call(bench.wx.uploadFile, {} as never)
    expect(all.order).toEqual(['fail', 'complete'])
    expect(all.task).toBeUndefined()
    expect(await all.failure()).toEqual({
      errMsg: `uploadFile:fail parameter error: ${['url', 'filePath', 'name'].map(missing).join('')}`,
      errno: 1001,
    })
    const one = bench.upload({ url: '/upload', name: 'file' } as never)
    expect(await one.failure()).toEqual({
      errMsg: `uploadFile:fail parameter error: ${missing('filePath')}`,
      errno: 1001,
    })
  })

  test('B06: an address that is none fails later, and a task is returned', async (bench) => {
    const call = bench.upload({ url: 'up', filePath: 'x', name: 'file' })
    expect(typeof call.task.abort).toBe('function')
    expect(call.order).toEqual([])
    expect(await call.failure()).toEqual({
      errMsg: 'uploadFile:fail invalid url "up"',
      errno: 600009,
    })
  })

  for (const filePath of [
    'wxfile://tmp_none.png',
    'http://tmp/none.png',
    'wxfile://store_none.png',
    'wxfile://usr/none.txt',
    'wxfile://usr',
    'none.txt',
    '/images',
    '',
    'https://h.test/a.png',
    'file:///etc/passwd',
    '/etc/passwd',
    '../package.json',
    '/images/../../labels.ts',
    '/images/%2e%2e/%2E%2E/labels.ts',
    '/images/%252e%252e/%252e%252e/labels.ts',
    '/images\\..\\..\\labels.ts',
    'wxfile://usr/../../../etc/passwd',
    'wxfile://tmp_../../owner.json',
    'wxfile://usr/a\0b',
  ]) {
    test(`B06 network 97: file not found: ${JSON.stringify(filePath)}`, async (bench) => {
      const call = bench.upload({ url: '/upload', filePath, name: 'file' })
      expect(typeof call.task.abort).toBe('function')
      expect(call.order).toEqual([])
      expect(await call.failure()).toEqual({
        errMsg: 'uploadFile:fail file not found',
        errno: 1300002,
      })
      expect(await bench.server.seen()).toEqual([])
    })
  }

  test('B06: a server that takes nothing of the file runs into the timeout', async (bench) => {
    const filePath = await makeZeros(bench, 8_000_000)
    // Long enough to reach the server, as a rule; it ends the same way if not.
    const call = bench.upload({ url: '/unread', filePath, name: 'file', timeout: 1000 })
    expect(await call.failure()).toEqual({ errMsg: 'uploadFile:fail timeout', errno: 5 })
    // As below: it may have come twice.
    await bench.server.release(5)
  })

  for (const [where, url] of [
    ['before its answer', '/hold'],
    ['within the head', '/half-head'],
    ['within the body', '/stall'],
  ] as const) {
    test(`B06: a server that stops ${where} runs into the time-out`, async (bench) => {
      const filePath = await makeFile(bench)
      const call = bench.upload({ url, filePath, name: 'file', timeout: 300 })
      expect(await call.failure()).toEqual({ errMsg: 'uploadFile:fail timeout', errno: 5 })
      await bench.server.idle()
    })
  }

  test("B06: app.json's time-out holds", async (bench) => {
    const filePath = await makeFile(bench)
    const wx = bench.createWx({ networkTimeout: { uploadFile: 50 } })
    const call = bench.upload({ url: '/hold', filePath, name: 'file' }, wx)
    expect((await call.failure()).errno).toBe(5)
  })

  test('B06: a server that breaks off in the middle of the file', async (bench) => {
    const filePath = await makeZeros(bench, 8_000_000)
    const call = bench.upload({ url: '/unread', filePath, name: 'file' })
    await bench.server.seen(2)
    // A browser tries again by itself where the connection was not a new one.
    await bench.server.release(5)
    expect((await call.failure()).errMsg).toMatch(/^uploadFile:fail/)
  })

  test('B06: a server that breaks off after the file', async (bench) => {
    const filePath = await makeFile(bench)
    for (const url of ['/reset', '/close', '/malformed', '/truncate']) {
      const { errMsg, errno } = await bench.upload({ url, filePath, name: 'file' }).failure()
      expect(errMsg).toMatch(/^uploadFile:fail/)
      expect([600000, 600001]).toContain(errno)
    }
  })

  test('B06: nobody listens', async (bench) => {
    const filePath = await makeFile(bench)
    const url = bench.server.refusedUrl
    const { errno } = await bench.upload({ url, filePath, name: 'file' }).failure()
    expect([600000, 600001]).toContain(errno)
  })

  test('B06 network 88: another list than that of request', async (bench) => {
    const filePath = await makeFile(bench)
    const url = bench.server.secureUrl('/upload')
    const origin = bench.server.secureOrigin()
    const lists = { request: [origin], downloadFile: [origin] }
    const wx = bench.createWx({ urlCheck: true, domains: lists })
    const refused = bench.upload({ url, filePath, name: 'file' }, wx)
    expect(refused.order).toEqual([])
    expect(await refused.failure()).toEqual({
      errMsg: 'uploadFile:fail url not in domain list',
      errno: 600002,
    })
    expect(bench.takeLog().join()).toContain('uploadFile')
    const admitted = bench.createWx({ urlCheck: true, domains: { uploadFile: [origin] } })
    formOf(await bench.upload({ url, filePath, name: 'file' }, admitted).success())
  })

  test('B06: ends with its host', async (bench) => {
    const filePath = await makeFile(bench)
    const running = bench.upload({ url: '/hold', filePath, name: 'file' })
    await bench.server.seen(2)
    const opening = bench.upload({ url: '/hold', filePath, name: 'file' })
    await bench.host.dispose()
    const later = bench.upload({ url: '/hold', filePath, name: 'file' })
    for (const call of [running, opening, later]) {
      expect(await call.failure()).toEqual({
        errMsg: 'uploadFile:fail interrupted',
        errno: 600003,
      })
    }
    expect(await bench.server.seen()).toHaveLength(2)
  })

  test('B07: complete gets what success or fail got, after it', async (bench) => {
    const filePath = await makeFile(bench)
    const call = bench.upload({ url: '/upload', filePath, name: 'file' })
    await call.success()
    expect(call.order.slice(-2)).toEqual(['success', 'complete'])
    const failed = bench.upload({ url: '/upload', filePath: 'none', name: 'file' })
    await failed.failure()
    expect(failed.order).toEqual(['fail', 'complete'])
  })

  test('B07: without callbacks there is a task all the same, and no Promise', async (bench) => {
    const task = bench.wx.uploadFile({
      url: bench.server.url('/upload'),
      filePath: '/images/a.png',
      name: 'file',
    })
    expect(task).not.toHaveProperty('then')
    await bench.server.seen(1)
  })

  test('B08: the task is as old as its library', (bench) => {
    const options = { url: '/upload', filePath: 'none', name: 'file' }
    expectTaskAsOldAsLibrary(
      (libVersion) => bench.upload(options, bench.createWx({ libVersion })).task,
    )
  })

  test('B08: the header comes before the end', async (bench) => {
    const filePath = await makeFile(bench)
    const call = bench.upload({ url: '/header?name=X-A&value=1', filePath, name: 'file' })
    await call.success()
    expect(call.order.filter((kind) => kind !== 'progress')).toEqual([
      'headers',
      'success',
      'complete',
    ])
    const [event] = call.headers
    expect(Object.keys(event ?? {})).toEqual(['header'])
    expect(
      Object.entries(event?.header ?? {}).map((field) => field.join().toLowerCase()),
    ).toContain('x-a,1')
  })

  test('B09 network 98: tells whole percents of the body, rising to 100', async (bench) => {
    const filePath = await makeZeros(bench, 1024 * 1024)
    const call = bench.upload({ url: '/upload', filePath, name: 'file' })
    const form = formOf(await call.success())
    expect(form.parts).toMatchObject([{ bytes: 1024 * 1024 }])
    const percents = call.progress.map(({ progress }) => progress)
    expect(percents.every(Number.isInteger)).toBe(true)
    expect(percents).toEqual([...new Set(percents)].sort((a, b) => a - b))
    expect(call.progress.at(-1)).toEqual({
      progress: 100,
      totalBytesSent: form.bodyBytes,
      totalBytesExpectedToSend: form.bodyBytes,
    })
    expect(form.bodyBytes).toBeGreaterThan(1024 * 1024)
    const sent = call.progress.map(({ totalBytesSent }) => totalBytesSent)
    expect(sent).toEqual([...sent].sort((a, b) => a - b))
    expect(call.order.slice(-2)).toEqual(['success', 'complete'])
  })

  test('B09: an upload whose progress nobody watches asks no preflight', async (bench) => {
    const filePath = await makeFile(bench)
    const url = bench.server.url('/upload?preflight=refused')
    const call = bench.call(bench.wx.uploadFile, { url, filePath, name: 'file' })
    formOf(await call.success())
  })

  test('B09: off takes one listener, or all', async (bench) => {
    const filePath = await makeFile(bench)
    const heard: string[] = []
    const [one, two] = [() => heard.push('one'), () => heard.push('two')]
    const call = bench.upload({ url: '/upload', filePath, name: 'file' })
    call.task.onProgressUpdate(one)
    call.task.onProgressUpdate(two)
    call.task.offProgressUpdate(one)
    await call.success()
    expect(new Set(heard)).toEqual(new Set(['two']))
    heard.length = 0
    const silent = bench.upload({ url: '/upload', filePath, name: 'file' })
    silent.task.onProgressUpdate(two)
    silent.task.offProgressUpdate()
    await silent.success()
    expect([heard, silent.progress]).toEqual([[], []])
  })

  test('B10: abort at once never reaches the server', async (bench) => {
    const filePath = await makeFile(bench)
    const call = bench.upload({ url: '/upload', filePath, name: 'file' })
    const abort: () => unknown = call.task.abort
    expect(abort()).toBeUndefined()
    expect(call.order).toEqual([])
    expect(await call.failure()).toEqual({ errMsg: 'uploadFile:fail abort' })
    await contentOf(bench, filePath)
    expect(call.order).toEqual(['fail', 'complete'])
    expect(await bench.server.seen()).toHaveLength(2)
  })

  test('B10 network 99: abort while the file is on its way', async (bench) => {
    const filePath = await makeZeros(bench, 8_000_000)
    const call = bench.upload({ url: '/unread', filePath, name: 'file' })
    await bench.server.seen(2)
    call.task.abort()
    call.task.abort()
    expect(await call.failure()).toEqual({ errMsg: 'uploadFile:fail abort' })
    await bench.server.release(1)
  })

  test('B10: abort inside onProgressUpdate', async (bench) => {
    const filePath = await makeZeros(bench, 1_000_000)
    const call = bench.upload({ url: '/upload', filePath, name: 'file' })
    call.task.onProgressUpdate(() => call.task.abort())
    expect(await call.failure()).toEqual({ errMsg: 'uploadFile:fail abort' })
    expect(call.progress).toHaveLength(1)
  })

  test('B10: abort while the server holds its answer', async (bench) => {
    const filePath = await makeFile(bench)
    const call = bench.upload({ url: '/hold', filePath, name: 'file' })
    await bench.server.seen(2)
    call.task.abort()
    expect(await call.failure()).toEqual({ errMsg: 'uploadFile:fail abort' })
    await bench.server.idle()
    expect((await bench.server.seen(2)).map(({ state }) => state)).toEqual(['ended', 'aborted'])
  })

  test('B10: abort after the end does nothing', async (bench) => {
    const filePath = await makeFile(bench)
    const call = bench.upload({ url: '/upload', filePath, name: 'file' })
    await call.success()
    call.task.abort()
    await contentOf(bench, filePath)
    expect(call.order.slice(-2)).toEqual(['success', 'complete'])
  })
})
