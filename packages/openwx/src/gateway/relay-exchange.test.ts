import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { NodeHttp } from '../hosts/node/http.js'
import type { HttpSink } from '../ports/http.js'
import { NetError } from '../ports/net-error.js'
import type { PageExchange } from './page.js'
import { RelayExchange } from './relay-exchange.js'

const IDLE_MS = 1000

const setUp = () => {
  const page = {
    method: 'POST',
    path: '/http',
    header: () => undefined,
    body: () => undefined,
    answer: vi.fn<PageExchange['answer']>(),
    write: vi.fn<PageExchange['write']>(() => true),
    end: vi.fn(),
    breakOff: vi.fn(),
  }
  const target = { cancel: vi.fn(), pause: vi.fn(), resume: vi.fn(), timing: () => ({}) }
  const onOver = vi.fn()
  const exchange = new RelayExchange(page, {
    request: { method: 'GET', url: 'http://a.example/', headers: [] },
    target: { url: 'http://a.example/', origin: 'http://a.example', trusted: true },
    limits: {
      maxHeaderBytes: 1000,
      maxRequestBytes: 1000,
      maxResponseBytes: 1000,
      idleTimeoutMs: IDLE_MS,
    },
    cors: [],
    onOver,
  })
  const sinks: HttpSink[] = []
  const http = {
    exchange: (_request: unknown, sink: HttpSink) => {
      sinks.push(sink)
      return target
    },
  } as Partial<NodeHttp> as NodeHttp
  exchange.start(http)
  return { page, target, exchange, onOver, sink: sinks[0]! }
}
const head = { status: 200, headers: [] }
const chunk = new Uint8Array(1)

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('an exchange', () => {
  it('slows the target while the page is behind, and not longer', () => {
    const { page, target, exchange, sink } = setUp()
    sink.head(head)
    sink.data(chunk)
    expect(target.pause).not.toHaveBeenCalled()
    page.write.mockReturnValueOnce(false)
    sink.data(chunk)
    expect(target.pause).toHaveBeenCalledOnce()
    expect(target.resume).not.toHaveBeenCalled()
    exchange.drained()
    expect(target.resume).toHaveBeenCalledOnce()
  })

  it('ends after the idle time without a head, and not before', () => {
    const { page, target, onOver } = setUp()
    vi.advanceTimersByTime(IDLE_MS - 1)
    expect(target.cancel).not.toHaveBeenCalled()
    vi.advanceTimersByTime(1)
    expect(target.cancel).toHaveBeenCalledOnce()
    expect(page.answer).toHaveBeenCalledExactlyOnceWith(504, expect.anything())
    expect(page.end).toHaveBeenCalledOnce()
    expect(onOver).toHaveBeenCalledOnce()
  })

  it.each([
    ['head', ({ sink }: ReturnType<typeof setUp>) => sink.head(head)],
    ['piece', ({ sink }: ReturnType<typeof setUp>) => sink.data(chunk)],
    ['page that reads', ({ exchange }: ReturnType<typeof setUp>) => exchange.drained()],
  ])('counts the idle time anew with each %s', (_kind, move) => {
    const set = setUp()
    set.sink.head(head)
    vi.advanceTimersByTime(IDLE_MS - 1)
    move(set)
    vi.advanceTimersByTime(IDLE_MS - 1)
    expect(set.page.breakOff).not.toHaveBeenCalled()
    vi.advanceTimersByTime(1)
    expect(set.target.cancel).toHaveBeenCalledOnce()
    expect(set.page.breakOff).toHaveBeenCalledOnce()
    expect(set.page.end).not.toHaveBeenCalled()
  })

  it.each([204, 304])('is whole with the head %i, whatever fails then', (status) => {
    const { page, sink } = setUp()
    sink.head({ status, headers: [['content-length', '1000']] })
    sink.fail(new NetError('CONTENT_LENGTH_MISMATCH'))
    expect(page.end).toHaveBeenCalledOnce()
    expect(page.breakOff).not.toHaveBeenCalled()
  })

  it('is over once, whatever comes afterwards', () => {
    const { page, target, exchange, onOver, sink } = setUp()
    sink.head(head)
    sink.end()
    exchange.gone()
    exchange.stop(new NetError('FAILED'))
    vi.advanceTimersByTime(2 * IDLE_MS)
    expect(page.end).toHaveBeenCalledOnce()
    expect(page.breakOff).not.toHaveBeenCalled()
    expect(target.cancel).not.toHaveBeenCalled()
    expect(onOver).toHaveBeenCalledOnce()
    expect(vi.getTimerCount()).toBe(0)
  })

  it('tells a page that went away nothing more', () => {
    const { page, target, exchange, onOver } = setUp()
    exchange.gone()
    exchange.gone()
    expect(target.cancel).toHaveBeenCalledOnce()
    expect(onOver).toHaveBeenCalledOnce()
    expect(page.answer).not.toHaveBeenCalled()
    expect(vi.getTimerCount()).toBe(0)
  })
})
