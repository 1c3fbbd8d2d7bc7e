import { expect } from 'vitest'
import { conformance } from '../conformance.js'

const wrong = (value: unknown) => value as never

const OK = { errMsg: 'closeSocket:ok' }
const NOT_CONNECTED = { errMsg: 'closeSocket:fail WebSocket is not connected' }
const NOT_EXIST = { errMsg: 'closeSocket:fail wcwss taskID not exist' }
const INVALID_CODE = {
  errMsg:
    'closeSocket:fail wcwss invalid code, the code must be either 1000, or between 3000 and 4999',
  errno: 1001,
}
const LONG_REASON = {
  errMsg: 'closeSocket:fail reason must not exceed 123 UTF-8 bytes',
  errno: 1001,
}

export default conformance('socket close', ({ test }) => {
  test('D23, D25, D27 network 118: close, accepted and then done', async ({ socket, call }) => {
    const one = socket({ url: '/socket' })
    await one.event('open')
    const closing = call(one.task.close, {})
    expect(closing.task).toBeUndefined()
    expect(closing.order).toEqual([])
    expect(one.task.readyState).toBe(2)
    expect(await closing.success()).toEqual(OK)
    expect(await one.event('close')).toEqual({ code: 1000, reason: '' })
    expect(one.task.readyState).toBe(3)
    expect(one.order).toEqual(['success', 'complete', 'open', 'close'])
  })

  test('D25: the result comes before the event', async ({ socket }) => {
    const one = socket({ url: '/socket' })
    await one.event('open')
    const order: string[] = []
    one.task.onClose(() => order.push('close'))
    one.task.close({ complete: () => order.push('complete') })
    await one.event('close')
    expect(order).toEqual(['complete', 'close'])
  })

  test('D23: close without an argument', async ({ socket, server }) => {
    const one = socket({ url: '/socket' })
    await one.event('open')
    const close: () => unknown = one.task.close
    expect(close()).toBeUndefined()
    expect(await one.event('close')).toEqual({ code: 1000, reason: '' })
    await server.idle()
    expect(await server.seen(1)).toMatchObject([{ close: { code: 1000, reason: '' } }])
  })

  test('D23, D24, D27 network 119: code and reason go both ways', async ({ socket, server }) => {
    const one = socket({ url: '/socket' })
    await one.event('open')
    one.task.close({ code: 3001, reason: 'bye 中' })
    expect(await one.event('close')).toEqual({ code: 3001, reason: 'bye 中' })
    await server.idle()
    expect(await server.seen(1)).toMatchObject([{ close: { code: 3001, reason: 'bye 中' } }])
  })

  test('D23, D16 network 120: a code beyond the rule closes nothing', async ({
    wx,
    socket,
    call,
  }) => {
    const one = socket({ url: '/socket' })
    await one.event('open')
    for (const code of [1001, 1005, 2999, 5000, 1000.5, 3000.5, -1, 0]) {
      expect(await call(one.task.close, { code }).failure()).toEqual(INVALID_CODE)
      expect(await call(wx.closeSocket, { code }).failure()).toEqual(INVALID_CODE)
    }
    expect(one.task.readyState).toBe(1)
    one.task.send({ data: 'still here' })
    expect(await one.received(1)).toEqual(['still here'])
  })

  for (const code of ['3001', null, NaN, Infinity, undefined]) {
    test(`D23 network 121: the code ${String(code)} is 1000`, async ({ socket }) => {
      const one = socket({ url: '/socket' })
      await one.event('open')
      one.task.close({ code: wrong(code), reason: wrong(null) })
      expect(await one.event('close')).toEqual({ code: 1000, reason: '' })
    })
  }

  for (const code of [1000, 3000, 4999]) {
    test(`D23, D16: the code ${code} reaches the server`, async ({ wx, socket, server }) => {
      const one = socket({ url: '/socket' })
      await one.event('open')
      await wx.closeSocket({ code })
      expect(await one.event('close')).toEqual({ code, reason: '' })
      await server.idle()
      expect(await server.seen(1)).toMatchObject([{ close: { code } }])
    })
  }

  for (const [short, long] of [
    ['中'.repeat(41), '中'.repeat(42)],
    ['a'.repeat(123), 'a'.repeat(124)],
    ['😀'.repeat(30), '😀'.repeat(31)],
  ] as const) {
    test(`D24, D17 network 122: ${short.length} × ${short.slice(0, 2)} is the longest reason`, async ({
      wx,
      socket,
      call,
    }) => {
      const one = socket({ url: '/socket' })
      await one.event('open')
      expect(await call(one.task.close, { reason: long }).failure()).toEqual(LONG_REASON)
      expect(await call(wx.closeSocket, { reason: long }).failure()).toEqual(LONG_REASON)
      expect(one.task.readyState).toBe(1)
      one.task.close({ reason: short })
      expect(await one.event('close')).toEqual({ code: 1000, reason: short })
    })
  }

  test('D24: a reason is text', async ({ socket, call }) => {
    const one = socket({ url: '/socket' })
    await one.event('open')
    const { errMsg } = await call(one.task.close, { reason: wrong(5) }).failure()
    expect(errMsg).toBe('closeSocket:fail reason must be a string')
    expect(one.task.readyState).toBe(1)
  })

  test('D16: code and reason came with base library 1.4.0', async ({
    createWx,
    call,
    clock,
    ...bench
  }) => {
    const wx = createWx({ libVersion: '1.3.9' })
    const closed = new Promise((resolve) => wx.onSocketClose(resolve))
    await clock.until(
      new Promise<void>((resolve) => {
        wx.onSocketOpen(() => resolve())
        bench.socket({ url: '/socket' }, wx)
      }),
    )
    await call(wx.closeSocket, { code: 1001, reason: 'x'.repeat(200) }).success()
    expect(await clock.until(closed)).toEqual({ code: 1000, reason: '' })
  })

  test('D25, D27 network 123: close while connecting', async ({ socket, call, server }) => {
    const one = socket({ url: '/socket?silent' })
    await server.seen(1)
    expect(await call(one.task.close, { code: 3001, reason: 'no' }).success()).toEqual(OK)
    expect(one.task.readyState).toBe(2)
    expect(await one.event('close')).toEqual({ code: 3001, reason: 'no' })
    expect(one.order).toEqual(['success', 'complete', 'close'])
    await server.idle()
  })

  test('D25, D27: close in the same tick', async ({ socket, server, request }) => {
    const one = socket({ url: '/socket' })
    one.task.close()
    expect(await one.event('close')).toEqual({ code: 1000, reason: '' })
    expect(one.order).toEqual(['success', 'complete', 'close'])
    await request({ url: '/echo' }).success()
    expect(await server.seen(1), 'only the request').toHaveLength(1)
  })

  test('D25: close inside open', async ({ socket }) => {
    const one = socket({ url: '/socket?burst=5' })
    one.task.onOpen(() => one.task.close({ code: 3002 }))
    expect(await one.event('close')).toEqual({ code: 3002, reason: '' })
    expect(one.messages).toEqual([])
  })

  test('D25 network 124: close while closing, and afterwards', async ({ socket, call }) => {
    const one = socket({ url: '/socket' })
    await one.event('open')
    one.task.close({ code: 3000 })
    expect(await call(one.task.close, { code: 3001 }).failure()).toEqual(NOT_EXIST)
    expect(await one.event('close')).toEqual({ code: 3000, reason: '' })
    expect(await call(one.task.close, {}).failure()).toEqual(NOT_EXIST)
    expect(one.order.filter((kind) => kind === 'close')).toHaveLength(1)
  })

  test('D23: what was sent before goes out before', async ({ socket, server }) => {
    const one = socket({ url: '/socket' })
    await one.event('open')
    one.task.send({ data: 'a' })
    one.task.close({ code: 3000 })
    await one.event('close')
    await server.idle()
    expect(await server.seen(1)).toMatchObject([{ state: 'ended', close: { code: 3000 } }])
  })

  test('D27: a peer that does not answer a close is given up', async (bench) => {
    // Ten seconds on the program's clock are a tenth of one here.
    const clock = {
      ...bench.host.clock,
      after: (delayMs: number, callback: () => void) =>
        bench.host.clock.after(delayMs / 100, callback),
    }
    const wx = bench.createWx({}, { ...bench.host, clock })
    const one = bench.socket({ url: '/socket?fault=mute' }, wx)
    await one.event('open')
    one.task.close({ code: 3003, reason: 'enough' })
    expect(await one.event('close')).toEqual({ code: 3003, reason: 'enough' })
    await bench.server.release(1)
  })

  test('D25, D27: one that never opened can be closed still, once', async (bench) => {
    const closes: unknown[] = []
    bench.wx.onSocketClose((event) => closes.push(event))
    const one = bench.socket({ url: bench.server.sockets.refusedUrl })
    await one.event('error')
    expect(closes).toEqual([])
    expect(await bench.call(one.task.close, { code: 3000 }).success()).toEqual(OK)
    expect(await one.event('close')).toEqual({ code: 3000, reason: '' })
    expect(one.order).toEqual(['success', 'complete', 'error', 'close'])
    expect(closes).toEqual([{ code: 3000, reason: '' }])
    expect(await bench.call(one.task.close, {}).failure()).toEqual(NOT_EXIST)
  })

  // What the other side does

  test('D27: the server closes', async ({ socket }) => {
    const one = socket({ url: '/socket?burst=3&close=4321&reason=%E4%B8%AD' })
    expect(await one.event('close')).toEqual({ code: 4321, reason: '中' })
    expect(one.messages).toEqual(['0', '1', '2'])
    expect(one.task.readyState).toBe(3)
  })

  for (const [what, path, close] of [
    ['without a code', '/socket?close=', { code: 1005, reason: '' }],
    ['with 1011', '/socket?close=1011&reason=oops', { code: 1011, reason: 'oops' }],
  ] as const) {
    test(`D27: the server closes ${what}`, async ({ socket }) => {
      expect(await socket({ url: path }).event('close')).toEqual(close)
    })
  }

  for (const [what, path] of [
    ['network 128: the connection breaks', '/socket?drop'],
    ['network 128: the connection breaks behind messages', '/socket?burst=10&drop'],
  ] as const) {
    test(`D27 ${what}`, async ({ socket }) => {
      const one = socket({ url: path })
      expect(await one.event('close')).toEqual({ code: 1006, reason: 'abnormal closure' })
      expect(one.order).not.toContain('error')
    })
  }

  for (const fault of [
    'bad-text',
    'masked',
    'oversized',
    'bad-opcode',
    'reserved-bit',
    'lone-rest',
    'long-ping',
    'bad-close',
  ]) {
    test(`D27: ${fault} ends the connection`, async ({ socket }) => {
      const one = socket({ url: `/socket?fault=${fault}` })
      expect(await one.event('close')).toEqual({ code: 1006, reason: 'abnormal closure' })
      expect(one.messages).toEqual([])
    })
  }

  test('D27: half a frame and then nothing', async ({ socket, server }) => {
    const one = socket({ url: '/socket?fault=half-frame' })
    await one.event('open')
    await server.release(1)
    expect(await one.event('close')).toEqual({ code: 1006, reason: 'abnormal closure' })
    expect(one.messages).toEqual([])
  })

  // closeSocket

  test('D18 network 6: closeSocket with nothing open', async ({ wx, call }) => {
    const promise = wx.closeSocket()
    expect(promise).toBeInstanceOf(Promise)
    await expect(promise).rejects.toEqual(NOT_CONNECTED)
    await expect(promise).rejects.not.toBeInstanceOf(Error)
    await expect(wx.closeSocket(undefined)).rejects.toEqual(NOT_CONNECTED)
    expect(await call(wx.closeSocket, {}).failure()).toEqual(NOT_CONNECTED)
  })

  test('D18, D19: closeSocket, by Promise and by callbacks', async ({ wx, socket, call }) => {
    const one = socket({ url: '/socket' })
    await one.event('open')
    expect(await wx.closeSocket()).toEqual(OK)
    await one.event('close')
    const two = socket({ url: '/socket' })
    await two.event('open')
    expect(await call(wx.closeSocket, { reason: 'x' }).success()).toEqual(OK)
    expect(await two.event('close')).toEqual({ code: 1000, reason: 'x' })
  })

  test('D16, D18: closeSocket before the socket is open', async ({ wx, socket }) => {
    const one = socket({ url: '/socket?silent' })
    await wx.closeSocket({ code: 3000 })
    expect(await one.event('close')).toEqual({ code: 3000, reason: '' })
    expect(one.order).toEqual(['success', 'complete', 'close'])
  })

  test('D18: closeSocket while it is closing', async ({ wx, socket }) => {
    const one = socket({ url: '/socket' })
    await one.event('open')
    await wx.closeSocket()
    await expect(wx.closeSocket()).rejects.toMatchObject(
      one.task.readyState === 3 ? NOT_CONNECTED : NOT_EXIST,
    )
    await one.event('close')
  })

  // Background and the end

  test('D27, D28 network 138: five seconds in the background', async (bench) => {
    const open = bench.socket({ url: '/socket' })
    const closing = bench.socket({ url: '/socket?fault=mute' })
    await open.event('open')
    await closing.event('open')
    // Last: a page makes one handshake with a server after the other.
    const connecting = bench.socket({ url: '/socket?silent' })
    bench.host.enterBackground()
    closing.task.close({ code: 3000 })
    expect(await open.event('close')).toEqual({ code: 1006, reason: 'interrupted' })
    expect(await connecting.event('error')).toEqual({ errMsg: 'connectSocket:fail interrupted' })
    expect(await closing.event('close')).toEqual({ code: 3000, reason: '' })

    const refused = bench.socket({ url: '/socket' })
    expect(refused.task.readyState).toBe(3)
    expect(await refused.failure()).toEqual({
      errMsg: 'connectSocket:fail interrupted',
      errno: 600003,
    })
    const interrupted = { errMsg: 'sendSocketMessage:fail interrupted', errno: 600003 }
    expect(await bench.call(open.task.send, { data: 'a' }).failure()).toEqual(interrupted)
    expect(await bench.call(bench.wx.sendSocketMessage, { data: 'a' }).failure()).toEqual(
      interrupted,
    )

    bench.host.enterForeground()
    expect(open.task.readyState).toBe(3)
    await bench.socket({ url: '/socket' }).event('open')
    await bench.server.release(1)
  })

  test('D27: a short absence changes nothing', async (bench) => {
    const one = bench.socket({ url: '/socket' })
    await one.event('open')
    bench.host.enterBackground()
    await bench.clock.sleep(10)
    bench.host.enterForeground()
    one.task.send({ data: 'a' })
    expect(await one.received(1)).toEqual(['a'])
  })

  test('D27, D28: dispose ends every socket, whatever it is doing', async (bench) => {
    const open = bench.socket({ url: '/socket' })
    await open.event('open')
    const connecting = bench.socket({ url: '/socket?silent' })
    await bench.server.seen(2)
    const fresh = bench.socket({ url: '/socket' })
    await bench.host.dispose()
    expect(await open.event('close')).toEqual({ code: 1006, reason: 'interrupted' })
    expect(await connecting.event('error')).toEqual({ errMsg: 'connectSocket:fail interrupted' })
    expect(await fresh.event('error')).toEqual({ errMsg: 'connectSocket:fail interrupted' })
    expect(fresh.order).toEqual(['success', 'complete', 'error'])
    expect((await bench.socket({ url: '/socket' }).failure()).errMsg).toBe(
      'connectSocket:fail interrupted',
    )
    await bench.server.idle()
  })

  test('D27: dispose inside a message', async (bench) => {
    const one = bench.socket({ url: '/socket?burst=100' })
    one.task.onMessage(() => void bench.host.dispose())
    expect(await one.event('close')).toEqual({ code: 1006, reason: 'interrupted' })
    expect(one.messages).toEqual(['0'])
    await bench.server.idle()
  })
})
