import { expect } from 'vitest'
import { type SocketOpening, type SocketRequest } from '../../src/ports/socket.js'
import { HandshakeError, UnsupportedError } from '../../src/ports/port-error.js'
import type { Bench } from '../bench.js'
import { conformance } from '../conformance.js'

/** One connection by the port itself, with everything that its sink was told. */
const connect = (
  { host, server, clock }: Bench,
  path: string,
  options: Partial<SocketRequest> = {},
  on: { open?: () => void; message?: () => void } = {},
) => {
  const told: string[] = []
  const messages: (string | ArrayBuffer)[] = []
  const result: { opening?: SocketOpening; close?: [number, string]; error?: Error } = {}
  const watchers = new Set<() => void>()
  const tell = (word: string) => {
    told.push(word)
    for (const watcher of [...watchers]) watcher()
  }
  const until = (condition: () => boolean) =>
    clock.until(
      new Promise<void>((resolve) => {
        const look = () => condition() && resolve()
        watchers.add(look)
        look()
      }),
    )
  const connection = host.sockets.connect(
    {
      url: server.sockets.url(path),
      headers: [],
      protocols: [],
      noDelay: true,
      perMessageDeflate: false,
      ...options,
    },
    {
      open: (opening) => {
        result.opening = opening
        tell('open')
        on.open?.()
      },
      message: (data) => {
        messages.push(data)
        tell('message')
        on.message?.()
      },
      close: (code, reason) => {
        result.close = [code, reason]
        tell('close')
      },
      fail: (error) => {
        result.error = error
        tell('fail')
      },
    },
  )
  return {
    connection,
    told,
    messages,
    result,
    opened: () => until(() => told.includes('open')),
    received: (count: number) => until(() => messages.length >= count),
    ended: () => until(() => told.includes('close') || told.includes('fail')),
  }
}

/** Long enough for anything that must not happen to have happened. */
const aWhile = async (bench: Bench) => {
  const other = connect(bench, '/socket?burst=1')
  await other.received(1)
  other.connection.close(1000, '')
  await other.ended()
}

const text = (data: string | ArrayBuffer | undefined) =>
  typeof data === 'string' ? data : new TextDecoder().decode(data)

