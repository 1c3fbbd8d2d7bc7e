import { expect } from 'vitest'
import type { PrivacyReply } from '../../src/api/setting/privacy.js'
import type { PrivacyConfig } from '../../src/call/context.js'
import type { Bench } from '../bench.js'
import { conformance } from '../conformance.js'

const RECORD = 'scope.record'
const NAME = 'Privacy of the tour'
const DENIED = { errMsg: 'authorize:fail privacy permission is not authorized', errno: 104 }

const program = ({ createWx }: Bench, privacy: Partial<PrivacyConfig> = {}) =>
  createWx({ privacy: { contractName: NAME, ...privacy } })

type Resolve = (reply: PrivacyReply) => void

/** Keeps what a listener hears, until `heard` is asked for it. */
const listen = (wx: ReturnType<typeof program>, { clock }: Bench) => {
  const events: { resolve: Resolve; referrer: string }[] = []
  const waiting: (() => void)[] = []
  wx.onNeedPrivacyAuthorization((resolve, { referrer }) => {
    events.push({ resolve, referrer })
    waiting.splice(0).forEach((tell) => tell())
  })
  return {
    events,
    heard: async (count = 1) => {
      while (events.length < count) {
        await clock.until(new Promise<void>((resolve) => waiting.push(resolve)))
      }
      return events
    },
  }
}

