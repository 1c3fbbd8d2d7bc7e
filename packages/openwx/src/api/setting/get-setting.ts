import type { CallOptions } from '../../call/call.js'
import type { ApiContext } from '../../call/context.js'
import type { Promised } from '../../call/define.js'
import { promiseApi } from '../../call/define.js'
import type { ApiDefinition } from '../../call/definition.js'
import type { ScopeSettings } from '../../ports/user.js'
import { createScopes } from './scopes.js'

/** Options of `wx.getSetting` and `wx.openSetting`. */
export interface SettingOptions extends CallOptions<SettingResult> {
  /** Whether the result has `subscriptionsSetting`. Since 2.10.1, in `wx.openSetting` 2.10.3. @default false */
  withSubscriptions?: boolean
}

export interface SettingResult {
  /** Whether the user allowed it, by scope; one that he was never asked for is absent. */
  authSetting: Record<string, boolean>
  /** Only with `withSubscriptions`. */
  subscriptionsSetting: SubscriptionsSetting
  errMsg: string
}

/** What the user wants to be told; there are no templates here that he could have subscribed to. */
export interface SubscriptionsSetting {
  mainSwitch: boolean
  itemSettings: Record<string, 'accept' | 'reject' | 'ban'>
}

export type GetSetting = <O extends SettingOptions = SettingOptions>(
  options?: O,
) => Promised<O, SettingResult>

/** The settings as `success` gets them. */
export const settingResult = (
  authSetting: ScopeSettings,
  withSubscriptions: boolean,
): Omit<SettingResult, 'errMsg'> =>
  ({
    authSetting: { ...authSetting } as Record<string, boolean>,
    ...(withSubscriptions && { subscriptionsSetting: { mainSwitch: true, itemSettings: {} } }),
  }) as Omit<SettingResult, 'errMsg'>

/**
 * `wx.getSetting`: what the user has allowed and refused. Never asks him.
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/open-api/setting/wx.getSetting.html
 */
export const getSetting = promiseApi<SettingOptions, Omit<SettingResult, 'errMsg'>>({
  name: 'getSetting',
  since: '1.2.0',
  create: (context: ApiContext) => {
    const scopes = context.shared(createScopes)
    return async ({ withSubscriptions = false }) =>
      settingResult(await scopes.settings(), withSubscriptions && context.since('2.10.1'))
  },
}) as ApiDefinition<GetSetting>
