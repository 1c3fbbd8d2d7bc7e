import { describe, expect, it, vi } from 'vitest'
import type { PageExchange } from './page.js'
import type { Relay } from './relay.js'
import { serveWeb } from './web-page.js'

const KIB = 1024

/** A relay that leaves the page's half to the test. */
const setUp = (request = new Request('http://localhost/x')) => {
  const pages: PageExchange[] = []
  const listener = { drained: vi.fn(), gone: vi.fn() }
  const relay: Relay = {
    handle: (page) => {
      pages.push(page)
      return listener
    },
    close: () => {},
  }
  return { answered: serveWeb(relay, request, '/http'), page: pages[0]!, listener }
}

describe('a page behind fetch', () => {
  it('says when it is behind, and when it has caught up', async () => {
    const { answered, page, listener } = setUp()
    page.answer(200, [])
    const response = await answered
    expect(page.write(new Uint8Array(63 * KIB))).toBe(true)
    listener.drained.mockClear()
    expect(page.write(new Uint8Array(KIB))).toBe(false)
    expect(listener.drained).not.toHaveBeenCalled()
    const reader = response.body!.getReader()
    await reader.read()
    await vi.waitFor(() => expect(listener.drained).toHaveBeenCalled())
  })

  it('takes the host from the URL when no header names it', () => {
    expect(setUp(new Request('http://localhost:81/x')).page.header('host')).toBe('localhost:81')
    const named = new Request('http://localhost/x', { headers: { host: 'other.example' } })
    expect(setUp(named).page.header('host')).toBe('other.example')
  })
})
