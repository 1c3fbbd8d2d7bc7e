import { expect } from 'vitest'
import type { SettingOptions, SettingResult } from '../../src/api/setting/get-setting.js'
import type { Bench } from '../bench.js'
import type { Call } from '../call.js'
import { conformance } from '../conformance.js'

const RECORD = 'scope.record'
const NO_TAP = { errMsg: 'openSetting:fail can only be invoked by user TAP gesture.' }

/** Calls `wx.openSetting` within a tap. */
const openInTap = async (
  bench: Bench,
  options: SettingOptions = {},
  wx = bench.wx,
): Promise<Call<SettingResult>> => {
  let call: Call<SettingResult> | undefined
  await bench.user.tap(() => (call = bench.call(wx.openSetting, options)))
  return call ?? expect.fail('nobody tapped')
}

export default conformance('openSetting', ({ test }) => {
  test('J17 authorize 15: who refused can change his mind', async (bench) => {
    const { call, user, wx } = bench
    user.will({ [RECORD]: false, openSetting: { [RECORD]: true } })
    await call(wx.authorize, { scope: RECORD }).failure()
    const result = await (await openInTap(bench)).success()
    expect(result).toEqual({ authSetting: { [RECORD]: true }, errMsg: 'openSetting:ok' })
    await call(wx.authorize, { scope: RECORD }).success()
    expect(user.takeQuestions()).toEqual([RECORD, 'openSetting'])
  })

  test('J17 authorize 16: and who agreed as well', async (bench) => {
    const { call, user, wx } = bench
    await call(wx.authorize, { scope: RECORD }).success()
    user.will({ openSetting: { [RECORD]: false } })
    await (await openInTap(bench)).success()
    const failure = await call(wx.authorize, { scope: RECORD }).failure()
    expect(failure).toEqual({ errMsg: 'authorize:fail auth deny', errno: 103 })
    expect(user.takeQuestions()).toEqual([RECORD, 'openSetting'])
  })

  test('J17: who changes nothing changes nothing', async (bench) => {
    const { call, user, wx } = bench
    user.will({ 'scope.camera': false })
    await call(wx.authorize, { scope: RECORD }).success()
    await call(wx.authorize, { scope: 'scope.camera' }).failure()
    const { authSetting } = await (await openInTap(bench)).success()
    expect(authSetting).toEqual({ [RECORD]: true, 'scope.camera': false })
  })

  test('J17 authorize 17: outside of a tap, nothing opens', async ({ call, user, wx }) => {
    expect(await call(wx.openSetting, {}).failure()).toEqual(NO_TAP)
    await expect(wx.openSetting()).rejects.toEqual(NO_TAP)
    expect(user.takeQuestions()).toEqual([])
  })

  test('J17 authorize 18: before 2.3.0, it opens at any time', async ({ call, createWx, user }) => {
    const old = createWx({ libVersion: '2.2.5' })
    expect(await call(old.openSetting, {}).success()).toEqual({
      authSetting: {},
      errMsg: 'openSetting:ok',
    })
    expect(user.takeQuestions()).toEqual(['openSetting'])
  })

  test('J17 authorize 19: after the handler of a tap has waited, it is no tap any more', async ({
    call,
    clock,
    user,
    wx,
  }) => {
    let later: Promise<unknown> | undefined
    await user.tap(() => {
      const waited = clock.sleep(1)
      later = waited.then(async () => call(wx.openSetting, {}).failure())
    })
    expect(await later).toEqual(NO_TAP)
    expect(user.takeQuestions()).toEqual([])
  })

  test('J17 authorize 20: before anything was asked for, it is empty', async (bench) => {
    bench.user.will({ openSetting: { [RECORD]: true } })
    const { authSetting } = await (await openInTap(bench)).success()
    expect(authSetting).toEqual({})
    expect(bench.user.takeQuestions()).toEqual(['openSetting'])
  })

  test('J17 authorize 27: subscriptions come with it from 2.10.3 on', async (bench) => {
    const options = { withSubscriptions: true }
    const result = await (await openInTap(bench, options)).success()
    expect(result.subscriptionsSetting.mainSwitch).toBe(true)
    const old = bench.createWx({ libVersion: '2.10.2' })
    const oldResult = await (await openInTap(bench, options, old)).success()
    expect(oldResult).not.toHaveProperty('subscriptionsSetting')
  })

  test('J16, J17: the end of the host ends what waits for the user', async (bench) => {
    const { call, host, user, wx } = bench
    const never = () => new Promise<never>(() => {})
    user.will({ [RECORD]: never, openSetting: never })
    const open = await openInTap(bench)
    const ask = call(wx.authorize, { scope: RECORD })
    await call(wx.getSetting, {}).success()
    await host.dispose()
    for (const [name, waiting] of [
      ['openSetting', open],
      ['authorize', ask],
    ] as const) {
      expect((await waiting.failure()).errMsg).toBe(`${name}:fail interrupted`)
    }
    expect(user.takeQuestions().sort()).toEqual(['openSetting', RECORD])
  })
})
