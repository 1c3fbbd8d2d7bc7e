import { expect } from 'vitest'
import type { PrivacyReply } from '../../src/api/setting/privacy.js'
import { createVirtualPermissions } from '../../src/hosts/shared/virtual-permissions.js'
import type { Bench } from '../bench.js'
import { conformance } from '../conformance.js'
import { PCM, refusals } from '../recorded.js'
import { withParts } from '../with-parts.js'

const RECORD = 'scope.record'

const settings = async ({ call, wx }: Bench) =>
  (await call(wx.getSetting, {}).success()).authSetting

const openSettings = async ({ call, user, wx }: Bench, reply: boolean) => {
  user.will({ openSetting: { [RECORD]: reply } })
  const opened: Promise<unknown>[] = []
  await user.tap(() => opened.push(call(wx.openSetting, {}).success()))
  await Promise.all(opened)
}

export default conformance('recorder permission', ({ test }) => {
  test('F06 media-record 41, authorize 8: asks once, then records', async (bench) => {
    const { recorder, user } = bench
    const log = recorder()
    await log.started(PCM)
    expect(user.takeQuestions()).toEqual([RECORD])
    await log.stopped()
    await log.started(PCM)
    await log.stopped()
    expect(user.takeQuestions()).toEqual([])
    expect(await settings(bench)).toEqual({ [RECORD]: true })
  })

  test('F14 media-record 42, 43, authorize 9: asks once, and is refused', async (bench) => {
    const { recorder, user } = bench
    user.will({ [RECORD]: false })
    const log = recorder()
    for (let i = 0; i < 2; i += 1) {
      log.start(PCM)
      expect(await log.next()).toBe(refusals.denied)
    }
    expect(user.takeQuestions()).toEqual([RECORD])
    expect(await settings(bench)).toEqual({ [RECORD]: false })
    expect(log.events).toEqual([refusals.denied, refusals.denied])
  })

  test('F14 authorize 7: what was refused before is not asked for again', async (bench) => {
    const { call, recorder, user, wx } = bench
    user.will({ [RECORD]: false })
    await call(wx.authorize, { scope: RECORD }).failure()
    user.takeQuestions()
    const log = recorder()
    log.start(PCM)
    expect(await log.next()).toBe(refusals.denied)
    expect(user.takeQuestions()).toEqual([])
  })

  test('F06 media-record 45: what was granted before is not asked for again', async (bench) => {
    const { call, recorder, user, wx } = bench
    await call(wx.authorize, { scope: RECORD }).success()
    user.takeQuestions()
    const log = recorder()
    await log.started(PCM)
    await log.stopped()
    expect(user.takeQuestions()).toEqual([])
  })

  test('F06, F14 media-record 44, authorize 15, 16: he changes his mind, twice', async (bench) => {
    const { recorder, user } = bench
    user.will({ [RECORD]: false })
    const log = recorder()
    log.start(PCM)
    expect(await log.next()).toBe(refusals.denied)
    await openSettings(bench, true)
    user.takeQuestions()
    await log.started(PCM)
    await log.stopped()
    await openSettings(bench, false)
    user.takeQuestions()
    log.start(PCM)
    expect(await log.next()).toBe(refusals.denied)
    expect(user.takeQuestions()).toEqual([])
  })

  test('F14 authorize 30, 31: the privacy contract comes first', async (bench) => {
    const { clock, createWx, recorder, user } = bench
    const wx = createWx({ privacy: { contractName: 'Privacy' } })
    const replies: ((reply: PrivacyReply) => void)[] = []
    let wake = () => {}
    wx.onNeedPrivacyAuthorization((resolve) => {
      replies.push(resolve)
      wake()
    })
    const log = recorder(wx)
    const startAndReply = async (reply: PrivacyReply) => {
      const asked = new Promise<void>((resolve) => (wake = resolve))
      log.start(PCM)
      await clock.until(asked)
      expect(user.takeQuestions()).toEqual([])
      replies.at(-1)?.(reply)
    }
    await startAndReply({ event: 'disagree' })
    expect(await log.next()).toBe(
      'onError: operateRecorder:fail privacy permission is not authorized',
    )
    expect((await bench.call(wx.getSetting, {}).success()).authSetting).toEqual({})
    await startAndReply({ event: 'agree', buttonId: 'agree' })
    expect(await log.next()).toBe('onStart')
    expect(user.takeQuestions()).toEqual([RECORD])
    await log.stopped()
    expect(replies).toHaveLength(2)
  })

  test('F14 authorize 34: the machine has the last word', async (bench) => {
    const { createWx, host, recorder } = bench
    const permissions = createVirtualPermissions({ microphone: 'denied' })
    const log = recorder(createWx({}, withParts(host, { permissions })))
    log.start(PCM)
    expect(await log.next()).toBe(refusals.systemDenied)
    expect(await settings(bench)).toEqual({ [RECORD]: true })
    permissions.set('microphone', 'authorized')
    await log.started(PCM)
    await log.stopped()
  })

  test('F12, F14: whoever takes the microphone away ends the recording, which is kept', async (bench) => {
    const { clock, createWx, host, recorder } = bench
    const permissions = createVirtualPermissions()
    const log = recorder(createWx({}, withParts(host, { permissions })))
    await log.started({ ...PCM, frameSize: 0.5 })
    await clock.sleep(400)
    permissions.set('microphone', 'denied')
    expect([await log.next(), await log.next()]).toEqual([refusals.systemDenied, 'onStop'])
    expect(log.stops).toMatchObject([{ fileSize: expect.any(Number) as number }])
    expect(log.stops[0]?.fileSize).toBeGreaterThan(0)
    expect(log.frames.filter(({ isLastFrame }) => isLastFrame)).toEqual([])
    log.start(PCM)
    expect(await log.next()).toBe(refusals.systemDenied)
  })
})
