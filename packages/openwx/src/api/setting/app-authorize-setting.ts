import type { CallOptions } from '../../call/call.js'
import type { Promised } from '../../call/define.js'
import { promiseApi, syncApi } from '../../call/define.js'
import type { ApiDefinition } from '../../call/definition.js'
import { WxError } from '../../call/error.js'
import type { Device, Permission } from '../../ports/permissions.js'

/** What the machine lets programs use; what it was not asked about yet is `'not determined'`. */
export interface AppAuthorizeSetting {
  /** Saving pictures needs no permission of any machine that openwx runs on. */
  albumAuthorized: Permission
  bluetoothAuthorized: Permission
  cameraAuthorized: Permission
  locationAuthorized: Permission
  locationReducedAccuracy: boolean
  microphoneAuthorized: Permission
  notificationAuthorized: Permission
  notificationAlertAuthorized: Permission
  notificationBadgeAuthorized: Permission
  notificationSoundAuthorized: Permission
  phoneCalendarAuthorized: Permission
}

/**
 * `wx.getAppAuthorizeSetting`: what the machine lets programs use, whatever their user has agreed to: in a page, the
 * browser's own permissions.
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/base/system/wx.getAppAuthorizeSetting.html
 */
export const getAppAuthorizeSetting = syncApi<() => AppAuthorizeSetting>({
  name: 'getAppAuthorizeSetting',
  since: '2.20.1',
  create: ({ host }) => {
    // Machines answer later, and programs ask without waiting.
    const states = new Map<Device, Permission>()
    for (const device of ['camera', 'geolocation', 'microphone', 'notifications'] as const) {
      void host.permissions.watch(device, (permission) => states.set(device, permission))
    }
    const stateOf = (device: Device) => states.get(device) ?? 'not determined'
    return () => ({
      albumAuthorized: 'authorized',
      bluetoothAuthorized: 'not determined',
      cameraAuthorized: stateOf('camera'),
      locationAuthorized: stateOf('geolocation'),
      locationReducedAccuracy: false,
      microphoneAuthorized: stateOf('microphone'),
      notificationAuthorized: stateOf('notifications'),
      notificationAlertAuthorized: stateOf('notifications'),
      notificationBadgeAuthorized: stateOf('notifications'),
      notificationSoundAuthorized: stateOf('notifications'),
      phoneCalendarAuthorized: 'not determined',
    })
  },
})

export type OpenAppAuthorizeSetting = <
  O extends CallOptions<{ errMsg: string }> = CallOptions<{ errMsg: string }>,
>(
  options?: O,
) => Promised<O, object>

/**
 * `wx.openAppAuthorizeSetting`: fails with `unsupported`. A page cannot open the settings of its browser, and other machines
 * have none.
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/base/system/wx.openAppAuthorizeSetting.html
 */
export const openAppAuthorizeSetting = promiseApi<CallOptions<{ errMsg: string }>, object>({
  name: 'openAppAuthorizeSetting',
  since: '2.20.1',
  create: () => () => {
    throw new WxError(
      'unsupported',
      'unsupported: no program can open the settings of its browser or machine',
    )
  },
}) as ApiDefinition<OpenAppAuthorizeSetting>
