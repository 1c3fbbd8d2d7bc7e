import { expect, it } from 'vitest'
import { createHost, createWx } from '../../index.memory.js'

it('tells programs what its owner takes away while they use it', async () => {
  const host = createHost({ permissions: { microphone: 'not determined' } })
  const wx = createWx(host)
  const heard: string[] = []
  const stop = await host.permissions.watch('microphone', (permission) => heard.push(permission))
  expect(wx.getAppAuthorizeSetting()).toMatchObject({
    cameraAuthorized: 'authorized',
    microphoneAuthorized: 'not determined',
  })
  host.permissions.set('microphone', 'authorized')
  host.permissions.set('camera', 'denied')
  host.permissions.set('microphone', 'denied')
  expect(wx.getAppAuthorizeSetting()).toMatchObject({
    cameraAuthorized: 'denied',
    microphoneAuthorized: 'denied',
  })
  stop()
  host.permissions.set('microphone', 'authorized')
  expect(heard).toEqual(['not determined', 'authorized', 'denied'])
  await host.dispose()
})
