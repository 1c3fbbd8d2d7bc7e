import { expect } from 'vitest'
import { conformance } from '../conformance.js'

export default conformance('request, the call itself', ({ test }) => {
  test('A01 network 1: returns a task at once and succeeds later', async ({ request }) => {
    const call = request({ url: '/echo?a=1' })
    expect(call.order).toEqual([])
    expect(call.task.abort).toBeTypeOf('function')
    const { errMsg, data } = await call.success()
    expect(errMsg).toBe('request:ok')
    expect(data).toMatchObject({ method: 'GET', url: '/echo?a=1' })
    expect(call.order).toEqual(['headers', 'success', 'complete'])
  })

  test('A11 network 61: hands every status to success', async ({ request }) => {
    for (const status of [204, 304, 404, 500]) {
      const { statusCode } = await request({ url: `/status/${status}` }).success()
      expect(statusCode).toBe(status)
    }
  })

  test(
    'network 66: stops at a redirect when asked to',
    {
      needs: ['manual-redirect'],
      otherwise: async ({ request, takeLog, server }) => {
        const { errMsg } = await request({ url: '/redirect?to=echo', redirect: 'manual' }).failure()
        expect(errMsg).toContain('unsupported')
        expect(await server.seen()).toHaveLength(1)
        takeLog()
      },
    },
    async ({ request, server }) => {
      const call = request({ url: '/redirect?to=echo', redirect: 'manual' })
      const { statusCode } = await call.success()
      expect(statusCode).toBe(302)
      expect(call.headers[0]?.header).toMatchObject({ Location: 'echo' })
      expect(await server.seen()).toHaveLength(1)
    },
  )

  test('network 69, 71: hands chunks over as they come', async ({ request, server }) => {
    const call = request({ url: '/chunks?parts=ab,cd', enableChunked: true })
    await server.seen(1)
    await server.release()
    const { data } = await call.success()
    expect(data).toBe('')
    const bytes = call.chunks.flatMap((chunk) => [...new Uint8Array(chunk.data)])
    expect(new TextDecoder().decode(Uint8Array.from(bytes))).toBe('abcd')
    expect(call.order[0]).toBe('headers')
    expect(call.order.slice(-2)).toEqual(['success', 'complete'])
  })

  test('network 73: fails when the time is up', async ({ request }) => {
    const result = await request({ url: '/hold', timeout: 100 }).failure()
    expect(result).toEqual({ errMsg: 'request:fail timeout', errno: 5 })
  })

  test('A15 network 76: abort ends the call, and the server notices', async ({
    request,
    server,
  }) => {
    const call = request({ url: '/hold' })
    await server.seen(1)
    call.task.abort()
    expect(call.order).toEqual([])
    expect(await call.failure()).toEqual({ errMsg: 'request:fail abort' })
    await server.idle()
  })
})