export default conformance('SocketPort', ({ test }) => {
  test('port socket: tells open, messages and close, and nothing before it has returned', async (bench) => {
    const one = connect(bench, '/socket?burst=2&close=3001&reason=bye')
    expect(one.told).toEqual([])
    await one.ended()
    expect(one.told).toEqual(['open', 'message', 'message', 'close'])
    expect(one.messages).toEqual(['0', '1'])
    expect(one.result.close).toEqual([3001, 'bye'])
  })

  test('port socket: a close frame without a code is 1005', async (bench) => {
    const one = connect(bench, '/socket?close=')
    await one.ended()
    expect(one.result.close).toEqual([1005, ''])
  })

  for (const action of [
    'drop',
    'fault=bad-text',
    'fault=masked',
    'fault=oversized',
    'fault=bad-opcode',
    'fault=reserved-bit',
    'fault=lone-rest',
    'fault=long-ping',
    'fault=bad-close',
  ]) {
    test(`port socket: ${action} ends with 1006`, async (bench) => {
      const one = connect(bench, `/socket?${action}`)
      await one.ended()
      expect(one.told).toEqual(['open', 'close'])
      expect(one.result.close).toEqual([1006, ''])
    })
  }

  for (const [fault, message] of [
    ['fragments', 'abcd'],
    ['split-character', '中'],
  ] as const) {
    test(`port socket: one message of ${fault}`, async (bench) => {
      const one = connect(bench, `/socket?fault=${fault}`)
      await one.received(1)
      expect(one.messages).toEqual([message])
      one.connection.abort()
      await bench.server.release(1)
    })
  }

  test('port socket: half a frame is no message', async (bench) => {
    const one = connect(bench, '/socket?fault=half-frame')
    await one.opened()
    await aWhile(bench)
    expect(one.told).toEqual(['open'])
    one.connection.abort()
    await bench.server.release(1)
  })

  test('port socket: text comes as text, bytes as a buffer of their own', async (bench) => {
    const one = connect(bench, '/socket')
    await one.opened()
    for (const data of ['中\uFEFF', '', new ArrayBuffer(0), new Uint8Array([0, 255]).buffer]) {
      one.connection.send(data)
    }
    await one.received(4)
    expect(one.messages.slice(0, 2)).toEqual(['中\uFEFF', ''])
    for (const data of one.messages.slice(2)) expect(data).toBeInstanceOf(ArrayBuffer)
    expect(one.messages.slice(2)).toEqual([new ArrayBuffer(0), new Uint8Array([0, 255]).buffer])
    one.connection.abort()
  })

  for (const perMessageDeflate of [false, true]) {
    test(`port socket: takes a buffer as it is, deflate ${perMessageDeflate}`, async (bench) => {
      const one = connect(bench, '/socket', { perMessageDeflate })
      await one.opened()
      const bytes = new Uint8Array(70_000).fill(1)
      one.connection.send(bytes.buffer)
      bytes.fill(2)
      await one.received(1)
      expect(new Uint8Array(one.messages[0] as ArrayBuffer)).toEqual(new Uint8Array(70_000).fill(1))
      one.connection.abort()
    })
  }

  test('port socket: keeps the order of 2,000 frames of both kinds', async (bench) => {
    const one = connect(bench, '/socket?mixed=1000')
    await one.opened()
    for (let i = 1000; i < 2000; i++) one.connection.send(String(i))
    await one.received(2000)
    const numbers = one.messages.map((data) => Number(text(data)))
    expect(numbers.filter((n) => n < 1000)).toEqual(Array.from({ length: 1000 }, (_, i) => i))
    expect(numbers.filter((n) => n >= 1000)).toEqual(
      Array.from({ length: 1000 }, (_, i) => 1000 + i),
    )
    one.connection.abort()
  })

  test('port socket: closes behind what was sent', async (bench) => {
    const one = connect(bench, '/socket')
    await one.opened()
    for (let i = 0; i < 100; i++) one.connection.send(String(i))
    one.connection.close(4999, '中')
    await one.ended()
    expect(one.result.close).toEqual([4999, '中'])
    await bench.server.idle()
    expect(await bench.server.seen(1)).toMatchObject([{ close: { code: 4999, reason: '中' } }])
  })

  test('port socket: picks a protocol', async (bench) => {
    const one = connect(bench, '/socket?protocol=b', { protocols: ['a', 'b'] })
    await one.opened()
    expect(one.result.opening?.protocol).toBe('b')
    one.connection.abort()
  })

  test('port socket: a server that picks none, or another one, does not open', async (bench) => {
    for (const path of ['/socket?protocol=', '/socket?protocol=c']) {
      const one = connect(bench, path, { protocols: ['a', 'b'] })
      await one.ended()
      expect(one.told).toEqual(['fail'])
    }
  })

  test(
    'port socket: sends its fields and shows those of the answer',
    {
      needs: ['socket-handshake'],
      otherwise: async (bench) => {
        const refused = connect(bench, '/socket', { headers: [['X-A', '1']] })
        await refused.ended()
        expect(refused.told).toEqual(['fail'])
        expect(refused.result.error).toBeInstanceOf(UnsupportedError)
        expect(refused.result.error?.message).toContain('the header X-A')
        const shown = connect(bench, '/socket?name=X-B&value=2', { headers: [['Referer', 'x']] })
        await shown.opened()
        expect(shown.result.opening?.headers).toEqual([])
        shown.connection.abort()
      },
    },
    async (bench) => {
      const headers = [
        ['X-A', '1'],
        ['x-a', '2'],
        ['Referer', 'https://servicewechat.com/'],
      ] as const
      const one = connect(bench, '/socket?name=X-B&value=2&name=X-B&value=3', { headers })
      await one.opened()
      const fields = (list: readonly (readonly [string, string])[] = []) =>
        list.filter(([name]) => /^(?:x-|referer)/i.test(name)).map(([, value]) => value)
      expect(fields(one.result.opening?.headers)).toEqual(['2', '3'])
      const [seen] = await bench.server.seen(1)
      expect(fields(seen?.headers)).toEqual(['1', '2', 'https://servicewechat.com/'])
      one.connection.abort()
    },
  )

  for (const [what, path] of [
    ['404', '/socket?refuse=404'],
    ['a redirect', '/socket?refuse=302'],
  ] as const) {
    test(`port socket: ${what} does not open`, async (bench) => {
      const one = connect(bench, path)
      await one.ended()
      await aWhile(bench)
      expect(one.told).toEqual(['fail'])
      // A page by itself does not learn it.
      if (bench.hostName !== 'chromium') {
        expect(one.result.error).toBeInstanceOf(HandshakeError)
      }
    })
  }

  test('port socket: nobody there does not open', async (bench) => {
    const { refusedUrl, unknownUrl } = bench.server.sockets
    for (const url of [refusedUrl, unknownUrl]) {
      const one = connect(bench, '', { url })
      await one.ended()
      expect(one.told).toEqual(['fail'])
    }
  })

  test('port socket: abort at once is silent for ever', async (bench) => {
    const one = connect(bench, '/socket')
    one.connection.abort()
    one.connection.abort()
    await aWhile(bench)
    expect(one.told).toEqual([])
  })

  test('port socket: abort before the answer frees the connection', async (bench) => {
    const one = connect(bench, '/socket?silent')
    await bench.server.seen(1)
    one.connection.abort()
    await bench.server.idle()
    expect(one.told).toEqual([])
  })

  test('port socket: abort inside open is the last word', async (bench) => {
    const one = connect(bench, '/socket?burst=5', {}, { open: () => one.connection.abort() })
    await one.opened()
    await bench.server.idle()
    await aWhile(bench)
    expect(one.told).toEqual(['open'])
  })

  test('port socket: abort inside message is the last word', async (bench) => {
    const one = connect(bench, '/socket?burst=5', {}, { message: () => one.connection.abort() })
    await one.received(1)
    await bench.server.idle()
    await aWhile(bench)
    expect(one.told).toEqual(['open', 'message'])
  })

  test('port socket: abort while closing is silent', async (bench) => {
    const one = connect(bench, '/socket?fault=mute')
    await one.opened()
    one.connection.close(1000, '')
    one.connection.abort()
    await bench.server.release(1)
    await bench.server.idle()
    expect(one.told).toEqual(['open'])
  })

  test('port socket: after the end nothing does anything', async (bench) => {
    const one = connect(bench, '/socket?close=1000')
    await one.ended()
    one.connection.send('late')
    one.connection.close(1000, '')
    one.connection.abort()
    await aWhile(bench)
    expect(one.told).toEqual(['open', 'close'])
  })
})
