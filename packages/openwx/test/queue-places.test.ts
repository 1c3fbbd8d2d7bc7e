import { expect, it, vi } from 'vitest'
import { createHost, createWx } from '../src/index.memory.js'
import { NetworkError } from '../src/ports/port-error.js'

it('frees the place of a call that its host ends at once', async () => {
  const http = {
    exchange: vi.fn((_request: unknown, sink: { fail: (error: Error) => void }) => {
      sink.fail(new NetworkError())
      return { cancel: vi.fn(), pause: vi.fn(), resume: vi.fn() }
    }),
  }
  const wx = createWx(createHost({ http }), { urlCheck: false })
  const complete = vi.fn()
  for (let i = 0; i < 11; i += 1) wx.request({ url: 'http://h.test/', fail: vi.fn(), complete })
  await vi.waitFor(() => expect(complete).toHaveBeenCalledTimes(11))
})
