import { promiseApi } from '../../call/define.js'
import type { ApiDefinition } from '../../call/definition.js'
import { WxError } from '../../call/error.js'
import type { GetSetting, SettingOptions, SettingResult } from './get-setting.js'
import { settingResult } from './get-setting.js'
import { createScopes } from './scopes.js'

/**
 * `wx.openSetting`: shows the user what he has allowed and refused, lets him change it, and succeeds when he is
 * back. From 2.3.0 on only synchronously within a tap.
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/open-api/setting/wx.openSetting.html
 */
export const openSetting = promiseApi<SettingOptions, Omit<SettingResult, 'errMsg'>>({
  name: 'openSetting',
  since: '1.1.0',
  // Later it would not be within the tap any more.
  startsAtOnce: true,
  create: (context) => {
    const scopes = context.shared(createScopes)
    return async ({ withSubscriptions = false }) => {
      if (context.since('2.3.0') && !context.host.user.inTap()) {
        throw new WxError('failed', 'can only be invoked by user TAP gesture.')
      }
      await scopes.letUserChange()
      return settingResult(await scopes.settings(), withSubscriptions && context.since('2.10.3'))
    }
  },
}) as ApiDefinition<GetSetting>
