import { expect } from 'vitest'
import type { HttpHead, HttpRequest, HttpSink } from '../../src/ports/http.js'
import { BodyTooLargeError, NetworkError, UnsupportedError } from '../../src/ports/port-error.js'
import type { Bench } from '../bench.js'
import { conformance } from '../conformance.js'

/** One exchange by the port itself, with everything that its sink was told. */
const exchange = (
  { host, server, clock }: Bench,
  path: string,
  options: Partial<HttpRequest> = {},
  on: { head?: () => void; data?: () => void; redirected?: HttpSink['redirected'] } = {},
) => {
  const told: string[] = []
  const pieces: Uint8Array[] = []
  const result: { head?: HttpHead; error?: Error } = {}
  const tell = { ended: () => {}, headed: () => {}, fed: () => {} }
  const ended = new Promise<void>((resolve) => (tell.ended = resolve))
  const headed = new Promise<void>((resolve) => (tell.headed = resolve))
  const fed = new Promise<void>((resolve) => (tell.fed = resolve))
  const running = host.http.exchange(
    {
      method: 'GET',
      url: server.url(path),
      headers: [],
      delivery: 'stream',
      redirect: 'follow',
      maxBodyBytes: Infinity,
      ...options,
    },
    {
      head: (head) => {
        told.push('head')
        result.head = head
        tell.headed()
        on.head?.()
      },
      ...(on.redirected && { redirected: on.redirected }),
      data: (chunk) => {
        told.push('data')
        pieces.push(chunk)
        tell.fed()
        on.data?.()
      },
      end: () => {
        told.push('end')
        tell.ended()
      },
      fail: (error) => {
        told.push('fail')
        result.error = error
        tell.ended()
      },
    },
  )
  return {
    ...running,
    cancel: () => running.cancel(),
    pause: () => running.pause(),
    resume: () => running.resume(),
    told,
    result,
    text: () => pieces.map((piece) => new TextDecoder().decode(piece)).join(''),
    ended: () => clock.until(ended),
    headed: () => clock.until(headed),
    fed: () => clock.until(fed),
  }
}

/** Long enough for anything that must not happen to have happened. */
const aWhile = async (bench: Bench) => {
  await bench.request({ url: '/echo' }).success()
  await bench.request({ url: '/echo' }).success()
}

/** A page is not shown where the browser goes. */
const followsUnasked = async (bench: Bench) => {
  let isAsked = false
  const redirected = (location: string) => {
    isAsked = true
    return location
  }
  const one = exchange(bench, '/redirect?to=echo', {}, { redirected })
  await one.ended()
  expect(one.result.head).toMatchObject({ status: 200, url: bench.server.url('/echo') })
  expect(isAsked).toBe(false)
}

