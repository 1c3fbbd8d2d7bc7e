import type { CallOptions } from '../../call/call.js'
import type { Promised } from '../../call/define.js'
import { promiseApi } from '../../call/define.js'
import type { ApiDefinition } from '../../call/definition.js'
import { WxError } from '../../call/error.js'
import type { ScopeName } from '../../ports/user.js'
import { createScopes } from './scopes.js'

/** Options of `wx.authorize`. */
export interface AuthorizeOptions extends CallOptions<{ errMsg: string }> {
  /** `'scope.record'`, `'scope.writePhotosAlbum'`, `'scope.camera'` … */
  scope: string
}

export type Authorize = <O extends AuthorizeOptions = AuthorizeOptions>(
  options: O,
) => Promised<O, object>

/** What can be asked for. `scope.userInfo` never was asked for in this way since 2021. */
const scopes: readonly string[] = [
  'scope.addPhoneCalendar',
  'scope.addPhoneContact',
  'scope.bluetooth',
  'scope.camera',
  'scope.record',
  'scope.userFuzzyLocation',
  'scope.userLocation',
  'scope.userLocationBackground',
  'scope.werun',
  'scope.writePhotosAlbum',
]

/** Scopes that WeChat has given up: everybody has them. */
const freeScopes: readonly string[] = ['scope.address', 'scope.invoice', 'scope.invoiceTitle']

/**
 * `wx.authorize`: asks the user for a capability now, before the function that needs it is called. He is asked
 * once; his reply is remembered until he changes it in the settings.
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/open-api/authorize/wx.authorize.html
 */
export const authorize = promiseApi<AuthorizeOptions, object>({
  name: 'authorize',
  since: '1.2.0',
  template: { scope: 'String' },
  create: (context) => {
    const store = context.shared(createScopes)
    return async ({ scope }) => {
      if (freeScopes.includes(scope)) await store.grant(scope as ScopeName)
      else if (scopes.includes(scope)) await store.require(scope as ScopeName, 'authorize')
      // "System error, error code": the backend's answer, which programs compare.
      else throw new WxError('failed', '系统错误，错误码：-12007,scope unauthorized')
      return {}
    }
  },
}) as ApiDefinition<Authorize>
