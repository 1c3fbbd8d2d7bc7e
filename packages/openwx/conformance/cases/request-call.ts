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
    const call = bench.call(
      (options) =>
        bench.wx.request({
          ...options,
          success: (result) => {
            options.success?.(result as never)
            return Promise.reject(new Error('later'))
          },
        }),
      { url: bench.server.url('/echo') } as never,
    )
    await call.settled()
    await bench.clock.until(
      new Promise<void>((resolve) => {
        const look = () => (bench.takeErrors().length > 0 ? resolve() : queueMicrotask(look))
        look()
      }),
    )
    expect(bench.takeLog()).toEqual(['later; at api request success callback function'])
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

  test('A15 network 5: returns a task, not a Promise, without callbacks', async ({ wx, server }) => {
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
      const { data } = await bench
        .call((callbacks) => bench.wx.request({ ...options, ...callbacks }), {} as never)
        .success()
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
      errMsg:
        'request:fail parameter error: parameter.url should be String instead of Undefined;',
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
    test(`A13 ${spec}: names the type of a wrong url`, async ({ request }) => {
      const { errMsg } = await request({ url: wrong({ startsWith: () => false, valueOf: () => url }) })
        .failure()
        .catch(() => ({ errMsg: '' }))
      expect(errMsg).toContain('should be String instead of Object')
      const direct = await request(wrong({ url: wrong(url), toString: undefined })).failure()
      expect(direct.errMsg).toBe(
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

  test('common 22: a String object is a String', async ({ request, server }) => {
    await request({ url: wrong(new String(server.url('/echo'))) }).success()
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

  test('A01 network 20: takes a scheme in capitals', async ({ wx, server, request }) => {
    expect(wx).toBeDefined()
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

  test('A13: a header that would break the head is refused', async ({ request }) => {
    for (const header of [
      { 'X-A': 'a\r\nX-B: b' },
      { 'X-A': 'a\nb' },
      { 'X-A\r\nX-B': 'b' },
      { 'X A': 'b' },
      { 'X-A': 'a\0' },
    ]) {
      const { errMsg } = await request({ url: '/echo', header }).failure()
      expect(errMsg).toBe('request:fail invalid header')
    }
  })
})