export default conformance('privacy', ({ test }) => {
  test('J16: a program without a contract asks nobody', async ({ call, user, wx }) => {
    const setting = await call(wx.getPrivacySetting, {}).success()
    expect(setting).toEqual({
      needAuthorization: false,
      privacyContractName: '',
      errMsg: 'getPrivacySetting:ok',
    })
    await call(wx.requirePrivacyAuthorize, {}).success()
    expect((await call(wx.openPrivacyContract, {}).failure()).errMsg).toMatch('unsupported')
    expect(user.takeQuestions()).toEqual([])
  })

  test('J16 authorize 30: the contract comes before the scope', async (bench) => {
    const { call, user } = bench
    const tapped = new Set<string>()
    const wx = program(bench, { agreeButtons: tapped })
    const { heard } = listen(wx, bench)
    const asking = call(wx.authorize, { scope: RECORD })
    const [event] = await heard()
    expect(event?.referrer).toBe('authorize')
    event?.resolve({ event: 'exposureAuthorization' })
    await call(wx.getSetting, {}).success()
    expect([user.takeQuestions(), asking.order]).toEqual([[], []])
    tapped.add('agree')
    event?.resolve({ event: 'agree', buttonId: 'agree' })
    await asking.success()
    expect(user.takeQuestions()).toEqual([RECORD])
    const setting = await call(wx.getPrivacySetting, {}).success()
    expect(setting).toMatchObject({ needAuthorization: false, privacyContractName: NAME })
  })

  test('J16 authorize 31: who disagrees is asked again next time', async (bench) => {
    const { call, user } = bench
    const wx = program(bench)
    const { heard } = listen(wx, bench)
    const first = call(wx.authorize, { scope: RECORD })
    const [event] = await heard(1)
    event?.resolve({ event: 'disagree' })
    expect(await first.failure()).toEqual(DENIED)
    expect((await call(wx.getSetting, {}).success()).authSetting).toEqual({})
    const second = call(wx.authorize, { scope: RECORD })
    const [, again] = await heard(2)
    again?.resolve({ event: 'agree', buttonId: 'agree' })
    await second.success()
    expect(user.takeQuestions()).toEqual([RECORD])
  })

  test('J16: only a button that was tapped agrees', async (bench) => {
    const tapped = new Set<string>()
    const wx = program(bench, { agreeButtons: tapped })
    const { heard } = listen(wx, bench)
    const asking = bench.call(wx.requirePrivacyAuthorize, {})
    const [event] = await heard()
    event?.resolve({ event: 'agree', buttonId: 'agree' })
    expect(bench.takeLog()).toEqual([expect.stringContaining('"agree"')])
    expect(asking.order).toEqual([])
    event?.resolve({ event: 'disagree' })
    await asking.failure()
    // Tapped before anything asks: nothing has to.
    tapped.add('agree')
    await bench.call(wx.requirePrivacyAuthorize, {}).success()
  })

  test('J16: each call has its own event, and all can be answered at once', async (bench) => {
    const wx = program(bench)
    const { heard } = listen(wx, bench)
    const calls = [
      bench.call(wx.requirePrivacyAuthorize, {}),
      bench.call(wx.authorize, { scope: RECORD }),
    ]
    const events = await heard(2)
    expect(events.map(({ referrer }) => referrer).sort()).toEqual([
      'authorize',
      'requirePrivacyAuthorize',
    ])
    for (const { resolve } of events) resolve({ event: 'agree', buttonId: 'agree' })
    for (const call of calls) await call.success()
  })

  test('J16 authorize 32: the last listener is the only one', async (bench) => {
    const wx = program(bench)
    const first = listen(wx, bench)
    const last = listen(wx, bench)
    const asking = bench.call(wx.requirePrivacyAuthorize, {})
    const [event] = await last.heard()
    event?.resolve({ event: 'agree', buttonId: 'agree' })
    await asking.success()
    expect([first.events.length, last.events.length]).toEqual([0, 1])
  })

  test('J16 authorize 33: what the contract does not name fails', async (bench) => {
    const { call, user } = bench
    const wx = program(bench, { declared: ['microphone'] })
    const failure = await call(wx.authorize, { scope: 'scope.camera' }).failure()
    expect(failure).toEqual({
      errMsg: 'authorize:fail api scope is not declared in the privacy agreement',
      errno: 112,
    })
    await call(wx.authorize, { scope: 'scope.userLocation' }).success()
    expect(user.takeQuestions()).toEqual(['scope.userLocation'])
  })

  test('E06 authorize 33: pictures and files that the contract does not name', async (bench) => {
    const { call, user, album } = bench
    album.put('a.jpg', new Uint8Array(3))
    const wx = program(bench, { declared: ['album', 'camera'] })
    const files = program(bench, { declared: ['files'] })
    const failures = [
      await call(wx.chooseImage, { sourceType: ['camera'] }).failure(),
      await call(files.chooseMedia, {}).failure(),
      await call(wx.chooseMessageFile, { count: 1 }).failure(),
    ]
    const text = 'fail api scope is not declared in the privacy agreement'
    expect(failures).toEqual([
      { errMsg: `chooseImage:${text}`, errno: 112 },
      { errMsg: `chooseMedia:${text}`, errno: 112 },
      { errMsg: `chooseMessageFile:${text}`, errno: 112 },
    ])
    expect(user.takeQuestions()).toEqual([])
  })

  test('E06: nobody chooses pictures before he has agreed to the contract', async (bench) => {
    const { call, user, album } = bench
    album.put('a.jpg', new Uint8Array(3))
    const wx = program(bench)
    const { heard } = listen(wx, bench)
    const choose = () => call(wx.chooseImage, { sourceType: ['album'] })
    const refused = choose()
    const [first] = await heard()
    expect([first?.referrer, refused.order, user.takeQuestions()]).toEqual(['chooseImage', [], []])
    first?.resolve({ event: 'disagree' })
    expect(await refused.failure()).toEqual({
      errMsg: 'chooseImage:fail privacy permission is not authorized',
      errno: 104,
    })
    const allowed = choose()
    const [, second] = await heard(2)
    second?.resolve({ event: 'agree', buttonId: 'agree' })
    expect((await allowed.success()).tempFilePaths).toHaveLength(1)
    expect((await choose().success()).tempFilePaths, 'without another event').toHaveLength(1)
  })

  test('J16: without a listener the host asks, and remembers', async (bench) => {
    const { call, user } = bench
    const wx = program(bench, { declared: ['microphone'] })
    const calls = [1, 2].map(() => call(wx.requirePrivacyAuthorize, {}))
    for (const each of calls) await each.success()
    expect(user.takeQuestions()).toEqual([NAME])
    const again = bench.createWx(
      { privacy: { contractName: NAME, declared: ['microphone', 'camera'] } },
      await bench.restart(),
    )
    const { needAuthorization } = await call(again.getPrivacySetting, {}).success()
    expect(needAuthorization, 'once more is collected').toBe(true)
  })

  test('J16: whoever refuses the host is left alone for ten seconds', async (bench) => {
    const { call, user } = bench
    const wx = program(bench)
    user.will({ privacy: false })
    expect(await call(wx.authorize, { scope: RECORD }).failure()).toEqual(DENIED)
    user.will({ privacy: true })
    expect(await call(wx.authorize, { scope: RECORD }).failure()).toEqual(DENIED)
    expect(user.takeQuestions()).toEqual([NAME])
    // A question that he left was no refusal.
    const other = bench.createWx({ appId: 'wxother', privacy: { contractName: NAME } })
    user.will({ privacy: 'dismiss' })
    expect(await call(other.authorize, { scope: RECORD }).failure()).toEqual(DENIED)
    user.will({ privacy: true })
    await call(other.authorize, { scope: RECORD }).success()
    expect(user.takeQuestions()).toEqual([NAME, NAME, RECORD])
  })

  test('J16: none of them ever returns a Promise', async (bench) => {
    const wx = program(bench)
    const apis: ((options: object) => unknown)[] = [
      wx.getPrivacySetting,
      wx.requirePrivacyAuthorize,
    ]
    for (const api of apis) expect(api({})).toBeUndefined()
    await bench.call(wx.requirePrivacyAuthorize, {}).success()
    bench.user.takeQuestions()
  })

  test('J16: the end of the host ends a call that no listener answers', async (bench) => {
    const wx = program(bench)
    const { heard } = listen(wx, bench)
    const asking = bench.call(wx.requirePrivacyAuthorize, {})
    await heard()
    await bench.host.dispose()
    expect((await asking.failure()).errMsg).toBe('requirePrivacyAuthorize:fail interrupted')
  })
})
