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
})
