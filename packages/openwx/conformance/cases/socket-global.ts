import { expect } from 'vitest'
import { conformance } from '../conformance.js'

const wrong = (value: unknown) => value as never

const NOT_CONNECTED = { errMsg: 'sendSocketMessage:fail WebSocket is not connected' }

export default conformance('the global functions of sockets', ({ test }) => {
  test('D11 network 112, 135: onSocketOpen, registered before, hears after the task', async ({
    wx,
    socket,
  }) => {
    const order: string[] = []
    const events: object[] = []
    wx.onSocketOpen((event) => {
      order.push('global')
      events.push(event)
    })
    const one = socket({ url: '/socket' })
    one.task.onOpen(() => order.push('task'))
    const { header } = await one.event('open')
    expect(order).toEqual(['task', 'global'])
    expect(events).toEqual([{ header }])
  })

  test(
    'D11: the header of the open event is the answer’s',
    {
      needs: ['socket-handshake'],
      otherwise: async ({ wx, socket, clock }) => {
        const opened = new Promise((resolve) => wx.onSocketOpen(resolve))
        socket({ url: '/socket?name=X-B&value=2' })
        expect(await clock.until(opened)).toEqual({ header: {} })
      },
    },
    async ({ wx, socket, clock }) => {
      const opened = new Promise((resolve) => wx.onSocketOpen(resolve))
      socket({ url: '/socket?name=X-B&value=2&name=X-B&value=3' })
      expect(await clock.until(opened)).toMatchObject({ header: { 'X-B': '2,3' } })
    },
  )

  test('D12: onSocketError', async ({ wx, socket, server }) => {
    const events: unknown[] = []
    wx.onSocketError((event) => events.push(event))
    await socket({ url: server.sockets.refusedUrl }).event('error')
    expect(events).toEqual([{ errMsg: 'Underlying Transport Error' }])
  })

  test('D19 lessons 32: onSocketClose, and no error beside it', async ({ wx, socket }) => {
    const events: unknown[] = []
    wx.onSocketClose((event) => events.push(event))
    wx.onSocketError((event) => events.push(event))
    await socket({ url: '/socket?drop' }).event('close')
    await socket({ url: '/socket?close=4000&reason=x' }).event('close')
    expect(events).toEqual([
      { code: 1006, reason: 'abnormal closure' },
      { code: 4000, reason: 'x' },
    ])
  })

  test('D15 network 134: the last registration counts', async ({ wx, socket }) => {
    const heard: string[] = []
    wx.onSocketMessage(() => heard.push('f'))
    wx.onSocketMessage(() => heard.push('g'))
    await socket({ url: '/socket?burst=1' }).received(1)
    expect(heard).toEqual(['g'])
  })

  test('D15 network 132: hears of the earliest socket only', async ({ wx, socket }) => {
    const heard: unknown[] = []
    wx.onSocketMessage(({ data }) => heard.push(data))
    const first = socket({ url: '/socket' })
    const second = socket({ url: '/socket' })
    await first.event('open')
    await second.event('open')
    second.task.send({ data: 'second' })
    await second.received(1)
    first.task.send({ data: 'first' })
    await first.received(1)
    expect(heard).toEqual(['first'])
  })

  test('D14, D15, D19 network 133: after its end, the next that connects', async (bench) => {
    const { wx, socket, call } = bench
    const heard: unknown[] = []
    wx.onSocketMessage(({ data }) => heard.push(data))
    const first = socket({ url: '/socket' })
    const second = socket({ url: '/socket' })
    await first.event('open')
    await second.event('open')
    first.task.close()
    await first.event('close')
    second.task.send({ data: 'second' })
    await second.received(1)
    expect(await call(wx.sendSocketMessage, { data: 'a' }).failure()).toEqual(NOT_CONNECTED)
    const third = socket({ url: '/socket' })
    await third.event('open')
    await call(wx.sendSocketMessage, { data: 'third' }).success()
    await third.received(1)
    expect(heard).toEqual(['third'])
  })

  test('D16 network 136: closeSocket closes the earliest only', async ({ wx, socket }) => {
    const first = socket({ url: '/socket' })
    const second = socket({ url: '/socket' })
    await first.event('open')
    await second.event('open')
    await wx.closeSocket({ code: 3000 })
    expect(await first.event('close')).toEqual({ code: 3000, reason: '' })
    expect(second.task.readyState).toBe(1)
    second.task.send({ data: 'a' })
    await second.received(1)
  })

  test('D11, D19: a socket that is connected inside the close event is bound', async (bench) => {
    const { wx, socket, call, clock } = bench
    const closes: unknown[] = []
    wx.onSocketClose((event) => closes.push(event))
    const one = socket({ url: '/socket?close=4000' })
    const again = new Promise<ReturnType<typeof socket>>((resolve) => {
      one.task.onClose(() => resolve(socket({ url: '/socket' })))
    })
    const two = await clock.until(again)
    await two.event('open')
    expect(closes, 'the event of the socket that was bound then').toHaveLength(1)
    await call(wx.sendSocketMessage, { data: 'a' }).success()
    expect(await two.received(1)).toEqual(['a'])
  })

  test('D12: a failed socket gives its place to the next', async ({ wx, socket, server, call }) => {
    await socket({ url: server.sockets.refusedUrl }).event('error')
    const one = socket({ url: '/socket' })
    await one.event('open')
    await call(wx.sendSocketMessage, { data: 'a' }).success()
    await one.received(1)
  })

  test('D11, D15, D19 network 27: what is no function is reported', async ({
    wx,
    socket,
    takeLog,
  }) => {
    const heard: string[] = []
    wx.onSocketOpen(() => heard.push('open'))
    wx.onSocketMessage(() => heard.push('message'))
    wx.onSocketClose(() => heard.push('close'))
    wx.onSocketOpen(wrong('x'))
    wx.onSocketMessage(wrong(undefined))
    wx.onSocketClose(wrong(null))
    wx.onSocketError(wrong('x'))
    expect(takeLog()).toEqual([
      'onSocketOpen:fail parameter error: parameter should be Function instead of String;',
      'onSocketMessage:fail parameter error: parameter should be Function instead of Undefined;',
      'onSocketClose:fail parameter error: parameter should be Function instead of Null;',
    ])
    await socket({ url: '/socket?burst=1&close=1000' }).event('close')
    expect(heard).toEqual(['open', 'message', 'close'])
  })

  test('D11: an async listener is one too, and what it rejects is reported', async (bench) => {
    bench.wx.onSocketOpen(wrong(() => Promise.reject(new Error('later'))))
    await bench.socket({ url: '/socket?burst=1' }).received(1)
    const message = 'later; at onSocketOpen callback function'
    expect(bench.takeErrors()).toEqual([message])
    expect(bench.takeLog()).toEqual([message])
  })

  test('D15 network 142: a global listener that throws goes on listening', async (bench) => {
    bench.wx.onSocketMessage(() => {
      throw new Error('program error')
    })
    await bench.socket({ url: '/socket?burst=2' }).received(2)
    const message = 'program error; at onSocketMessage callback function'
    expect(bench.takeErrors()).toEqual([message, message])
    expect(bench.takeLog()).toEqual([message, message])
  })
})
