import { expect } from 'vitest'
import type { FailResult } from '../../src/call/call.js'
import type { Bench } from '../bench.js'
import { conformance } from '../conformance.js'
import type { SocketCall } from '../socket-call.js'

/** Whatever a program in plain JavaScript might hand over. */
const wrong = (value: unknown) => value as never

/** The handshake as the server saw it: the first message of `/socket?hello`. */
interface Hello {
  readonly headers: Record<string, string>
  readonly offered: readonly string[]
}
const hello = async (socket: SocketCall): Promise<Hello> => {
  const [first] = await socket.received(1)
  return JSON.parse(first as string) as Hello
}

/** A program whose domain list is enforced. */
const checked = (bench: Bench, socket: readonly string[]) =>
  bench.createWx({ urlCheck: true, domains: { socket } })

const MEMBERS = [
  'CLOSED',
  'CLOSING',
  'CONNECTING',
  'OPEN',
  'close',
  'onClose',
  'onError',
  'onMessage',
  'onOpen',
  'readyState',
  'send',
  'socketTaskId',
]

export default conformance('connectSocket', ({ test }) => {
  test('D01, D05, D20, D26 network 111, 131: accepted first, then open', async ({ socket }) => {
    const one = socket({ url: '/socket' })
    expect(one.order).toEqual([])
    expect(one.task.readyState).toBe(0)
    const { header, profile } = await one.event('open')
    expect(one.order).toEqual(['success', 'complete', 'open'])
    expect(one.task.readyState).toBe(1)
    expect(header).toBeTypeOf('object')
    expect(Object.keys(profile).sort()).toEqual([
      'connectEnd',
      'connectStart',
      'cost',
      'domainLookUpEnd',
      'domainLookUpStart',
      'fetchStart',
      'handshakeCost',
      'rtt',
    ])
    expect(profile.fetchStart).toBeLessThanOrEqual(profile.connectEnd)
    expect(await one.success()).toEqual({ errMsg: 'connectSocket:ok', socketTaskId: 1 })
  })

  test('D07: complete has the result of success, and ids count up', async ({ socket }) => {
    const ids = [socket({ url: '/socket' }), socket({ url: '/socket' })]
    const results = await Promise.all(ids.map((one) => one.success()))
    expect(results.map(({ socketTaskId }) => socketTaskId)).toEqual([1, 2])
    expect(ids.map(({ task }) => task.socketTaskId)).toEqual([1, 2])
  })

  test('D20 network 5: returns a task without callbacks', async ({ wx, server }) => {
    const task = wx.connectSocket({ url: server.sockets.url('/socket') })
    expect(Object.keys(task).sort()).toEqual(MEMBERS)
    expect([task.CONNECTING, task.OPEN, task.CLOSING, task.CLOSED]).toEqual([0, 1, 2, 3])
    await server.seen(1)
  })

  test('D20 lessons 17: the task is there from 1.7.0 on', async ({ createWx, socket, server }) => {
    const one = socket({ url: '/socket' }, createWx({ libVersion: '1.6.9' }))
    expect(one.task).toBeUndefined()
    await one.success()
    await server.seen(1)
  })

  test('D01: leaves the option object as it was, also a frozen one', async ({ socket, server }) => {
    const header = Object.freeze({ Referer: 'https://evil.example' })
    const options = Object.freeze({ url: server.sockets.url('/socket'), header, protocols: ['a'] })
    for (let i = 0; i < 2; i++) await socket(options).event('open')
  })

  // Header, protocols and the other options

  test(
    'D02, D26 network 140, lessons 15: sends the header, and the fixed Referer',
    {
      needs: ['socket-handshake'],
      otherwise: async ({ socket }) => {
        const one = socket({ url: '/socket', header: { 'X-A': 1, Referer: 'x' } })
        const { errMsg } = await one.event('error')
        expect(errMsg).toBe(
          'createSocketTask:fail unsupported: a page cannot set the header X-A of a WebSocket; use a gateway, or say it in the url or in protocols',
        )
        expect(one.order).toEqual(['success', 'complete', 'error'])
      },
    },
    async ({ socket }) => {
      const one = socket({
        url: '/socket?hello&name=X-B&value=2',
        header: { 'X-A': 1, 'x-t': true, Referer: 'x', 'Content-Type': 'text/plain' },
      })
      expect((await one.event('open')).header).toMatchObject({ 'X-B': '2' })
      expect((await hello(one)).headers).toMatchObject({
        'x-a': '1',
        'x-t': '[object Boolean]',
        'content-type': 'text/plain',
        referer: 'https://servicewechat.com/wx0000000000000000/0/page-frame.html',
      })
    },
  )

  test('D02: what no program can set is left out', async ({ socket }) => {
    const header = {
      Referer: 'x',
      connection: 'close',
      'Content-Length': '5',
      Host: 'evil.example',
      upgrade: 'h2c',
      'Sec-WebSocket-Key': 'AAAA',
      'sec-websocket-protocol': 'evil',
    }
    const { headers, offered } = await hello(socket({ url: '/socket?hello', header }))
    expect(offered).toEqual([])
    expect(headers['sec-websocket-key']).not.toBe('AAAA')
    expect(headers.host).not.toBe('evil.example')
    expect(headers).not.toHaveProperty('content-length')
  })

  test('D02: a content type, which says nothing here, does no harm', async ({ socket }) => {
    await socket({ url: '/socket', header: { 'content-type': 'application/json' } }).event('open')
  })

  test('D02: a header that would break the handshake is refused', async ({ socket }) => {
    for (const header of [{ 'X-A': 'a\r\nX-B: b' }, { 'X A': 'b' }, { 'X-A': 'a\0' }]) {
      expect(await socket({ url: '/socket', header }).failure()).toEqual({
        errMsg: 'connectSocket:fail invalid header',
        errno: 1001,
      })
    }
  })

  test('D02: warns of a header that is no object and goes on', async ({ socket, takeLog }) => {
    for (const header of ['a', 5])
      await socket({ url: '/socket', header: wrong(header) }).event('open')
    const warning = 'connectSocket: header must be an object'
    expect(takeLog()).toEqual([warning, warning])
    await socket({ url: '/socket', header: wrong(null) }).event('open')
  })

  test('D03: a method is taken and makes no difference', async ({ socket, server }) => {
    await socket({ url: '/socket', method: 'POST' }).event('open')
    expect(await server.seen(1)).toMatchObject([{ method: 'GET' }])
  })

  test('D04 network 139: offers protocols in their order', async ({ socket }) => {
    const one = socket({ url: '/socket?hello&protocol=b', protocols: ['a', 'b'] })
    expect((await hello(one)).offered).toEqual(['a', 'b'])
    const none = socket({ url: '/socket?hello', protocols: [] })
    expect((await hello(none)).offered).toEqual([])
  })

  test('D04: refuses what is no list of protocols', async ({ socket }) => {
    for (const [protocols, reason] of [
      ['a', 'protocols must be an array'],
      [{}, 'protocols must be an array'],
      [[''], 'invalid protocol'],
      [['a b'], 'invalid protocol'],
      [[1], 'invalid protocol'],
      [['a', 'a'], 'invalid protocol'],
    ] as const) {
      const { errMsg } = await socket({ url: '/socket', protocols: wrong(protocols) }).failure()
      expect(errMsg).toBe(`connectSocket:fail ${reason}`)
    }
  })

  test('D04 common 32: an option that the base library does not have is ignored', async (bench) => {
    const old = bench.createWx({ libVersion: '1.3.9' })
    bench.socket({ url: '/socket?hello', protocols: ['a'] }, old)
    const [seen] = await bench.server.seen(1)
    expect(seen?.headers.map(([name]) => name.toLowerCase())).not.toContain(
      'sec-websocket-protocol',
    )
  })

  test(
    'D02: perMessageDeflate offers compression',
    {
      needs: ['socket-compression'],
      otherwise: async ({ socket }) => {
        const one = socket({ url: '/socket', perMessageDeflate: true })
        await one.event('open')
        one.task.send({ data: 'a'.repeat(10_000) })
        expect(await one.received(1)).toEqual(['a'.repeat(10_000)])
      },
    },
    async ({ socket }) => {
      const plain = await hello(socket({ url: '/socket?hello' }))
      expect(plain.headers).not.toHaveProperty('sec-websocket-extensions')
      const one = socket({ url: '/socket?hello', perMessageDeflate: true, tcpNoDelay: true })
      expect((await hello(one)).headers['sec-websocket-extensions']).toContain('permessage-deflate')
      one.task.send({ data: 'a'.repeat(10_000) })
      expect((await one.received(2))[1]).toBe('a'.repeat(10_000))
    },
  )

  // Refused calls

  for (const [spec, url, message] of [
    ['network 22', 'https://h.test', 'invalid url "https://h.test"'],
    ['network 22', '', 'invalid url ""'],
    ['network 22', '/socket', 'invalid url "/socket"'],
    ['network 22', 'wss://', 'invalid url "wss://"'],
    ['network 23', 123, 'parameter error: parameter.url should be String instead of Number;'],
  ] as const) {
    test(`D06 ${spec}: refuses ${JSON.stringify(url)} before it returns`, ({ wx }) => {
      const order: unknown[] = []
      const note = (result: FailResult) => order.push(result.errMsg)
      const task = wx.connectSocket({ url: wrong(url), fail: note, complete: wrong(note) })
      const errMsg = `connectSocket:fail ${message}`
      expect(order).toEqual([errMsg, errMsg])
      expect(task).toBeUndefined()
    })
  }

  test('D08, D06 network 129, lessons 16: five at once, and one more when one has closed', async (bench) => {
    const five = Array.from({ length: 5 }, () => bench.socket({ url: '/socket' }))
    await Promise.all(five.map((one) => one.event('open')))
    const sixth = bench.socket({ url: '/socket' })
    expect(sixth.task.readyState).toBe(3)
    expect(await sixth.failure()).toEqual({
      errMsg: 'connectSocket:fail fail reach max websocket connect count 5',
      errno: 600007,
    })
    const { errMsg } = await bench.call(sixth.task.send, { data: 'a' }).failure()
    expect(errMsg).toBe('SocketTask.send:fail SocketTask.readyState is not OPEN')
    expect((await bench.call(sixth.task.close, {}).failure()).errMsg).toBe(
      'closeSocket:fail wcwss taskID not exist',
    )

    // As programs do it: from within the close event.
    const again = new Promise<SocketCall>((resolve) => {
      five[0]?.task.onClose(() => resolve(bench.socket({ url: '/socket' })))
    })
    five[0]?.task.close()
    await (await bench.clock.until(again)).event('open')
    expect(await bench.server.seen()).toHaveLength(6)
  })

  test('D08: connecting and closing sockets count, failed ones do not', async (bench) => {
    const five = Array.from({ length: 5 }, () => bench.socket({ url: '/socket?silent' }))
    await bench.socket({ url: '/socket' }).failure()
    for (const one of five) one.task.close()
    await bench.socket({ url: '/socket' }).failure()
    for (const one of five) await one.event('close')
    for (let i = 0; i < 6; i++) await bench.socket({ url: '/socket?refuse=404' }).event('error')
    await bench.socket({ url: '/socket' }).event('open')
  })

  test('D08: maxSockets is the embedder’s to set', async (bench) => {
    const wx = bench.createWx({ maxSockets: 1 })
    const one = bench.socket({ url: '/socket' }, wx)
    expect((await bench.socket({ url: '/socket' }, wx).failure()).errMsg).toContain('count 1')
    await one.event('open')
  })

  test('D09 network 137: an old base library closes the one before', async (bench) => {
    const { server, clock } = bench
    const wx = bench.createWx({ libVersion: '1.6.9' })
    const order: string[] = []
    const closes: unknown[] = []
    const opened = [1, 2].map(() => {
      let tell = () => {}
      return { promise: new Promise<void>((resolve) => (tell = resolve)), tell: () => tell() }
    })
    wx.onSocketOpen(() => {
      order.push('open')
      opened[order.filter((kind) => kind === 'open').length - 1]?.tell()
    })
    wx.onSocketClose((event) => {
      order.push('close')
      closes.push(event)
    })
    expect(wx.connectSocket({ url: server.sockets.url('/socket?n=1') })).toBeUndefined()
    await clock.until(opened[0]!.promise)
    expect(wx.connectSocket({ url: server.sockets.url('/socket?n=2') })).toBeUndefined()
    await clock.until(opened[1]!.promise)
    expect(order).toEqual(['open', 'close', 'open'])
    expect(closes).toEqual([{ code: 1000, reason: '' }])
    expect(await server.seen(2)).toMatchObject([{ state: 'ended' }, { state: 'open' }])
  })

  test('D09: of three calls at once the last one stays', async (bench) => {
    const wx = bench.createWx({ libVersion: '1.6.9' })
    const order: string[] = []
    const opened = new Promise<void>((resolve) => {
      wx.onSocketOpen(() => {
        order.push('open')
        resolve()
      })
    })
    wx.onSocketClose(() => order.push('close'))
    for (let i = 0; i < 3; i++) bench.socket({ url: '/socket' }, wx)
    await bench.clock.until(opened)
    expect(order).toEqual(['close', 'close', 'open'])
    expect(await bench.server.seen(1)).toHaveLength(1)
  })

  // Domains

  test('D10 network 85: a listed host is let through on every port', async (bench) => {
    const wx = checked(bench, ['wss://h.test'])
    await bench.socket({ url: bench.server.sockets.secureUrl('/socket') }, wx).event('open')
  })

  for (const [spec, url] of [
    ['network 89', 'wss://x.test/'],
    ['network 89', 'wss://sub.h.test/'],
    ['network 89', 'ws://h.test/'],
    ['network 89', 'wss://127.0.0.1/'],
  ] as const) {
    test(`D10, D28 ${spec}: ${url} is not listed`, async (bench) => {
      const one = bench.socket({ url }, checked(bench, ['wss://h.test', 'ws://h.test']))
      expect(await one.success()).toMatchObject({ errMsg: 'connectSocket:ok' })
      expect(one.task.readyState).toBe(0)
      expect(await one.event('error')).toEqual({
        errMsg: 'createSocketTask:fail url not in domain list',
      })
      expect(one.order).toEqual(['success', 'complete', 'error'])
      expect(one.task.readyState).toBe(3)
      expect(bench.takeLog()).toHaveLength(1)
    })
  }

  test('D28 network 131: an error that is known at once waits for listeners', async (bench) => {
    const task = checked(bench, []).connectSocket({ url: 'wss://x.test/' })
    await Promise.resolve()
    await bench.clock.until(new Promise((resolve) => task.onError(resolve)))
    bench.takeLog()
  })

  // Connections that never open

  for (const [title, path, errMsg] of [
    ['D28 network 125: a status', '/socket?refuse=404', 'Invalid HTTP status'],
    ['D28: a redirect, which is not followed', '/socket?refuse=302', 'Invalid HTTP status'],
    ['D28: a server that picks no protocol', '/socket?protocol=', 'Invalid handshake'],
  ] as const) {
    test(
      title,
      {
        needs: ['socket-handshake'],
        otherwise: async ({ socket }) => {
          const one = socket({ url: path, protocols: ['a'] })
          expect(await one.event('error')).toEqual({ errMsg: 'Underlying Transport Error' })
        },
      },
      async ({ socket }) => {
        const one = socket({ url: path, protocols: ['a'] })
        expect(await one.event('error')).toEqual({ errMsg })
        expect(one.order).toEqual(['success', 'complete', 'error'])
        expect(one.task.readyState).toBe(3)
      },
    )
  }

  test('D05, D28 network 126: nobody there', async ({ socket, server }) => {
    for (const url of [server.sockets.refusedUrl, server.sockets.unknownUrl]) {
      const one = socket({ url })
      expect(await one.event('error')).toEqual({ errMsg: 'Underlying Transport Error' })
      expect(one.order).toEqual(['success', 'complete', 'error'])
    }
  })

  test(
    'D28: no TLS on the other side',
    {
      needs: ['socket-handshake'],
      otherwise: async ({ socket, server }) => {
        const one = socket({ url: server.sockets.url('/socket').replace('ws:', 'wss:') })
        expect(await one.event('error')).toEqual({ errMsg: 'Underlying Transport Error' })
      },
    },
    async ({ socket, server }) => {
      const one = socket({ url: server.sockets.url('/socket').replace('ws:', 'wss:') })
      expect(await one.event('error')).toEqual({ errMsg: 'TLS handshake failed' })
    },
  )

  for (const [what, path] of [
    ['no answer', '/socket?silent'],
    ['half an answer', '/socket?half'],
  ] as const) {
    test(`D28 network 127: ${what} in time`, async ({ socket, server }) => {
      const one = socket({ url: path, timeout: 100 })
      expect(await one.event('error')).toEqual({ errMsg: 'Timer Expired' })
      expect(one.order).toEqual(['success', 'complete', 'error'])
      expect(one.task.readyState).toBe(3)
      await server.idle()
    })
  }

  test('D28: a server that closes within its answer', async ({ socket }) => {
    const one = socket({ url: '/socket?half=cut' })
    expect(await one.event('error')).toEqual({ errMsg: 'Underlying Transport Error' })
    expect(one.order).toEqual(['success', 'complete', 'error'])
  })

  test('D28: app.json’s time-out holds, and the call’s own wins', async (bench) => {
    const wx = bench.createWx({ networkTimeout: { connectSocket: 100 } })
    await bench.socket({ url: '/socket?silent' }, wx).event('error')
    await bench.socket({ url: '/socket?silent', timeout: NaN }, wx).event('error')
    await bench.socket({ url: '/socket', timeout: 60_000 }, wx).event('open')
  })

  test('D01: the time-out is for the handshake only', async (bench) => {
    const one = bench.socket({ url: '/socket', timeout: 1000 })
    await one.event('open')
    await bench.clock.sleep(1500)
    one.task.send({ data: 'still here' })
    expect(await one.received(1)).toEqual(['still here'])
  })

  // Base libraries and canIUse

  test('D26 common 33: the open event has the fields of its base library', async (bench) => {
    for (const [libVersion, fields] of [
      ['1.9.9', []],
      ['2.0.0', ['header']],
      ['2.10.4', ['header', 'profile']],
    ] as const) {
      const one = bench.socket({ url: '/socket' }, bench.createWx({ libVersion }))
      expect(Object.keys(await one.event('open')).sort(), libVersion).toEqual(fields)
      one.task.close()
      await one.event('close')
    }
  })

  test('J18: canIUse knows the functions of sockets', ({ wx, createWx }) => {
    for (const schema of [
      'connectSocket.object.protocols',
      'connectSocket.return.send',
      'SocketTask.onMessage',
      'socketTask.close',
      'sendSocketMessage.object.data',
      'closeSocket.object.reason',
      'onSocketOpen.callback.header',
    ]) {
      expect(wx.canIUse(schema), schema).toBe(true)
    }
    for (const [schema, before] of [
      ['connectSocket.object.protocols', '1.3.9'],
      ['SocketTask.send', '1.6.9'],
      ['onSocketOpen.callback.header', '1.9.9'],
      ['connectSocket.object.timeout', '2.9.9'],
    ] as const) {
      expect(createWx({ libVersion: before }).canIUse(schema), schema).toBe(false)
    }
    expect(wx.canIUse('SocketTask.offOpen')).toBe(false)
  })
})
