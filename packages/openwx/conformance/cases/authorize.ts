import { expect } from 'vitest'
import type { Bench } from '../bench.js'
import { conformance } from '../conformance.js'

const RECORD = 'scope.record'
const ask = ({ call, wx }: Bench, scope = RECORD, program = wx) =>
  call(program.authorize, { scope })
const settings = async ({ call, wx }: Bench, program = wx) =>
  (await call(program.getSetting, {}).success()).authSetting

const DENIED = { errMsg: 'authorize:fail auth deny', errno: 103 }

export default conformance('authorize', ({ test }) => {
  test('J17 authorize 1: of a program that asked for nothing, nothing is told', async (bench) => {
    const result = await bench.call(bench.wx.getSetting, {}).success()
    expect(result).toEqual({ authSetting: {}, errMsg: 'getSetting:ok' })
    expect(bench.user.takeQuestions()).toEqual([])
  })

  test('J16, J17 authorize 2, 3, 4: asks once, and remembers that he agreed', async (bench) => {
    expect(await ask(bench).success()).toEqual({ errMsg: 'authorize:ok' })
    expect(bench.user.takeQuestions()).toEqual([RECORD])
    expect(await ask(bench).success()).toEqual({ errMsg: 'authorize:ok' })
    expect(bench.user.takeQuestions()).toEqual([])
    expect(await settings(bench)).toEqual({ [RECORD]: true })
  })

  test('J16, J17 authorize 5, 6: asks once, and remembers that he refused', async (bench) => {
    bench.user.will({ [RECORD]: false })
    expect(await ask(bench).failure()).toEqual(DENIED)
    expect(await settings(bench)).toEqual({ [RECORD]: false })
    bench.user.will({ [RECORD]: true })
    expect(await ask(bench).failure()).toEqual(DENIED)
    expect(bench.user.takeQuestions()).toEqual([RECORD])
  })

  test('J16 authorize 14: a question that he leaves is asked again', async (bench) => {
    bench.user.will({ [RECORD]: 'dismiss' })
    expect(await ask(bench).failure()).toEqual(DENIED)
    expect(await settings(bench)).toEqual({})
    bench.user.will({ [RECORD]: true })
    await ask(bench).success()
    expect(bench.user.takeQuestions()).toEqual([RECORD, RECORD])
  })

  test('J16 authorize 21: a scope that there is not', async (bench) => {
    for (const scope of ['scope.nope', 'scope.userInfo', '', 'constructor', '__proto__']) {
      const { errMsg } = await ask(bench, scope).failure()
      expect(errMsg).toBe('authorize:fail 系统错误，错误码：-12007,scope unauthorized')
    }
    expect(await settings(bench)).toEqual({})
    expect(bench.user.takeQuestions()).toEqual([])
  })

  test('J16 authorize 22: no scope at all', async (bench) => {
    const failure = await bench.call(bench.wx.authorize, {} as never).failure()
    expect(failure).toEqual({
      errMsg:
        'authorize:fail parameter error: parameter.scope should be String instead of Undefined;',
      errno: 1001,
    })
    expect(bench.user.takeQuestions()).toEqual([])
  })

  test('J16, J17 authorize 23: scopes that were given up are everybody’s', async (bench) => {
    for (const scope of ['scope.address', 'scope.invoice', 'scope.invoiceTitle']) {
      await ask(bench, scope).success()
    }
    expect(bench.user.takeQuestions()).toEqual([])
    expect(Object.values(await settings(bench))).toEqual([true, true, true])
  })

  test('J16 authorize 24: two calls at once share the question', async (bench) => {
    const calls = [ask(bench), ask(bench)]
    for (const call of calls) await call.success()
    expect(bench.user.takeQuestions()).toEqual([RECORD])
  })

  test('J17 authorize 27: subscriptions are told to whoever asks for them', async ({
    call,
    createWx,
    wx,
  }) => {
    const options = { withSubscriptions: true }
    const { subscriptionsSetting } = await call(wx.getSetting, options).success()
    expect(subscriptionsSetting).toEqual({ mainSwitch: true, itemSettings: {} })
    expect(await call(wx.getSetting, {}).success()).not.toHaveProperty('subscriptionsSetting')
    const old = createWx({ libVersion: '2.10.0' })
    const result = await call(old.getSetting, options).success()
    expect(result).not.toHaveProperty('subscriptionsSetting')
  })

  test('J16 authorize 28: without callbacks, a refusal rejects', async ({ user, wx }) => {
    user.will({ [RECORD]: false })
    await expect(wx.authorize({ scope: RECORD })).rejects.toEqual(DENIED)
    await expect(wx.getSetting()).resolves.toMatchObject({ authSetting: { [RECORD]: false } })
  })

  test('J16, J17 authorize 29: a restart changes nothing, and every program has its own', async (bench) => {
    await ask(bench).success()
    bench.user.will({ 'scope.camera': false })
    await ask(bench, 'scope.camera').failure()
    bench.user.takeQuestions()
    const host = await bench.restart()
    const again = bench.createWx({}, host)
    expect(await settings(bench, again)).toEqual({ [RECORD]: true, 'scope.camera': false })
    await ask(bench, RECORD, again).success()
    expect(bench.user.takeQuestions()).toEqual([])
    const other = bench.createWx({ appId: 'wx/../other' }, host)
    expect(await settings(bench, other)).toEqual({})
    await ask(bench, RECORD, other).success()
    expect(bench.user.takeQuestions()).toEqual([RECORD])
  })
})
