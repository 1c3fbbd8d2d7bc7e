import { expect, it, vi } from 'vitest'
import { createHost } from '../hosts/memory/host.js'
import { composeWx } from '../wx.js'
import type { AppConfig } from './context.js'
import { promiseApi } from './define.js'
import { WxError } from './error.js'

/** A `wx` with one promised function, whose outcome the test chooses. */
const setUp = (
  perform: (options: Record<string, unknown>) => object | Promise<object>,
  app: AppConfig = {},
) => {
  const error = vi.fn()
  const log = { warn: vi.fn(), error }
  const getThing = promiseApi({
    name: 'getThing',
    since: '1.0.0',
    template: { src: 'String' },
    create: () => perform,
  })
  const wx = composeWx(createHost({ log }), app, { getThing })
  return { call: wx.getThing as (...args: readonly unknown[]) => unknown, logged: error }
}

const ok = () => ({ width: 1 })
const fails = () => {
  throw new WxError('failed', 'file not exist')
}

const orderOf = () => {
  const order: string[] = []
  const results: object[] = []
  const note = (name: string) => (result: object) => {
    order.push(name)
    results.push(result)
  }
  return {
    order,
    results,
    callbacks: { success: note('success'), fail: note('fail'), complete: note('complete') },
  }
}

const settle = () => new Promise((resolve) => setTimeout(resolve, 0))

it('common 1: success, then complete, with the same object', async () => {
  const { order, results, callbacks } = orderOf()
  expect(setUp(ok).call({ src: 'a', ...callbacks })).toBeUndefined()
  await settle()
  expect(order).toEqual(['success', 'complete'])
  expect(results[1]).toBe(results[0])
  expect(results[0]).toEqual({ width: 1, errMsg: 'getThing:ok' })
})

it('common 2, 14: a failure comes later: fail, then complete', async () => {
  const { order, results, callbacks } = orderOf()
  setUp(fails).call({ src: 'a', ...callbacks })
  order.push('after-call')
  await settle()
  expect(order).toEqual(['after-call', 'fail', 'complete'])
  expect(results[0]).toEqual({ errMsg: 'getThing:fail file not exist' })
})

it('common 3: returns a Promise from base library 2.10.2 on', async () => {
  expect(setUp(ok, { libVersion: '2.10.1' }).call({ src: 'a' })).toBeUndefined()
  await expect(setUp(ok, { libVersion: '2.10.2' }).call({ src: 'a' })).resolves.toEqual({
    width: 1,
    errMsg: 'getThing:ok',
  })
})

it('common 4, 5: the presence of a callback key decides, not its value', () => {
  expect(setUp(ok).call({ src: 'a', complete: () => undefined })).toBeUndefined()
  expect(setUp(ok).call({ src: 'a', success: undefined })).toBeUndefined()
})

it('common 6: rejects with the plain result, not an Error', async () => {
  const rejection = (await (setUp(fails).call({ src: 'a' }) as Promise<unknown>).catch(
    (reason: unknown) => reason,
  )) as object
  expect(rejection).toEqual({ errMsg: 'getThing:fail file not exist' })
  expect(rejection).not.toBeInstanceOf(Error)
})

it('common 13, 23: a wrong argument fails before the call returns, with errno 1001', () => {
  const { order, results, callbacks } = orderOf()
  setUp(ok).call({ ...callbacks })
  order.push('after-call')
  expect(order).toEqual(['fail', 'complete', 'after-call'])
  expect(results[0]).toEqual({
    errMsg: 'getThing:fail parameter error: parameter.src should be String instead of Undefined;',
    errno: 1001,
  })
})

it('common 10: no argument is an empty one', async () => {
  await expect(setUp(ok).call()).rejects.toMatchObject({
    errMsg: 'getThing:fail parameter error: parameter.src should be String instead of Undefined;',
  })
})

it('common 8: null is a wrong argument and nothing is thrown', async () => {
  await expect(setUp(ok).call(null)).rejects.toMatchObject({
    errMsg: 'getThing:fail parameter error: parameter should be Object instead of Null;',
  })
})

it('common 15: a success that throws does not reach fail', async () => {
  const { order, callbacks } = orderOf()
  const onError = vi.fn<(error: Error) => void>()
  const success = () => {
    throw new Error('program error')
  }
  setUp(ok, { onError }).call({ src: 'a', ...callbacks, success })
  await settle()
  expect(order).toEqual(['complete'])
  expect(onError).toHaveBeenCalledOnce()
  expect(onError.mock.calls[0]?.[0].message).toBe(
    'program error; at api getThing success callback function',
  )
})

it('common 16: an onError hook that throws is contained', async () => {
  const onError = () => {
    throw new Error('hook error')
  }
  const { call, logged } = setUp(ok, { onError })
  call({
    src: 'a',
    complete: () => {
      throw new Error('program error')
    },
  })
  await settle()
  expect(logged.mock.calls.map(([message]) => String(message))).toEqual([
    'program error; at api getThing complete callback function',
    'the onError hook threw',
  ])
})

it('common 17: a callback that is no function is ignored', async () => {
  const { call, logged } = setUp(ok)
  expect(call({ src: 'a', success: 'not a function' })).toBeUndefined()
  await settle()
  expect(logged).not.toHaveBeenCalled()
})

it('common 18, 19, 20: works on a frozen option object with unknown keys, twice', async () => {
  const { order, callbacks } = orderOf()
  const options = Object.freeze({ src: 'a', foo: 1, ...callbacks })
  const { call } = setUp((received) => ({ keys: Object.keys(received) }))
  call(options)
  call(options)
  await settle()
  expect(order).toEqual(['success', 'complete', 'success', 'complete'])
})

it('logs a failure that nobody listens to', async () => {
  const { call, logged } = setUp(fails)
  call({ src: 'a', success: () => undefined })
  await settle()
  expect(logged).toHaveBeenCalledExactlyOnceWith('getThing:fail file not exist')
})

it('hides a function that the base library does not have', () => {
  const young = promiseApi({ name: 'young', since: '2.0.0', create: () => ok })
  expect(composeWx(createHost(), { libVersion: '1.9.94' }, { young })).toEqual({})
})
