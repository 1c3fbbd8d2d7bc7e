import { expect } from 'vitest'
import { conformance } from '../conformance.js'

const wrong = (value: unknown) => value as never
const numbers = (count: number) => Array.from({ length: count }, (_, i) => String(i))
const text = (data: string | ArrayBuffer) =>
  typeof data === 'string' ? data : new TextDecoder().decode(data)

const NOT_OPEN = { errMsg: 'SocketTask.send:fail SocketTask.readyState is not OPEN' }
const NOT_CONNECTED = { errMsg: 'sendSocketMessage:fail WebSocket is not connected' }
const INVALID_DATA = { errMsg: 'sendSocketMessage:fail invalid data type', errno: 1001 }

export default conformance('socket messages', ({ test }) => {
  test('D21, D22, D29 network 115, lessons 34: echoes text and bytes', async ({ socket, call }) => {
    const one = socket({ url: '/socket' })
    await one.event('open')
    const events: object[] = []
    one.task.onMessage((event) => events.push(event))
    for (const data of ['中', '\uFEFFa', new Uint8Array([0, 128, 255]).buffer]) {
      expect(await call(one.task.send, { data }).success()).toEqual({
        errMsg: 'sendSocketMessage:ok',
      })
    }
    const [first, second, bytes] = await one.received(3)
    expect([first, second]).toEqual(['中', '\uFEFFa'])
    expect(bytes).toBeInstanceOf(ArrayBuffer)
    expect(new Uint8Array(bytes as ArrayBuffer)).toEqual(new Uint8Array([0, 128, 255]))
    for (const event of events) expect(Object.keys(event)).toEqual(['data'])
  })

  test('D21, D29 network 117: an empty text and an empty buffer are messages', async (bench) => {
    const one = bench.socket({ url: '/socket' })
    await one.event('open')
    await bench.call(one.task.send, { data: '' }).success()
    await bench.call(one.task.send, { data: new ArrayBuffer(0) }).success()
    expect(await one.received(2)).toEqual(['', new ArrayBuffer(0)])
  })

  test('D22: the result comes later, and without callbacks nothing is said', async ({ socket }) => {
    const one = socket({ url: '/socket' })
    await one.event('open')
    const order: string[] = []
    const send = one.task.send as (options: object) => unknown
    const returned = send({
      data: 'a',
      success: () => order.push('success'),
      complete: () => order.push('complete'),
    })
    expect([returned, order]).toEqual([undefined, []])
    expect(send({ data: 'b' })).toBeUndefined()
    await one.received(2)
    expect(order).toEqual(['success', 'complete'])
  })

  test('D22 network 113: before the socket is open', async ({ socket, call, takeLog }) => {
    const one = socket({ url: '/socket' })
    const early = call(one.task.send, { data: 'a' })
    one.task.send({ data: 'a' })
    expect(await early.failure()).toEqual(NOT_OPEN)
    await one.event('open')
    expect(takeLog()).toEqual([NOT_OPEN.errMsg])
    expect(one.messages).toEqual([])
  })

  test('D22: while the socket closes, and afterwards', async ({ socket, call }) => {
    const one = socket({ url: '/socket' })
    await one.event('open')
    one.task.close()
    expect(await call(one.task.send, { data: 'a' }).failure()).toEqual(NOT_OPEN)
    await one.event('close')
    expect(await call(one.task.send, { data: 'a' }).failure()).toEqual(NOT_OPEN)
    expect(one.messages).toEqual([])
  })

  test('D22, D14 network 116: what is no message is refused', async ({ socket, call, wx }) => {
    const one = socket({ url: '/socket' })
    await one.event('open')
    for (const data of [
      new Uint8Array(2),
      new DataView(new ArrayBuffer(1)),
      {},
      5,
      null,
      undefined,
    ]) {
      expect(await call(one.task.send, { data: wrong(data) }).failure()).toEqual(INVALID_DATA)
      expect(await call(wx.sendSocketMessage, { data: wrong(data) }).failure()).toEqual(
        INVALID_DATA,
      )
    }
    one.task.send({ data: 'still open' })
    expect(await one.received(1)).toEqual(['still open'])
  })

  test('D13, D14, D15: sendSocketMessage and onSocketMessage', async ({ wx, socket, call }) => {
    const heard: unknown[] = []
    wx.onSocketMessage((event) => heard.push(event))
    const one = socket({ url: '/socket' })
    await one.event('open')
    const bytes = new Uint8Array([1, 2]).buffer
    expect(await call(wx.sendSocketMessage, { data: 'a' }).success()).toEqual({
      errMsg: 'sendSocketMessage:ok',
    })
    expect(await wx.sendSocketMessage({ data: bytes })).toEqual({ errMsg: 'sendSocketMessage:ok' })
    await one.received(2)
    expect(heard).toEqual([{ data: 'a' }, { data: bytes }])
  })

  test('D14 network 114: sendSocketMessage before the socket is open', async (bench) => {
    const { wx, call, socket } = bench
    expect(await call(wx.sendSocketMessage, { data: 'a' }).failure()).toEqual(NOT_CONNECTED)
    const one = socket({ url: '/socket' })
    const early = call(wx.sendSocketMessage, { data: 'a' })
    const promise = wx.sendSocketMessage({ data: 'a' })
    await expect(promise).rejects.toEqual(NOT_CONNECTED)
    expect(await early.failure()).toEqual(NOT_CONNECTED)
    await one.event('open')
  })

  test('D14 network 7: the key of a callback means no Promise', async ({ wx, takeLog }) => {
    const send = wx.sendSocketMessage as (options: object) => unknown
    expect(send({ data: 'a', success: undefined })).toBeUndefined()
    await Promise.resolve()
    await Promise.resolve()
    expect(takeLog()).toEqual([NOT_CONNECTED.errMsg])
  })

  test('D14: an old base library has no Promise', async ({ createWx, takeLog }) => {
    const wx = createWx({ libVersion: '2.10.1' })
    expect(wx.sendSocketMessage({ data: 'a' })).toBeUndefined()
    await Promise.resolve()
    await Promise.resolve()
    expect(takeLog()).toEqual([NOT_CONNECTED.errMsg])
  })

  test('D21, D13: messages go in the order of the calls, by whichever function', async (bench) => {
    const one = bench.socket({ url: '/socket' })
    await one.event('open')
    for (const data of numbers(100)) {
      if (Number(data) % 2 === 0) one.task.send({ data })
      else void bench.wx.sendSocketMessage({ data })
    }
    expect(await one.received(100)).toEqual(numbers(100))
  })

  test('D21: a buffer is sent as it was at the call', async ({ socket }) => {
    const one = socket({ url: '/socket', perMessageDeflate: true })
    await one.event('open')
    const bytes = new Uint8Array([1, 2, 3])
    one.task.send({ data: bytes.buffer })
    bytes.fill(9)
    const [data] = await one.received(1)
    expect(new Uint8Array(data as ArrayBuffer)).toEqual(new Uint8Array([1, 2, 3]))
  })

  test('D29 network 141: text behind bytes stays behind them', async ({ socket }) => {
    const one = socket({ url: '/socket?mixed=500' })
    const messages = await one.received(500)
    expect(messages.map(text)).toEqual(numbers(500))
    expect(messages.every((data, i) => (typeof data === 'string') === (i % 2 === 1))).toBe(true)
  })

  test('D29: ten thousand messages at once all come, in order', async ({ socket }) => {
    const one = socket({ url: '/socket?burst=10000' })
    expect(await one.received(10_000)).toEqual(numbers(10_000))
  })

  test('D21: ten thousand sent at once all come back, in order', async ({ socket }) => {
    const one = socket({ url: '/socket' })
    await one.event('open')
    for (const data of numbers(10_000)) one.task.send({ data })
    expect(await one.received(10_000)).toEqual(numbers(10_000))
  })

  test('D29: a message of a megabyte comes whole', async ({ socket }) => {
    const one = socket({ url: '/socket' })
    await one.event('open')
    const bytes = new Uint8Array(1024 * 1024).map((_, i) => i % 251)
    one.task.send({ data: bytes.buffer })
    one.task.send({ data: '中'.repeat(300_000) })
    const [first, second] = await one.received(2)
    const back = new Uint8Array(first as ArrayBuffer)
    expect(back.length).toBe(bytes.length)
    // One by one is what `toEqual` would do in seconds.
    expect(back.every((byte, i) => byte === bytes[i])).toBe(true)
    expect(second).toBe('中'.repeat(300_000))
  })

  test('D29: fragments, with a ping between them, are one message', async ({ socket, server }) => {
    const one = socket({ url: '/socket?fault=fragments' })
    expect(await one.received(1)).toEqual(['abcd'])
    await server.release(1)
    await one.event('close')
  })

  test('D29 network 130: each listener once, in the order of registration', async ({ socket }) => {
    const one = socket({ url: '/socket?hold&burst=1' })
    const heard: string[] = []
    const a = () => heard.push('a')
    one.task.onMessage(a)
    one.task.onMessage(() => heard.push('b'))
    one.task.onMessage(a)
    one.task.onMessage(wrong('no function'))
    await one.event('open')
    one.task.send({ data: 'x' })
    await one.received(1)
    expect(heard).toEqual(['a', 'b'])
  })

  test('D29 network 142: a listener that throws silences nobody', async ({ socket, ...bench }) => {
    const one = socket({ url: '/socket?hold&burst=2' })
    const heard: unknown[] = []
    one.task.onMessage(() => {
      throw new Error('program error')
    })
    one.task.onMessage(({ data }) => heard.push(data))
    await one.event('open')
    await bench.server.release(1)
    await one.received(2)
    expect(heard).toEqual(['0', '1'])
    const message = 'program error; at SocketTask.onMessage callback function'
    expect(bench.takeErrors()).toEqual([message, message])
    expect(bench.takeLog()).toEqual([message, message])
  })

  test('D29: nothing comes after close inside a message', async ({ socket }) => {
    const one = socket({ url: '/socket?burst=100' })
    one.task.onMessage(() => one.task.close())
    await one.event('close')
    expect(one.messages).toEqual(['0'])
  })
})
