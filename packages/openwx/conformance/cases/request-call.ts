import { expect } from 'vitest'
import type { FailResult } from '../../src/call/call.js'
import { conformance } from '../conformance.js'

/** Whatever a program in plain JavaScript might hand over. */
const wrong = (value: unknown) => value as never

const DATA_ERROR = { errMsg: 'request:fail invalid request data', errno: 600010 }

export default conformance('request, how it is called', ({ test }) => {
  test('A14 network 2: complete runs once, after success, with the same object', async (bench) => {
    const results: unknown[] = []
    await new Promise<void>((resolve) => {
      bench.wx.request({
        url: bench.server.url('/echo'),
        success: (result) => results.push(result),
        complete: (result) => {
          results.push(result)
          resolve()
        },
      })
    })
    expect(results).toHaveLength(2)
    expect(results[1]).toBe(results[0])
  })

  test('A14 network 3: complete runs after a success that throws', async (bench) => {
    const order: string[] = []
    await new Promise<void>((resolve) => {
      bench.wx.request({
        url: bench.server.url('/echo'),
        success: () => {
          order.push('success')
          throw new Error('program error')
        },
        complete: () => {
          order.push('complete')
          resolve()
        },
      })
    })
    expect(order).toEqual(['success', 'complete'])
    const message = 'program error; at api request success callback function'
    expect(bench.takeErrors()).toEqual([message])
    expect(bench.takeLog()).toEqual([message])
    await bench.request({ url: '/echo' }).success()
  })

  test('common 15: an async callback that rejects is reported, not unhandled', async (bench) => {
    await new Promise<void>((resolve) => {
      bench.wx.request({
        url: bench.server.url('/echo'),
        success: wrong(() => Promise.reject(new Error('later'))),
        complete: () => resolve(),
      })
    })
    // The rejection is one turn of the job queue behind the callback.
    await Promise.resolve()
    const message = 'later; at api request success callback function'
    expect(bench.takeErrors()).toEqual([message])
    expect(bench.takeLog()).toEqual([message])
  })

  test('network 4: callbacks that are no functions are ignored', async (bench) => {
    bench.wx.request({
      url: bench.server.url('/echo'),
      success: wrong('not a function'),
      fail: wrong(null),
    })
    await bench.server.seen(1)
    await bench.server.idle()
  })

  test('A15 network 5: returns a task, not a Promise, without callbacks', async ({
    wx,
    server,
  }) => {
    const task = wx.request({ url: server.url('/echo') })
    expect(Object.keys(task).sort()).toEqual([
      'abort',
      'offChunkReceived',
      'offHeadersReceived',
      'onChunkReceived',
      'onHeadersReceived',
    ])
    await server.seen(1)
    await server.idle()
  })

  test('network 8: leaves the option object as it was, also a frozen one', async (bench) => {
    const options = Object.freeze({
      url: bench.server.url('/echo'),
      header: Object.freeze({ 'X-A': '1', Referer: 'https://evil.example' }),
      data: Object.freeze({ a: 1 }),
      success: () => undefined,
    })
    for (let i = 0; i < 2; i++) {
      const { data } = await bench.request(options).success()
      expect(data).toMatchObject({ url: '/echo?a=1', headers: { 'x-a': '1' } })
    }
    bench.wx.request(options)
    await bench.server.seen(3)
    await bench.server.idle()
  })

  test('A13 network 9: a missing url fails before the call returns', ({ wx }) => {
    const order: unknown[] = []
    const task = wx.request(
      wrong({
        fail: (error: FailResult) => order.push(error),
        complete: (error: FailResult) => order.push(error),
      }),
    )
    order.push('returned')
    const error = {
      errMsg: 'request:fail parameter error: parameter.url should be String instead of Undefined;',
      errno: 1001,
    }
    expect(order).toEqual([error, error, 'returned'])
    expect(order[0]).toBe(order[1])
    expect(task).toBeUndefined()
  })

  for (const [spec, url, type] of [
    ['network 10', 123, 'Number'],
    ['network 11', null, 'Null'],
  ] as const) {
    test(`A13 ${spec}: names the type of a url that is ${type}`, async ({ wx, call }) => {
      const { errMsg } = await call(wx.request, { url: wrong(url) }).failure()
      expect(errMsg).toBe(
        `request:fail parameter error: parameter.url should be String instead of ${type};`,
      )
    })
  }

  for (const [spec, argument, message] of [
    ['network 12', ['https://h.test/echo'], 'parameter should be Object instead of String;'],
    ['network 13', [], 'parameter.url should be String instead of Undefined;'],
    ['network 14', [null], 'parameter should be Object instead of Null;'],
  ] as const) {
    test(`A13 ${spec}: a wrong argument is logged and nothing is thrown`, ({ wx, takeLog }) => {
      const call = wx.request as (...args: readonly unknown[]) => unknown
      expect(call(...argument)).toBeUndefined()
      expect(takeLog()).toEqual([`request:fail parameter error: ${message}`])
    })
  }

  test('common 22: a String object is a String', async ({ wx, call, server }) => {
    await call(wx.request, { url: wrong(new String(server.url('/echo'))) }).success()
  })

  for (const [spec, url] of [
    ['network 18', '/api/x'],
    ['network 19', ''],
    ['network 21', 'ftp://h.test/'],
    ['network 21', 'https://'],
    ['network 21', 'http://h.test:99999/'],
  ] as const) {
    test(`A13 ${spec}: refuses "${url}"`, ({ wx }) => {
      const errors: unknown[] = []
      expect(wx.request({ url, fail: (error) => errors.push(error) })).toBeUndefined()
      expect(errors).toEqual([{ errMsg: `request:fail invalid url "${url}"`, errno: 600009 }])
    })
  }

  test('A01 network 20: takes a scheme in capitals', async ({ server, request }) => {
    await request({ url: server.url('/echo').replace('http:', 'HTTP:') }).success()
  })

  test('A13 network 24: refuses a function as data', async ({ request }) => {
    const { errMsg } = await request({ url: '/echo', data: wrong(() => 1) }).failure()
    expect(errMsg).toBe('request:fail data should not be Function')
  })

  for (const method of ['PATCH', 'FETCH', 1, {}]) {
    test(`A08 network 25: refuses the method ${JSON.stringify(method)}`, async ({ request }) => {
      const { errMsg } = await request({ url: '/echo', method: wrong(method) }).failure()
      expect(errMsg).toBe('request:fail method is invalid')
    })
  }

  test('network 28: warns of a header that is no object and goes on', async (bench) => {
    for (const header of ['a', [1], null]) {
      const { data } = await bench
        .request({ url: '/echo', method: 'POST', data: 'x', header: wrong(header) })
        .success()
      expect(data).toMatchObject({ headers: { 'content-type': 'application/json' } })
    }
    const warning = 'wx.request: header must be an object'
    expect(bench.takeLog()).toEqual([warning, warning, warning])
  })

  test('A13 network 29: data without a text fails and nothing is thrown', async ({ request }) => {
    const circular: Record<string, unknown> = {}
    circular.self = circular
    const lone = { key: '\ud800' }
    expect(await request({ url: '/echo', method: 'POST', data: circular }).failure()).toEqual(
      DATA_ERROR,
    )
    expect(await request({ url: '/echo', data: circular }).failure()).toEqual(DATA_ERROR)
    expect(await request({ url: '/echo', data: lone }).failure()).toEqual(DATA_ERROR)
    expect(await request({ url: '/echo', method: 'POST', data: { n: 1n } }).failure()).toEqual(
      DATA_ERROR,
    )
  })

  test('A13 network 39: what is refused holds no place', async ({ request, createWx }) => {
    const wx = createWx({ networkTimeout: { request: 5000 } })
    for (let i = 0; i < 11; i += 1) {
      await request({ url: '/echo', header: { 'X-A': '\u0001' } }, wx).failure()
    }
    await request({ url: '/echo' }, wx).success()
  })

  test('A13: a header that would break the head is refused', async ({ request }) => {
    for (const header of [
      { 'X-A': 'a\r\nX-B: b' },
      { 'X-A': 'a\nb' },
      { 'X-A\r\nX-B': 'b' },
      { 'X A': 'b' },
      { 'X-A': 'a\0' },
      { 'X-A': '\u0001' },
      { 'X-A': 'a\u007f' },
    ]) {
      const { errMsg } = await request({ url: '/echo', header }).failure()
      expect(errMsg).toBe('request:fail invalid header')
    }
  })
})
