import { expect } from 'vitest'
import type { Bench } from '../bench.js'
import { conformance } from '../conformance.js'

const REFUSED = { errMsg: 'request:fail url not in domain list', errno: 600002 }
const INTERRUPTED = { errMsg: 'request:fail interrupted', errno: 600003 }

/** A program whose domain list is enforced. */
const checked = (bench: Bench, request: readonly string[]) =>
  bench.createWx({ urlCheck: true, domains: { request } })

const expectRefusal = async (bench: Bench, list: readonly string[], url: string) => {
  const call = bench.request({ url }, checked(bench, list))
  expect(call.task.abort).toBeTypeOf('function')
  expect(call.order).toEqual([])
  expect(await call.failure(), url).toEqual(REFUSED)
  expect(bench.takeLog()).toHaveLength(1)
}

export default conformance('request, where and when it is allowed', ({ test }) => {
  test('A13 network 82: refuses a host that is not listed, later', async (bench) => {
    await expectRefusal(bench, ['https://h.test'], 'https://x.test/')
    await expectRefusal(bench, [], 'https://h.test/')
  })

  test('A13 network 83: an entry with a port admits that port only', async (bench) => {
    const list = ['https://h.test:8080']
    for (const url of ['https://h.test/a', 'https://h.test:9090/a', 'https://h.test:443/a']) {
      await expectRefusal(bench, list, url)
    }
  })

  test('A13 network 84: an entry is one host, one scheme, one port', async (bench) => {
    const list = ['https://h.test', 'http://h.test', 'https://localhost', 'https://127.0.0.1']
    for (const url of [
      'https://h.test:443/a',
      'https://sub.h.test/a',
      'https://test/a',
      'http://h.test/a',
      'https://localhost/a',
      'https://127.0.0.1/a',
      'https://h.test@x.test/a',
      'https://x.test\\@h.test/a',
      'https://x.test\t\\@h.test/a',
      'https://h%2etest.x.test/a',
    ]) {
      await expectRefusal(bench, list, url)
    }
  })

  test('A01 network 83, 84: lets a listed host through', async (bench) => {
    const wx = checked(bench, [bench.server.secureOrigin('h.test').toUpperCase()])
    await bench.request({ url: bench.server.secureUrl('/echo') }, wx).success()
  })

  test(
    'A01 network 83: lets a listed port through',
    {
      needs: ['any-origin'],
      otherwise: async (bench) => {
        // The test server's own origin has a port already.
        const wx = checked(bench, [bench.server.secureOrigin('h.test')])
        await bench.request({ url: bench.server.secureUrl('/echo', 'h.test') }, wx).success()
      },
    },
    async (bench) => {
      const wx = checked(bench, ['https://h.test:8080'])
      await bench.request({ url: bench.server.secureUrl('/echo', 'h.test:8080') }, wx).success()
    },
  )

  test('A01 network 86: urlCheck false lets everything through', async ({ request, server }) => {
    await request({ url: server.url('/echo') }).success()
    await request({ url: server.secureUrl('/echo', 'x.test') }).success()
  })

  test(
    'A01 network 87: lets a neighbour in the local network through',
    {
      needs: ['own-addresses'],
      otherwise: async (bench) => {
        await expectRefusal(bench, [], 'http://192.168.1.20:8000/a')
      },
    },
    async (bench) => {
      const wx = checked(bench, [])
      await bench.request({ url: 'http://192.168.1.20:8000/~lan/echo' }, wx).success()
      for (const url of [
        'http://192.168.1.5:8000/',
        'http://192.168.2.20:8000/',
        'http://x.test\\@192.168.1.20:8000/',
        'http://0300.0250.2.024:8000/',
      ]) {
        await expectRefusal(bench, [], url)
      }
      const old = bench.createWx({ urlCheck: true, libVersion: '2.3.9' })
      await bench.request({ url: 'http://192.168.1.20:8000/' }, old).failure()
      bench.takeLog()
    },
  )

  test('A13 network 88: another list does not count', async (bench) => {
    const wx = bench.createWx({ urlCheck: true, domains: { uploadFile: ['https://h.test'] } })
    expect(await bench.request({ url: 'https://h.test/' }, wx).failure()).toEqual(REFUSED)
    bench.takeLog()
  })

  test('A13 network 67: refuses a redirect to a host that is not listed', async (bench) => {
    const wx = checked(bench, [bench.server.secureOrigin('h.test')])
    const to = encodeURIComponent(bench.server.secureUrl('/echo', 'x.test'))
    const url = bench.server.secureUrl(`/redirect?to=${to}`, 'h.test')
    expect(await bench.request({ url }, wx).failure()).toEqual(REFUSED)
    expect(bench.takeLog()).toHaveLength(1)
  })

  // Background

  test('A13 network 90: five seconds in the background end what runs', async (bench) => {
    const call = bench.request({ url: '/hold' })
    await bench.server.seen(1)
    bench.host.enterBackground()
    expect(await call.failure()).toEqual(INTERRUPTED)
    const queued = bench.request({ url: '/echo' })
    expect(queued.order).toEqual([])
    expect(await queued.failure()).toEqual(INTERRUPTED)
    bench.host.enterForeground()
    await bench.request({ url: '/echo' }).success()
  })

  test('A01 network 90, 91: a short absence changes nothing', async (bench) => {
    const call = bench.request({ url: '/hold' })
    await bench.server.seen(1)
    bench.host.enterBackground()
    await bench.clock.sleep(10)
    bench.host.enterForeground()
    await bench.server.release(1)
    await call.success()
  })

  test('A13: dispose ends what runs and what waits, and nothing starts any more', async (bench) => {
    const calls = Array.from({ length: 12 }, () => bench.request({ url: '/hold' }))
    await bench.server.seen(1)
    await bench.host.dispose()
    for (const call of calls) expect(await call.failure()).toEqual(INTERRUPTED)
    expect(await bench.request({ url: '/echo' }).failure()).toEqual(INTERRUPTED)
    await bench.server.idle()
  })

  // Base libraries

  test('A15 common 24: an old base library returns no task', async ({ createWx, request }) => {
    const call = request({ url: '/echo' }, createWx({ libVersion: '1.3.9' }))
    expect(call.task).toBeUndefined()
    await call.success()
  })

  test('A12 common 33: a result has only the fields of its base library', async (bench) => {
    for (const [libVersion, fields] of [
      ['1.1.9', ['data', 'errMsg', 'statusCode']],
      ['1.2.0', ['data', 'errMsg', 'header', 'statusCode']],
      ['2.10.0', ['cookies', 'data', 'errMsg', 'header', 'statusCode']],
      ['2.10.4', ['cookies', 'data', 'errMsg', 'header', 'profile', 'statusCode']],
      ['3.0.0', ['cookies', 'data', 'errMsg', 'exception', 'header', 'profile', 'statusCode']],
    ] as const) {
      const result = await bench.request({ url: '/echo' }, bench.createWx({ libVersion })).success()
      expect(Object.keys(result).sort(), libVersion).toEqual(fields)
    }
  })

  test('A15: a task has only the members of its base library', ({ createWx, server }) => {
    for (const [libVersion, members] of [
      ['1.4.0', ['abort']],
      ['2.1.0', ['abort', 'offHeadersReceived', 'onHeadersReceived']],
    ] as const) {
      const task = createWx({ libVersion }).request({
        url: server.url('/echo'),
        complete: () => undefined,
      })
      expect(Object.keys(task).sort()).toEqual(members)
      task.abort()
    }
  })

  test('A13 common 23: errno came with base library 2.24.0', async ({
    createWx,
    request,
    server,
  }) => {
    const old = createWx({ libVersion: '2.23.9' })
    expect(await request({ url: server.refusedUrl }, old).failure()).not.toHaveProperty('errno')
    const url = { url: undefined as never }
    expect(await request({ ...url, url: 'x' }, old).failure()).toEqual({
      errMsg: 'request:fail invalid url "x"',
    })
  })

  test('A10: an option that the base library does not have is ignored', async (bench) => {
    const url = '/text?body=x'
    const old = bench.createWx({ libVersion: '1.6.9' })
    const options = { url, responseType: 'arraybuffer', timeout: 1 }
    expect((await bench.request(options, old).success()).data).toBe('x')
  })
})
