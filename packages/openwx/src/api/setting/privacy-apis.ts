import type { CallOptions } from '../../call/call.js'
import { eventApi, promiseApi } from '../../call/define.js'
import type { ApiDefinition } from '../../call/definition.js'
import { WxError } from '../../call/error.js'
import type { PrivacyListener } from './privacy.js'
import { createPrivacy } from './privacy.js'

export interface PrivacySetting {
  /** Whether the user still has to agree to the program's privacy contract. */
  needAuthorization: boolean
  privacyContractName: string
}

export interface OnNeedPrivacyAuthorization {
  (listener: PrivacyListener): void
  /** As the official declarations have it, which do not know what a listener is given. */
  // Not one signature: a parameter of a union of functions has no type to infer.
  // eslint-disable-next-line @typescript-eslint/unified-signatures
  (listener: (result: { errMsg: string }) => void): void
}

type GetPrivacySettingOptions = CallOptions<PrivacySetting & { errMsg: string }>
type PrivacyOptions = CallOptions<{ errMsg: string }>

const SINCE = '2.32.3'

/**
 * `wx.getPrivacySetting`: whether the user has to agree to something yet. No Promise, as all of these.
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/open-api/privacy/wx.getPrivacySetting.html
 */
export const getPrivacySetting = promiseApi<GetPrivacySettingOptions, PrivacySetting>({
  name: 'getPrivacySetting',
  since: SINCE,
  callbacksOnly: true,
  create: (context) => {
    const privacy = context.shared(createPrivacy)
    return async () => ({
      needAuthorization: await privacy.needed(),
      privacyContractName: context.app.privacy?.contractName ?? '',
    })
  },
}) as ApiDefinition<(options: GetPrivacySettingOptions) => void>

/**
 * `wx.onNeedPrivacyAuthorization`: asks the user in place of the host. The last listener wins, and has to call
 * `resolve` for every event that it hears.
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/open-api/privacy/wx.onNeedPrivacyAuthorization.html
 */
export const onNeedPrivacyAuthorization = eventApi({
  name: 'onNeedPrivacyAuthorization',
  since: SINCE,
  create: (context) => {
    const privacy = context.shared(createPrivacy)
    return (listener) => {
      privacy.listener = listener as unknown as PrivacyListener
    }
  },
}) as ApiDefinition<OnNeedPrivacyAuthorization>

/**
 * `wx.requirePrivacyAuthorize`: asks for the user's agreement now. Succeeds when he has agreed, now or earlier.
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/open-api/privacy/wx.requirePrivacyAuthorize.html
 */
export const requirePrivacyAuthorize = promiseApi<PrivacyOptions, object>({
  name: 'requirePrivacyAuthorize',
  since: SINCE,
  callbacksOnly: true,
  create: (context) => {
    const privacy = context.shared(createPrivacy)
    return async () => {
      await privacy.ensure('requirePrivacyAuthorize')
      return {}
    }
  },
}) as ApiDefinition<(options: PrivacyOptions) => void>

/**
 * `wx.openPrivacyContract`: shows the user the text of the contract.
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/open-api/privacy/wx.openPrivacyContract.html
 */
export const openPrivacyContract = promiseApi<PrivacyOptions, object>({
  name: 'openPrivacyContract',
  since: SINCE,
  callbacksOnly: true,
  // A page may open another one only while the user taps.
  startsAtOnce: true,
  create:
    ({ app, host }) =>
    async () => {
      const url = app.privacy?.contractUrl
      if (url === undefined) {
        throw new WxError(
          'unsupported',
          'unsupported: the program has no text to show; name it in privacy.contractUrl',
        )
      }
      await host.user.showContract(url)
      return {}
    },
}) as ApiDefinition<(options: PrivacyOptions) => void>
