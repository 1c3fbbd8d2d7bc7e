import type { ApiSchema } from '../../call/definition.js'

export const authorizeSchema: ApiSchema = {
  object: {
    scope: {
      since: '1.2.0',
      values: ['scope.record', 'scope.writePhotosAlbum', 'scope.camera'],
    },
  },
}

export const getSettingSchema: ApiSchema = {
  object: { withSubscriptions: '2.10.1' },
  success: {
    authSetting: '1.2.0',
    subscriptionsSetting: {
      since: '2.10.1',
      fields: { mainSwitch: '2.10.1', itemSettings: '2.10.1' },
    },
  },
}

export const openSettingSchema: ApiSchema = {
  object: { withSubscriptions: '2.10.3' },
  success: {
    authSetting: '1.1.0',
    subscriptionsSetting: {
      since: '2.10.3',
      fields: { mainSwitch: '2.10.3', itemSettings: '2.10.3' },
    },
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
  success: { needAuthorization: '2.32.3', privacyContractName: '2.32.3' },
}
