import { expect } from 'vitest'
import { conformance } from '../conformance.js'

export default conformance('app authorize setting', ({ test }) => {
  test('J17: tells what the machine lets programs use', async ({ call, wx }) => {
    await call(wx.getSetting, {}).success()
    const setting = wx.getAppAuthorizeSetting()
    const states = ['authorized', 'denied', 'not determined']
    for (const state of [
      setting.albumAuthorized,
      setting.cameraAuthorized,
      setting.microphoneAuthorized,
    ]) {
      expect(states).toContain(state)
    }
  })

  test('J17: the machine’s own settings are out of reach', async ({ call, wx }) => {
    const { errMsg, errno } = await call(wx.openAppAuthorizeSetting, {}).failure()
    expect(errMsg).toMatch(/^openAppAuthorizeSetting:fail unsupported: /)
    expect(errno).toBe(100)
  })
})
