import { expect } from 'vitest'
import type { Bench } from '../bench.js'
import { conformance } from '../conformance.js'

interface Echo {
  method: string
  url: string
  headers: Record<string, string>
  body: string
  bodyBase64: string
}

const echoed = async (
  { request }: Bench,
  options: Omit<Parameters<Bench['request']>[0], 'url'> & { url?: string },
) => (await request({ url: '/echo', ...options }).success()).data as Echo

const FORM = { 'content-type': 'application/x-www-form-urlencoded' }

export default conformance('request, what is sent', ({ test }) => {
  // A02: the query of a GET

  for (const [title, url, data, expected] of [
    ['A02 network 30: encodes keys and values', '/echo', { a: 1, b: 'x y' }, '/echo?a=1&b=x%20y'],
    [
      'A02 network 31: merges over the old query',
      '/echo?a=1&b=2',
      { b: 3, c: 4 },
      '/echo?a=1&b=3&c=4',
    ],
    ['A02 network 32: an empty object adds nothing', '/echo', {}, '/echo'],
    ['A02 network 33: text adds nothing', '/echo', 'a=1', '/echo'],
    [
      'A02 network 34: arrays, objects, null and the rest',
      '/echo',
      { a: [1, 2], o: { b: 1 }, n: null, u: undefined, t: true, e: '' },
      '/echo?a=%5B1%2C2%5D&o=%7B%22b%22%3A1%7D&n=null&u=undefined&t=true&e=',
    ],
    [
      'A02 network 35: keys are encoded too',
      '/echo',
      { 'é&': '中+' },
      '/echo?%C3%A9%26=%E4%B8%AD%2B',
    ],
    ['A02 network 36: an array is its indices', '/echo', [1, 2], '/echo?0=1&1=2'],
    ['A02 network 37: an ArrayBuffer adds nothing', '/echo', new ArrayBuffer(4), '/echo'],
    ['A02 network 38: null adds nothing', '/echo', null, '/echo'],
    ['A02 network 41: old text with a second = stays', '/echo?t=x=y', { c: 1 }, '/echo?t=x=y&c=1'],
    ['A02: a bare flag stays', '/echo?flag', { c: 1 }, '/echo?flag&c=1'],
    ['A02: repeated old names stay', '/echo?a=1&a=2', { c: 1 }, '/echo?a=1&a=2&c=1'],
    [
      'A02: a date is JSON',
      '/echo',
      { d: new Date(0) },
      '/echo?d=%221970-01-01T00%3A00%3A00.000Z%22',
    ],
    ['A02: data go before a fragment', '/echo#top', { a: 1 }, '/echo?a=1'],
    [
      'A02: old raw text is percent-encoded by the transport',
      '/echo?q=中',
      { c: 1 },
      '/echo?q=%E4%B8%AD&c=1',
    ],
    ['A02: an encoded old name is the same name', '/echo?a%20b=1', { 'a b': 2 }, '/echo?a%20b=2'],
    ['A02: integer-like names come first', '/echo?b=1', { 1: 2 }, '/echo?1=2&b=1'],
  ] as const) {
    test(title, async (bench) => {
      const seen = await echoed(bench, { url, data: data as never })
      expect(seen).toMatchObject({ url: expected, body: '' })
    })
  }

  test('A02 network 39: the content type does not change the query', async (bench) => {
    expect(await echoed(bench, { header: FORM, data: { a: [1, 2] } })).toMatchObject({
      url: '/echo?a=%5B1%2C2%5D',
    })
  })

  // A03–A05: the body of everything else

  for (const [title, method, header, data, body] of [
    ['A03 network 42: an object is JSON', 'POST', {}, { a: 1 }, '{"a":1}'],
    ['A03 network 51: JSON drops undefined', 'POST', {}, { a: undefined, b: NaN }, '{"b":null}'],
    ['A03: an array is JSON', 'POST', {}, [1, undefined], '[1,null]'],
    ['A03 network 50: null is JSON', 'POST', {}, null, 'null'],
    ['A03 network 50: 0 is JSON', 'POST', {}, 0, '0'],
    ['A03 network 50: false is JSON', 'POST', {}, false, 'false'],
    ['A03 network 50: undefined is no body', 'POST', {}, undefined, ''],
    ['A03 network 40: DELETE has a body', 'DELETE', {}, { a: 1 }, '{"a":1}'],
    ['A03: PUT has a body', 'PUT', {}, { a: 1 }, '{"a":1}'],
    [
      'A03 network 49: text/plain does not change an object',
      'POST',
      { 'content-type': 'text/plain' },
      { a: 1 },
      '{"a":1}',
    ],
    ['A03 network 49: text/plain takes a number', 'POST', { 'content-type': 'text/plain' }, 5, '5'],
    ['A04 network 43: a form', 'POST', FORM, { a: 1, b: 'x y' }, 'a=1&b=x%20y'],
    [
      'A04 network 44: values of a form are plain strings',
      'POST',
      FORM,
      { a: [1, 2], o: { b: 1 }, n: null, u: undefined },
      'a=1%2C2&o=%5Bobject%20Object%5D&n=null&u=undefined',
    ],
    ['A04: an empty array in a form', 'POST', FORM, { a: [] }, 'a='],
    ['A04: an array as a form', 'POST', FORM, [1, 2], '0=1&1=2'],
    ['A04: a number as a form', 'POST', FORM, 5, '5'],
    ['A05 network 47: text goes as it is', 'POST', {}, 'plain', 'plain'],
    ['A05: text goes as UTF-8', 'POST', {}, '中', '中'],
    ['A05: empty text is an empty body', 'POST', {}, '', ''],
  ] as const) {
    test(title, async (bench) => {
      const seen = await echoed(bench, { method, header, data: data as never })
      expect(seen).toMatchObject({ method, url: '/echo', body })
    })
  }

  test('A05 network 48: an ArrayBuffer goes byte by byte', async (bench) => {
    const data = new Uint8Array([0, 255]).buffer
    expect(await echoed(bench, { method: 'POST', data })).toMatchObject({ bodyBase64: 'AP8=' })
  })

  test('A05: an ArrayBuffer that changes after the call was already taken', async (bench) => {
    const bytes = new Uint8Array([1, 2])
    const call = bench.request({ url: '/echo', method: 'POST', data: bytes.buffer })
    bytes.fill(9)
    expect((await call.success()).data).toMatchObject({ bodyBase64: 'AQI=' })
  })

  test('A04 network 45: a form with a charset is a form, under one content type', async (bench) => {
    const type = 'application/x-www-form-urlencoded; charset=utf-8'
    const seen = await echoed(bench, {
      method: 'POST',
      header: { 'Content-Type': type },
      data: { a: 1 },
    })
    expect(seen.body).toBe('a=1')
    expect(seen.headers['content-type']).toBe(type)
  })

  test('A06 network 46: an empty content type is the default', async (bench) => {
    const seen = await echoed(bench, {
      method: 'POST',
      header: { 'CONTENT-TYPE': '' },
      data: { a: 1 },
    })
    expect(seen).toMatchObject({ body: '{"a":1}', headers: { 'content-type': 'application/json' } })
  })

  test(
    'A06 network 52: a GET without data carries the default content type',
    {
      needs: ['forbidden-headers'],
      // Straight from a page it would force a preflight on servers that need none for a GET.
      otherwise: async (bench) => {
        expect((await echoed(bench, {})).headers).not.toHaveProperty('content-type')
      },
    },
    async (bench) => {
      expect((await echoed(bench, {})).headers).toMatchObject({
        'content-type': 'application/json',
      })
    },
  )

  // A06, A07: header

  test('A06 network 53: converts values', async (bench) => {
    const { headers } = await echoed(bench, {
      header: { 'x-n': 1, 'x-b': true, 'x-z': null, 'x-a': [1], 'x-o': {}, 'x-u': undefined },
    })
    expect(headers).toMatchObject({
      'x-n': '1',
      'x-b': '[object Boolean]',
      'x-z': '[object Null]',
      'x-a': '[object Array]',
      'x-o': '[object Object]',
      'x-u': '[object Undefined]',
    })
  })

  test('A06: text beyond one byte goes as UTF-8', async (bench) => {
    const { headers } = await echoed(bench, { header: { 'x-name': '中' } })
    const bytes = Uint8Array.from(headers['x-name'] ?? '', (character) => character.charCodeAt(0))
    expect(new TextDecoder().decode(bytes)).toBe('中')
  })

  test(
    'A07 network 54: Referer cannot be set',
    {
      needs: ['forbidden-headers'],
      otherwise: async (bench) => {
        const { headers } = await echoed(bench, {
          header: { Referer: 'https://evil.example', referer: 'x' },
        })
        expect(headers.referer).toBeUndefined()
      },
    },
    async (bench) => {
      const { headers } = await echoed(bench, {
        header: { Referer: 'https://evil.example', referer: 'x' },
      })
      expect(headers.referer).toBe('https://servicewechat.com/wx0000000000000000/0/page-frame.html')
    },
  )

  test(
    'A07 network 55: the Referer names program and version',
    {
      needs: ['forbidden-headers'],
      otherwise: async (bench) => {
        expect((await echoed(bench, {})).headers.referer).toBeUndefined()
      },
    },
    async ({ createWx, request }) => {
      for (const [app, segment] of [
        [{ version: '12', envVersion: 'develop' }, '0'],
        [{ version: '12', envVersion: 'trial' }, '0'],
        [{ version: '12', envVersion: 'release' }, '12'],
        [{ profile: 'devtools' }, 'devtools'],
      ] as const) {
        const wx = createWx({ appId: 'wx1234567890abcdef', ...app })
        const { data } = await request({ url: '/echo' }, wx).success()
        expect((data as Echo).headers.referer).toBe(
          `https://servicewechat.com/wx1234567890abcdef/${segment}/page-frame.html`,
        )
      }
    },
  )

  test(
    'A06: a cookie of the program goes along, and no jar adds to it',
    {
      needs: ['forbidden-headers'],
      otherwise: async ({ request }) => {
        expect(await request({ url: '/echo', header: { Cookie: 'a=1' } }).failure()).toEqual({
          errMsg: 'request:fail unsupported: a page cannot set the header Cookie; use a gateway',
          errno: 100,
        })
      },
    },
    async (bench) => {
      await bench.request({ url: '/cookies' }).success()
      expect((await echoed(bench, {})).headers).not.toHaveProperty('cookie')
      expect((await echoed(bench, { header: { Cookie: 'c=3' } })).headers.cookie).toBe('c=3')
    },
  )

  test('A06: what belongs to the connection or the client cannot be set', async (bench) => {
    const { headers, body } = await echoed(bench, {
      method: 'POST',
      data: 'abc',
      header: {
        Host: 'evil.example',
        'Content-Length': '1',
        'Transfer-Encoding': 'chunked',
        Connection: 'close',
        'User-Agent': 'evil',
      },
    })
    expect(body).toBe('abc')
    expect(JSON.stringify(headers)).not.toContain('evil')
  })

  // A08: methods

  for (const method of ['OPTIONS', 'GET', 'POST', 'PUT', 'DELETE'] as const) {
    test(`A08: sends ${method}`, async (bench) => {
      expect(await echoed(bench, { method })).toMatchObject({ method })
    })
  }

  test('A08 network 26: takes a method in any case, and nothing as GET', async (bench) => {
    expect(await echoed(bench, { method: 'post' as never })).toMatchObject({ method: 'POST' })
    expect(await echoed(bench, { method: '' as never })).toMatchObject({ method: 'GET' })
  })

  test('A08: HEAD brings the head and no data', async ({ request, server }) => {
    const { statusCode, data } = await request({ url: '/text?body=abc', method: 'HEAD' }).success()
    expect([statusCode, data]).toEqual([200, ''])
    expect(await server.seen(1)).toMatchObject([{ method: 'HEAD' }])
  })

  test(
    'A08: sends TRACE',
    {
      needs: ['trace-connect'],
      otherwise: async ({ request }) => {
        const { errMsg } = await request({ url: '/echo', method: 'TRACE' }).failure()
        expect(errMsg).toBe('request:fail unsupported: a page cannot send TRACE; use a gateway')
      },
    },
    async (bench) => {
      expect(await echoed(bench, { method: 'TRACE', data: { a: 1 } })).toMatchObject({
        method: 'TRACE',
        body: '',
      })
    },
  )
})