export default conformance('HttpPort', ({ test }) => {
  test('port http: tells head, data and end, and nothing before it has returned', async (bench) => {
    const one = exchange(bench, '/text?body=abc')
    expect(one.told).toEqual([])
    await one.ended()
    expect(one.told).toEqual(['head', 'data', 'end'])
    expect([one.result.head?.status, one.text()]).toEqual([200, 'abc'])
  })

  test('port http: resolves any status', async (bench) => {
    const one = exchange(bench, '/status/404?body=no')
    await one.ended()
    expect([one.result.head?.status, one.text()]).toEqual([404, 'no'])
  })

  for (const [what, path, method] of [
    ['HEAD', '/text?body=abc', 'HEAD'],
    ['a 204', '/status/204', 'GET'],
    ['a 304', '/status/304', 'GET'],
    ['an empty body', '/text?body=', 'GET'],
  ] as const) {
    test(`port http: has no data for ${what}`, async (bench) => {
      const one = exchange(bench, path, { method })
      await one.ended()
      expect(one.told).toEqual(['head', 'end'])
    })
  }

  test('port http: sends text as UTF-8 and bytes as they are', async (bench) => {
    const headers = [['content-type', 'text/plain']] as const
    const text = exchange(bench, '/echo', { method: 'POST', headers, body: '中' })
    await text.ended()
    expect(JSON.parse(text.text())).toMatchObject({ bodyBase64: '5Lit' })
    const bytes = exchange(bench, '/echo', {
      method: 'PUT',
      headers,
      body: new Uint8Array([0, 255]),
    })
    await bytes.ended()
    expect(JSON.parse(bytes.text())).toMatchObject({ method: 'PUT', bodyBase64: 'AP8=' })
  })

  test('port http: streams pieces as they arrive', async (bench) => {
    const one = exchange(bench, '/chunks?parts=ab,cd')
    await one.fed()
    expect(one.text()).toBe('ab')
    await bench.server.release(1)
    await one.ended()
    expect(one.text()).toBe('abcd')
  })

  for (const delivery of ['whole', 'stream'] as const) {
    test(`port http: ${delivery} bodies have a limit`, async (bench) => {
      const within = exchange(bench, '/zeros?bytes=100000', { delivery, maxBodyBytes: 100_000 })
      await within.ended()
      expect(within.told.at(-1)).toBe('end')
      const beyond = exchange(bench, '/zeros?bytes=100000', { delivery, maxBodyBytes: 99_999 })
      await beyond.ended()
      expect(beyond.told.at(-1)).toBe('fail')
      expect(beyond.result.error).toBeInstanceOf(BodyTooLargeError)
    })
  }

  test('port http: a limit counts decoded bytes', async (bench) => {
    const one = exchange(bench, '/gzip-bomb?bytes=1000000', { maxBodyBytes: 500_000 })
    await one.ended()
    expect(one.result.error).toBeInstanceOf(BodyTooLargeError)
  })

  test('port http: cancel at once is silent for ever', async (bench) => {
    const one = exchange(bench, '/echo')
    one.cancel()
    one.cancel()
    await aWhile(bench)
    expect(one.told).toEqual([])
  })

  test('port http: cancel before the head frees the connection', async (bench) => {
    const one = exchange(bench, '/hold')
    await bench.server.seen(1)
    one.cancel()
    await bench.server.idle()
    expect(await bench.server.seen(1)).toMatchObject([{ state: 'aborted' }])
    expect(one.told).toEqual([])
  })

  test('port http: cancel inside head is the last word', async (bench) => {
    const one = exchange(bench, '/chunks?parts=ab,cd', {}, { head: () => one.cancel() })
    await one.headed()
    await bench.server.idle()
    await aWhile(bench)
    expect(one.told).toEqual(['head'])
  })

  test('port http: cancel inside data is the last word', async (bench) => {
    const one = exchange(bench, '/chunks?parts=ab,cd', {}, { data: () => one.cancel() })
    await one.fed()
    await bench.server.idle()
    await aWhile(bench)
    expect(one.told).toEqual(['head', 'data'])
  })

  test('port http: cancel after the end does nothing', async (bench) => {
    const one = exchange(bench, '/echo')
    await one.ended()
    one.cancel()
    expect(one.told.at(-1)).toBe('end')
  })

  test('port http: pause holds data back until resume', async (bench) => {
    const one = exchange(bench, '/text?body=abc', {}, { head: () => one.pause() })
    await one.headed()
    await aWhile(bench)
    expect(one.told).toEqual(['head'])
    one.resume()
    await one.ended()
    expect(one.text()).toBe('abc')
  })

  test('port http: pause holds decoded data back too', async (bench) => {
    const one = exchange(bench, '/gzip?body=abc', {}, { head: () => one.pause() })
    await one.headed()
    await aWhile(bench)
    expect(one.told).toEqual(['head'])
    one.resume()
    await one.ended()
    expect(one.text()).toBe('abc')
  })

  test('port http: cancel while paused frees the connection', async (bench) => {
    const one = exchange(bench, '/zeros?bytes=50000000', {}, { head: () => one.pause() })
    await one.headed()
    one.cancel()
    await bench.server.idle()
    expect(one.told).toEqual(['head'])
  })

  test('port http: a peer that breaks off fails once', async (bench) => {
    for (const path of ['/reset', '/close', '/malformed', '/truncate', '/gzip-broken']) {
      const one = exchange(bench, path)
      await one.ended()
      await aWhile(bench)
      expect(one.told.filter((word) => word === 'fail' || word === 'end')).toEqual(['fail'])
      expect(one.result.error).toBeInstanceOf(NetworkError)
    }
  })

  test('port http: a name that does not exist fails', async (bench) => {
    const one = exchange(bench, '/echo', { url: bench.server.unknownUrl })
    await one.ended()
    expect(one.told).toEqual(['fail'])
    expect(one.result.error).toBeInstanceOf(NetworkError)
  })

  test(
    'port http: shows a redirect as it is',
    {
      needs: ['manual-redirect'],
      otherwise: async (bench) => {
        const followed = exchange(bench, '/redirect?to=echo')
        await followed.ended()
        expect(followed.result.head).toMatchObject({ status: 200, url: bench.server.url('/echo') })
        const refused = exchange(bench, '/redirect?to=echo', { redirect: 'error' })
        await refused.ended()
        expect(refused.result.error).toBeInstanceOf(UnsupportedError)
      },
    },
    async (bench) => {
      const one = exchange(bench, '/redirect?to=echo')
      await one.ended()
      expect(one.result.head).toMatchObject({ status: 302 })
      expect(one.result.head?.headers).toContainEqual(['Location', 'echo'])
    },
  )

  test(
    'port http: follows a redirect to where the sink says',
    { needs: ['manual-redirect'], otherwise: followsUnasked },
    async (bench) => {
      const url = bench.server.url('/text?body=there')
      const asked: string[][] = []
      const one = exchange(
        bench,
        '/redirect?to=echo',
        {},
        {
          redirected: (...hop) => {
            asked.push(hop)
            return url
          },
        },
      )
      await one.ended()
      expect(asked).toEqual([['echo', bench.server.url('/redirect?to=echo')]])
      expect(one.text()).toBe('there')
      expect(one.told.filter((word) => word !== 'data')).toEqual(['head', 'end'])
    },
  )

  test(
    'port http: fails as the sink does that is asked where to go',
    { needs: ['manual-redirect'], otherwise: followsUnasked },
    async (bench) => {
      const refusal = new Error('not there')
      const one = exchange(
        bench,
        '/redirect?to=echo',
        {},
        {
          redirected: () => {
            throw refusal
          },
        },
      )
      await one.ended()
      expect(one.told).toEqual(['fail'])
      expect(one.result.error).toBe(refusal)
    },
  )

  test(
    'port http: keeps repeated fields apart and in order',
    {
      needs: ['header-names'],
      otherwise: async (bench) => {
        const one = exchange(bench, '/header?name=x-a&value=1&name=x-a&value=2')
        await one.ended()
        expect(one.result.head?.headers).toContainEqual(['x-a', '1, 2'])
      },
    },
    async (bench) => {
      const one = exchange(bench, '/header?name=X-A&value=1&name=x-b&value=2&name=X-A&value=3')
      await one.ended()
      const fields = one.result.head?.headers.filter(([name]) => /^x-/i.test(name))
      expect(fields).toEqual([
        ['X-A', '1'],
        ['x-b', '2'],
        ['X-A', '3'],
      ])
    },
  )
})
