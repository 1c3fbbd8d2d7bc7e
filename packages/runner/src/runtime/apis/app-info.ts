import { syncApi } from 'openwx/call'
import { launchOptions } from '../app.js'
import type { ApiParts } from './parts.js'

export const appInfoApis = (parts: ApiParts) => ({
  getLaunchOptionsSync: syncApi({
    name: 'getLaunchOptionsSync',
    since: '2.1.2',
    create: () => () => launchOptions(parts.launched),
  }),
  getEnterOptionsSync: syncApi({
    name: 'getEnterOptionsSync',
    since: '2.9.4',
    create: () => () => launchOptions(parts.launched),
  }),
  getAccountInfoSync: syncApi({
    name: 'getAccountInfoSync',
    since: '2.2.2',
    create:
      ({ app }) =>
      () => ({
        miniProgram: { appId: app.appId, envVersion: app.envVersion, version: '' },
        plugin: {},
      }),
  }),
})
