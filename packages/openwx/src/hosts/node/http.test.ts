import { expect, it, vi } from 'vitest'
import { createNodeHttp } from './http.js'

it('tells of what undici refuses at once after the exchange has been returned', async () => {
  const fail = vi.fn<(error: Error) => void>()
  createNodeHttp().exchange(
    {
      method: 'GET',
      url: 'http://127.0.0.1:1/',
      headers: [['X-A', '\u0001']],
      delivery: 'whole',
      redirect: 'follow',
      maxBodyBytes: 1,
    },
    { head: vi.fn(), data: vi.fn(), end: vi.fn(), fail },
  )
  expect(fail).not.toHaveBeenCalled()
  await vi.waitFor(() => expect(fail).toHaveBeenCalledOnce())
})
