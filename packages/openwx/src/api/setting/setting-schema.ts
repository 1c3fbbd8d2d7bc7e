import type { ApiSchema } from '../../call/definition.js'

const settlers = (since: string) => ({ success: since, fail: since, complete: since })

export const authorizeSchema: ApiSchema = {
  object: {
    scope: {
      since: '1.2.0',
      values: ['scope.record', 'scope.writePhotosAlbum', 'scope.camera'],
    },
    ...settlers('1.2.0'),
  },
  success: { errMsg: '1.2.0' },
}

export const getSettingSchema: ApiSchema = {
  object: { withSubscriptions: '2.10.1', ...settlers('1.2.0') },
  success: {
    authSetting: '1.2.0',
    subscriptionsSetting: {
      since: '2.10.1',
      fields: { mainSwitch: '2.10.1', itemSettings: '2.10.1' },
    },
    errMsg: '1.2.0',
  },
}

export const openSettingSchema: ApiSchema = {
  object: { withSubscriptions: '2.10.3', ...settlers('1.1.0') },
  success: {
    authSetting: '1.1.0',
    subscriptionsSetting: {
      since: '2.10.3',
      fields: { mainSwitch: '2.10.3', itemSettings: '2.10.3' },
    },
    errMsg: '1.1.0',
  },
}

export const getAppAuthorizeSettingSchema: ApiSchema = {
  return: Object.fromEntries(
    [
      'albumAuthorized',
      'bluetoothAuthorized',
      'cameraAuthorized',
      'locationAuthorized',
      'locationReducedAccuracy',
      'microphoneAuthorized',
      'notificationAuthorized',
      'notificationAlertAuthorized',
      'notificationBadgeAuthorized',
      'notificationSoundAuthorized',
      'phoneCalendarAuthorized',
    ].map((name) => [name, '2.20.1']),
  ),
}

export const getPrivacySettingSchema: ApiSchema = {
  object: settlers('2.32.3'),
  success: { needAuthorization: '2.32.3', privacyContractName: '2.32.3', errMsg: '2.32.3' },
}
