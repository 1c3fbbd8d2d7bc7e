import { expect } from 'vitest'
import type { RequestProfile } from '../../src/api/network/profile.js'
import { conformance } from '../conformance.js'

const hex = (data: unknown) =>
  Array.from(new Uint8Array(data as ArrayBuffer), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('')

/** Moments of a profile in the order in which they happen. */
const MOMENTS = [
  'invokeStart',
  'queueStart',
  'queueEnd',
  'fetchStart',
  'domainLookUpStart',
  'domainLookUpEnd',
  'connectStart',
  'connectEnd',
  'requestStart',
  'requestEnd',
  'responseStart',
  'responseEnd',
] as const satisfies readonly (keyof RequestProfile)[]

export default conformance('request, what comes back', ({ test }) => {
  for (const [title, body, options, expected] of [
    ['A09 network 56: JSON is parsed', '{"a":1}', {}, { a: 1 }],
    ['A09 network 56: what is not JSON stays text', "{'a':1}", {}, "{'a':1}"],
    ['A09 network 56: a number is JSON', '123', {}, 123],
    ['A09: null is JSON', 'null', {}, null],
    ['A09: a quoted text is JSON', '"x"', {}, 'x'],
    ['A09: a page stays text', '<html>', {}, '<html>'],
    ['A09 network 56: an empty body is empty text', '', {}, ''],
    ['A09 network 57: dataType text keeps the text', '{"a":1}', { dataType: 'text' }, '{"a":1}'],
    ['A09 network 57: an empty dataType is json', '{"a":1}', { dataType: '' }, { a: 1 }],
    [
      'A09 network 57: 0 as a dataType is json',
      '{"a":1}',
      { dataType: 0 as unknown as '' },
      { a: 1 },
    ],
    ['A09 network 57: dataType is case-sensitive', '{"a":1}', { dataType: 'JSON' }, '{"a":1}'],
    ['A10: an unknown responseType is text', 'x', { responseType: 'blob' }, 'x'],
  ] as const) {
    test(title, async ({ request }) => {
      const url = `/text?body=${encodeURIComponent(body)}`
      const { errMsg, data } = await request({ url, ...options }).success()
      expect(errMsg).toBe('request:ok')
      expect(data).toEqual(expected)
    })
  }

  test('A09 network 59: the content type plays no part', async ({ request }) => {
    const url = '/text?type=text/html&body=%7B%22a%22%3A1%7D'
    expect((await request({ url }).success()).data).toEqual({ a: 1 })
  })

  test('A09 network 58: one byte order mark goes, a second stays', async ({ request }) => {
    expect((await request({ url: '/bom?count=1' }).success()).data).toEqual({ a: 1 })
    expect((await request({ url: '/bom?count=2' }).success()).data).toBe('\uFEFF{"a":1}')
    const text = { url: '/bom?count=1', dataType: 'text' }
    expect((await request(text).success()).data).toBe('{"a":1}')
  })

  test('A10 network 60, lessons 34: arraybuffer hands over the bytes', async ({ request }) => {
    for (const responseType of ['arraybuffer', 'arrayBuffer']) {
      const url = '/bytes?hex=efbbbf7b7d00ff'
      const { data } = await request({ url, responseType, dataType: 'json' }).success()
      expect(Object.prototype.toString.call(data)).toBe('[object ArrayBuffer]')
      expect(hex(data)).toBe('efbbbf7b7d00ff')
    }
  })

  test('A10: an empty body is an empty ArrayBuffer', async ({ request }) => {
    const { data } = await request({ url: '/bytes', responseType: 'arraybuffer' }).success()
    expect((data as ArrayBuffer).byteLength).toBe(0)
  })

  test('A10: text is decoded by the charset that the server names', async ({ request }) => {
    const gbk = '/bytes?hex=c4e3bac3&type=text/plain;charset=gbk'
    expect((await request({ url: gbk }).success()).data).toBe('你好')
    const unknown = '/bytes?hex=e4bda0&type=text/plain;charset=x-nothing'
    expect((await request({ url: unknown }).success()).data).toBe('你')
  })

  test('A10: bytes that are no text become replacement characters', async ({ request }) => {
    const { data } = await request({ url: '/bytes?hex=61ff62&type=text/plain' }).success()
    expect(data).toBe('a\uFFFDb')
  })

  test('A10: a compressed body arrives plain', async ({ request }) => {
    expect((await request({ url: '/gzip?body=%5B1%5D' }).success()).data).toEqual([1])
  })

  test('A10: a large body arrives whole', async ({ request }) => {
    const url = '/zeros?bytes=3000001'
    const { data } = await request({ url, responseType: 'arraybuffer' }).success()
    expect((data as ArrayBuffer).byteLength).toBe(3_000_001)
  })

  test('A11 network 61, lessons 1: every status is a success', async ({ request }) => {
    for (const status of [200, 201, 204, 304, 400, 404, 500, 503]) {
      const { errMsg, statusCode } = await request({ url: `/status/${status}` }).success()
      expect([errMsg, statusCode]).toEqual(['request:ok', status])
    }
  })

  test('A09, A11 lessons 2: a 204 is empty text, also where JSON is wanted', async ({
    request,
  }) => {
    const { data } = await request({ url: '/status/204', dataType: 'json' }).success()
    expect(data).toBe('')
  })

  test('A11: a 304 that names a length has no body', async ({ request }) => {
    const { statusCode, data } = await request({ url: '/status/304?body=absent' }).success()
    expect([statusCode, data]).toEqual([304, ''])
  })

  test('A11: the body of an error status is data', async ({ request }) => {
    expect((await request({ url: '/status/500?body=%7B%7D' }).success()).data).toEqual({})
  })

  test(
    'A12: names keep the case that the server sent',
    {
      needs: ['header-names'],
      otherwise: async ({ request }) => {
        const { header } = await request({ url: '/header?name=X-Mixed-Case&value=1' }).success()
        expect(header).toMatchObject({ 'x-mixed-case': '1' })
      },
    },
    async ({ request }) => {
      const { header } = await request({ url: '/header?name=X-Mixed-Case&value=1' }).success()
      expect(header).toMatchObject({ 'X-Mixed-Case': '1' })
    },
  )

  test('A12: several values become one text', async ({ request }) => {
    const url = '/header?name=x-a&value=1&name=x-a&value=2'
    const { header } = await request({ url }).success()
    expect(header['x-a']?.replace(', ', ',')).toBe('1,2')
  })

  test(
    'A12 network 62: Set-Cookie is a list in cookies and one text in header',
    {
      needs: ['set-cookie'],
      otherwise: async ({ request }) => {
        const { header, cookies } = await request({ url: '/cookies' }).success()
        expect(cookies).toEqual([])
        expect(header).not.toHaveProperty('set-cookie')
      },
    },
    async ({ request }) => {
      const { header, cookies } = await request({ url: '/cookies' }).success()
      expect(cookies).toEqual(['a=1; Path=/', 'b=2; HttpOnly'])
      expect(header['Set-Cookie']).toBe('a=1; Path=/,b=2; HttpOnly')
    },
  )

  test('A12 network 63: no cookies are an empty list', async ({ request }) => {
    expect((await request({ url: '/echo' }).success()).cookies).toEqual([])
  })

  test('A12: a header of 64 KiB arrives', async ({ request }) => {
    const { header } = await request({ url: '/big-header?bytes=65536' }).success()
    const value = Object.entries(header).find(([name]) => name.toLowerCase() === 'x-big')?.[1]
    expect(value).toHaveLength(65_536)
  })

  test('A12 network 64: the profile tells what happened when', async ({ request }) => {
    const { profile } = await request({ url: '/text?body=12345' }).success()
    const moments = MOMENTS.map((name) => profile[name])
    expect(moments).toEqual(moments.toSorted((a, b) => a - b))
    expect(profile.receivedBytedCount).toBeGreaterThanOrEqual(5)
    expect(profile).toMatchObject({ redirectStart: 0, redirectEnd: 0, SSLconnectionStart: 0 })
    const without = await request({ url: '/echo', enableProfile: false }).success()
    expect(without).not.toHaveProperty('profile')
  })

  test('A12: HttpDNS, which is not there, is said not to have been used', async ({ request }) => {
    const plain = await request({ url: '/echo' }).success()
    expect(plain).not.toHaveProperty('useHttpDNS')
    expect(plain.exception).toEqual({ reasons: [], retryCount: 0 })
    const { useHttpDNS, exception } = await request({
      url: '/echo',
      enableHttpDNS: true,
      httpDNSServiceId: 'x',
    }).success()
    expect(useHttpDNS).toBe(false)
    expect(exception.reasons).toMatchObject([{ errno: 602101 }])
  })
})
