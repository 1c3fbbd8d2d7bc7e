import { expect } from 'vitest'
import { conformance } from '../conformance.js'

const netError = (code: number, name: string) => ({
  errMsg: `request:fail errcode:${code} cronet_error_code:${code} error_msg:net::ERR_${name}`,
  errno: 600001,
})
/** All that a page can say. */
const UNKNOWN = { errMsg: 'request:fail', errno: 600000 }

export default conformance('request, faults of the network', ({ test }) => {
  for (const [title, path, expected, need = 'failure-reasons'] of [
    ['A13: a connection reset', '/reset', netError(-101, 'CONNECTION_RESET')],
    ['A13: a connection closed without a word', '/close', netError(-324, 'EMPTY_RESPONSE')],
    [
      'A13: a connection closed within the head',
      '/half-head?cut',
      netError(-324, 'EMPTY_RESPONSE'),
    ],
    ['A13: a status line that is none', '/malformed', netError(-320, 'INVALID_RESPONSE')],
    [
      'A13: gzip that is none',
      '/gzip-broken',
      netError(-330, 'CONTENT_DECODING_FAILED'),
      'decoding-reasons',
    ],
  ] as const) {
    test(
      title,
      {
        needs: [need],
        otherwise: async ({ request }) => {
          expect(await request({ url: path }).failure()).toEqual(UNKNOWN)
        },
      },
      async ({ request }) => {
        expect(await request({ url: path }).failure()).toEqual(expected)
      },
    )
  }

  test(
    'A13 network 81: nobody listens',
    {
      needs: ['failure-reasons'],
      otherwise: async ({ request, server }) => {
        expect(await request({ url: server.refusedUrl }).failure()).toEqual(UNKNOWN)
      },
    },
    async ({ request, server }) => {
      expect(await request({ url: server.refusedUrl }).failure()).toEqual(
        netError(-102, 'CONNECTION_REFUSED'),
      )
    },
  )

  test(
    'A13: a name that does not exist',
    {
      needs: ['failure-reasons'],
      otherwise: async ({ request, server }) => {
        expect(await request({ url: server.unknownUrl }).failure()).toEqual(UNKNOWN)
      },
    },
    async ({ request, server }) => {
      expect(await request({ url: server.unknownUrl }).failure()).toEqual(
        netError(-105, 'NAME_NOT_RESOLVED'),
      )
    },
  )

  test('A13: a body cut short fails, after its headers', async ({ request }) => {
    const call = request({ url: '/truncate' })
    const { errMsg } = await call.failure()
    expect(errMsg).toMatch(/^request:fail/)
    expect(call.order).toEqual(['headers', 'fail', 'complete'])
  })

  test('A13: a body cut short hands over the chunks that came', async (bench) => {
    const call = bench.request({ url: '/truncate?hold=1', enableChunked: true })
    await call.event('chunk')
    await bench.server.release(1)
    await call.failure()
    expect(call.order).toEqual(['headers', 'chunk', 'fail', 'complete'])
  })

  for (const [where, url] of [
    ['before its answer', '/hold'],
    ['within the head', '/half-head'],
    ['within the body', '/stall'],
  ] as const) {
    test(`A13 network 73: a server that stops ${where} runs into the time-out`, async (bench) => {
      const call = bench.request({ url, timeout: 300 })
      expect(await call.failure()).toEqual({ errMsg: 'request:fail timeout', errno: 5 })
      expect(call.order.slice(-2)).toEqual(['fail', 'complete'])
      await bench.server.idle()
    })
  }

  test('A13, A14 lessons 6: a time-out that passes after success says nothing', async (bench) => {
    const call = bench.request({ url: '/echo', timeout: 1000 })
    await call.success()
    await bench.clock.sleep(1100)
    expect(call.order).toEqual(['headers', 'success', 'complete'])
  })

  test('A14: a failed request frees its place', async ({ request }) => {
    const calls = Array.from({ length: 15 }, () => request({ url: '/close' }))
    for (const call of calls) await call.failure()
    await request({ url: '/echo' }).success()
  })

  test('A13: a decompression bomb ends at the limit', async ({ request }) => {
    const url = `/gzip-bomb?bytes=${300 * 1024 * 1024}`
    expect(await request({ url, responseType: 'arraybuffer' }).failure()).toEqual({
      errMsg: 'request:fail response body exceeds 268435456 bytes',
      errno: 602300,
    })
  })
})
