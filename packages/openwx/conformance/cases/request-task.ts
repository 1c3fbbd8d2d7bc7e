import { expect } from 'vitest'
import { conformance } from '../conformance.js'

const text = (chunks: readonly { data: ArrayBuffer }[]) =>
  chunks.map(({ data }) => new TextDecoder().decode(data)).join('')

/** What arrived, by number: connections race, so their order is not the calls'. */
const paths = (seen: readonly { readonly url: string }[]) =>
  seen.map(({ url }) => Number(/n=(\d+)/.exec(url)?.[1])).sort((a, b) => a - b)
const numbered = (count: number) => Array.from({ length: count }, (_, i) => i)

const ABORT = { errMsg: 'request:fail abort' }

export default conformance('request, its task and its time', ({ test }) => {
  test('A11 network 65: follows a redirect', async ({ request }) => {
    for (const code of [301, 302, 303, 307, 308]) {
      const call = request({ url: `/redirect?code=${code}&to=echo` })
      expect((await call.success()).data).toMatchObject({ method: 'GET', url: '/echo' })
      expect(call.headers, 'one headers event').toHaveLength(1)
    }
  })

  test('A11 network 65: a redirect is followed whatever becomes of its own body', async ({
    request,
    download,
  }) => {
    for (const url of ['/stall?to=echo', '/truncate?to=echo']) {
      expect((await request({ url }).success()).data).toMatchObject({ url: '/echo' })
    }
    // Not the cut one: Chromium's XMLHttpRequest may not show a head whose body breaks right behind it.
    await download({ url: '/stall?to=echo' }).success()
  })

  test('A11 network 65: an address that its server has not escaped is UTF-8', async ({
    request,
  }) => {
    const bytes = String.fromCharCode(...new TextEncoder().encode('echo?文'))
    const url = `/redirect?to=${encodeURIComponent(bytes)}`
    expect((await request({ url }).success()).data).toMatchObject({ url: '/echo?%E6%96%87' })
  })

  test('A11: what is compressed comes whole by a connection that is closed behind it', async ({
    request,
    download,
  }) => {
    for (const length of [20_000, 200_000, 3_000_000]) {
      const url = `/gzip?noise=${length}&close`
      expect((await request({ url }).success()).data).toHaveLength(length)
      await download({ url }).success()
    }
  })

  test('A11: a POST becomes a GET by 301, 302, 303 and stays by 307, 308', async ({ request }) => {
    for (const [code, method, body] of [
      [301, 'GET', ''],
      [302, 'GET', ''],
      [303, 'GET', ''],
      [307, 'POST', '{"a":1}'],
      [308, 'POST', '{"a":1}'],
    ] as const) {
      const url = `/redirect?code=${code}&to=echo`
      const { data } = await request({ url, method: 'POST', data: { a: 1 } }).success()
      expect(data).toMatchObject({ method, body })
    }
  })

  test('A11: follows 20 redirects', async ({ request }) => {
    expect((await request({ url: '/hops?count=20' }).success()).statusCode).toBe(200)
  })

  test(
    'A13 network 68: gives an endless redirect up',
    {
      needs: ['manual-redirect'],
      otherwise: async ({ request }) => {
        expect((await request({ url: '/loop' }).failure()).errno).toBe(600000)
      },
    },
    async ({ request }) => {
      expect(await request({ url: '/loop' }).failure()).toEqual({
        errMsg: 'request:fail too many redirects',
        errno: 600008,
      })
      expect((await request({ url: '/hops?count=21' }).failure()).errno).toBe(600008)
    },
  )

  test(
    'A11 network 66: redirect manual ends with the 3xx',
    {
      needs: ['manual-redirect'],
      otherwise: async ({ request, server }) => {
        const { errMsg } = await request({ url: '/redirect', redirect: 'manual' }).failure()
        expect(errMsg).toBe('request:fail unsupported: a page cannot see a redirect; use a gateway')
        expect(await server.seen(1)).toHaveLength(1)
      },
    },
    async ({ request, server }) => {
      const call = request({ url: '/redirect?to=echo&body=moved', redirect: 'manual' })
      const { statusCode, data, header } = await call.success()
      expect([statusCode, data, header.Location]).toEqual([302, 'moved', 'echo'])
      expect(call.headers).toMatchObject([{ statusCode: 302, header: { Location: 'echo' } }])
      expect(await server.seen(1)).toHaveLength(1)
    },
  )

  test('A11: redirect manual changes nothing for another status', async ({ request }) => {
    const { statusCode } = await request({ url: '/echo', redirect: 'manual' }).success()
    expect(statusCode).toBe(200)
  })

  test(
    'A11: a redirect to nowhere fails by its address',
    {
      needs: ['manual-redirect'],
      otherwise: async ({ request }) => {
        const { errno } = await request({ url: '/redirect?to=ftp://h.test/' }).failure()
        expect(errno).toBe(600000)
      },
    },
    async ({ request }) => {
      expect(await request({ url: '/redirect?to=ftp://h.test/' }).failure()).toEqual({
        errMsg: 'request:fail invalid url "ftp://h.test/"',
        errno: 600009,
      })
    },
  )

  test(
    'A06: credentials do not follow a redirect to another origin',
    {
      needs: ['manual-redirect'],
      // The browser does the same by itself; a second origin would only test the browser.
      otherwise: async ({ request }) => {
        await request({ url: '/redirect?to=echo', header: { Authorization: 'secret' } }).success()
      },
    },
    async ({ request, server }) => {
      const to = encodeURIComponent(server.url('/echo', 'b.test'))
      const url = server.url(`/redirect?to=${to}`, 'a.test')
      const header = { Authorization: 'secret', Cookie: 'a=1', 'X-A': '1' }
      const { data } = await request({ url, header }).success()
      expect(data).toMatchObject({ headers: { 'x-a': '1' } })
      expect(JSON.stringify(data)).not.toContain('secret')
      expect((data as { headers: object }).headers).not.toHaveProperty('cookie')
    },
  )

  // Chunks

  test('A15 network 69, 71: hands chunks over as they come', async ({ request, server }) => {
    const call = request({ url: '/chunks?parts=ab,cd', enableChunked: true })
    await call.event('chunk')
    expect(text(call.chunks)).toBe('ab')
    await server.release(1)
    const { data, statusCode } = await call.success()
    expect([data, statusCode]).toEqual(['', 200])
    expect(text(call.chunks)).toBe('abcd')
    expect(call.order[0]).toBe('headers')
    expect(call.order.slice(-2)).toEqual(['success', 'complete'])
    for (const { data } of call.chunks) {
      expect(Object.prototype.toString.call(data)).toBe('[object ArrayBuffer]')
    }
  })

  test('A15 network 70: keeps chunks together where they were not asked for', async (bench) => {
    await bench.server.release(1)
    const call = bench.request({ url: '/chunks?parts=ab,cd' })
    expect((await call.success()).data).toBe('abcd')
    expect(call.chunks).toEqual([])
  })

  test('A15 network 72: off takes one listener, or all', async (bench) => {
    const heard: string[] = []
    const [one, two] = [() => heard.push('one'), () => heard.push('two')]
    const call = bench.request({ url: '/chunks?parts=ab,cd', enableChunked: true })
    call.task.onChunkReceived(one)
    call.task.onChunkReceived(two)
    call.task.onChunkReceived(one)
    call.task.onChunkReceived('no function' as never)
    call.task.offChunkReceived(() => undefined)
    await call.event('chunk')
    expect(heard).toEqual(['one', 'two'])
    call.task.offChunkReceived(one)
    heard.length = 0
    call.task.offChunkReceived()
    await bench.server.release(1)
    await call.success()
    expect(heard).toEqual([])
  })

  test('A15 network 142: a listener that throws does not silence the next', async (bench) => {
    const heard: string[] = []
    const task = bench.request({ url: '/echo' })
    task.task.onHeadersReceived(() => {
      throw new Error('listener error')
    })
    task.task.onHeadersReceived(() => heard.push('second'))
    await task.success()
    expect(heard).toEqual(['second'])
    const message = 'listener error; at onHeadersReceived callback function'
    expect([bench.takeErrors(), bench.takeLog()]).toEqual([[message], [message]])
  })

  // Abort

  test('A15 network 76, lessons 3, 4: abort right after the call fails later', async ({
    request,
  }) => {
    const call = request({ url: '/hold' })
    const abort: () => unknown = call.task.abort
    expect(abort()).toBeUndefined()
    expect(call.order).toEqual([])
    expect(await call.failure()).toEqual(ABORT)
    expect(call.order).toEqual(['fail', 'complete'])
  })

  test('A15 network 77: a second abort, and one after the end, do nothing', async (bench) => {
    const call = bench.request({ url: '/hold' })
    await bench.server.seen(1)
    call.task.abort()
    call.task.abort()
    expect(await call.failure()).toEqual(ABORT)
    call.task.abort()
    const done = bench.request({ url: '/echo' })
    await done.success()
    done.task.abort()
    await bench.request({ url: '/echo' }).success()
    expect(call.order).toEqual(['fail', 'complete'])
    expect(done.order).toEqual(['headers', 'success', 'complete'])
  })

  test('A15: abort while the server holds its answer closes the connection', async (bench) => {
    const call = bench.request({ url: '/hold' })
    await bench.server.seen(1)
    call.task.abort()
    expect(await call.failure()).toEqual(ABORT)
    await bench.server.idle()
    expect(await bench.server.seen(1)).toMatchObject([{ state: 'aborted' }])
  })

  test('A15 network 78: abort inside onHeadersReceived', async ({ request }) => {
    const call = request({ url: '/chunks?parts=ab,cd', enableChunked: true })
    call.task.onHeadersReceived(() => call.task.abort())
    expect(await call.failure()).toEqual(ABORT)
    expect(call.chunks).toEqual([])
  })

  test('A15: abort inside onChunkReceived', async ({ request }) => {
    const call = request({ url: '/chunks?parts=ab,cd', enableChunked: true })
    call.task.onChunkReceived(() => call.task.abort())
    expect(await call.failure()).toEqual(ABORT)
    expect(text(call.chunks)).toBe('ab')
  })

  test('A15: abort inside success does nothing, and complete still runs', async (bench) => {
    const order: string[] = []
    await new Promise<void>((resolve) => {
      const task = bench.wx.request({
        url: bench.server.url('/echo'),
        success: () => {
          order.push('success')
          task.abort()
        },
        fail: () => order.push('fail'),
        complete: () => {
          order.push('complete')
          resolve()
        },
      })
    })
    expect(order).toEqual(['success', 'complete'])
  })

  // Time

  test('A13 network 73: fails with timeout', async ({ request }) => {
    expect(await request({ url: '/hold', timeout: 50 }).failure()).toEqual({
      errMsg: 'request:fail timeout',
      errno: 5,
    })
  })

  test('A13: a body that stalls runs into the timeout', async ({ request }) => {
    expect((await request({ url: '/stall', timeout: 50 }).failure()).errno).toBe(5)
  })

  test("A13 network 74: app.json's time-out holds, and the call's own wins", async (bench) => {
    const wx = bench.createWx({ networkTimeout: { request: 50 } })
    expect((await bench.request({ url: '/hold' }, wx).failure()).errno).toBe(5)
    await bench.request({ url: '/slow?ms=100', timeout: 60_000 }, wx).success()
  })

  test('A13 network 75: a time-out that is none is the default', async (bench) => {
    const wx = bench.createWx({ networkTimeout: { request: 50 } })
    for (const timeout of [NaN, 0, -1, Infinity, '5']) {
      const call = bench.request({ url: '/hold', timeout: timeout as never }, wx)
      expect((await call.failure()).errno).toBe(5)
    }
  })

  // Ten at a time

  test(
    'A01 network 79: ten run, the others follow as places get free',
    {
      needs: ['ten-connections'],
      // The queue hands ten to the browser, whose own queue lets six out, in an order of its own.
      otherwise: async ({ request, server }) => {
        const calls = Array.from({ length: 12 }, (_, i) => request({ url: `/hold?n=${i}` }))
        const first = paths(await server.seen(6))
        expect(first).toHaveLength(6)
        expect(numbered(10)).toEqual(expect.arrayContaining(first))
        await server.release(12)
        for (const call of calls) await call.success()
        expect(paths(await server.seen(12))).toEqual(numbered(12))
      },
    },
    async ({ request, server }) => {
      const calls = Array.from({ length: 12 }, (_, i) => request({ url: `/hold?n=${i}` }))
      expect(calls.every(({ task }) => typeof task.abort === 'function')).toBe(true)
      expect(paths(await server.seen(10))).toEqual(numbered(10))
      await server.release(1)
      expect(paths(await server.seen(11))).toEqual(numbered(11))
      await server.release(11)
      for (const call of calls) await call.success()
      expect(paths(await server.seen(12))).toEqual(numbered(12))
    },
  )

  test('A15 network 80: abort in the queue never reaches the server', async (bench) => {
    const calls = Array.from({ length: 12 }, (_, i) => bench.request({ url: `/hold?n=${i}` }))
    const [queued] = calls.splice(10, 1)
    queued?.task.abort()
    expect(await queued?.failure()).toEqual(ABORT)
    await bench.server.release(11)
    for (const call of calls) await call.success()
    const urls = (await bench.server.seen(11)).map(({ url }) => url)
    expect(urls).toHaveLength(11)
    expect(urls).not.toContain('/hold?n=10')
  })

  test('A13: the time-out does not run while a call waits for its place', async ({ request }) => {
    const running = Array.from({ length: 10 }, () => request({ url: '/slow?ms=1800' }))
    const waiting = request({ url: '/echo', timeout: 1500 })
    for (const call of running) await call.success()
    await waiting.success()
  })

  test('A14: a thousand calls all end, in order, and leave nothing behind', async (bench) => {
    const ended: number[] = []
    const calls = Array.from({ length: 1000 }, (_, n) => {
      const call = bench.request({ url: `/text?body=${n}` })
      return call.success().then(({ data }) => ended.push(data as number))
    })
    await Promise.all(calls)
    expect(ended).toHaveLength(1000)
    // Ten at a time: who starts has all before him ended but those who run with him. How many overtake
    // one whom the server keeps waiting is open.
    ended.forEach((n, place) => expect(n - place).toBeLessThan(20))
  })
})
