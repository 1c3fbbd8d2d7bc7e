import { promiseApi, syncApi, type ApiContext, type CallOptions } from 'openwx/call'
import { colorScheme } from '../theme.js'
import type { ApiParts } from './parts.js'

/** What programs print and branch on; `devtools` is the documented platform that is no phone. */
const PLATFORM = 'devtools'
/** A client version that goes with the newest base library. */
const CLIENT_VERSION = '8.0.60'
const FONT_SIZE_PX = 16

const language = () => navigator.language.replace('-', '_')

const windowInfo = ({ shell }: ApiParts) => {
  const { screenWidth, screenHeight, statusBarHeight, navigationBarHeight, safeAreaBottom } =
    shell.metrics()
  return {
    pixelRatio: window.devicePixelRatio,
    screenWidth,
    screenHeight,
    windowWidth: window.innerWidth,
    windowHeight: window.innerHeight,
    statusBarHeight,
    screenTop: statusBarHeight + navigationBarHeight,
    safeArea: {
      left: 0,
      right: screenWidth,
      top: statusBarHeight,
      bottom: screenHeight - safeAreaBottom,
      width: screenWidth,
      height: screenHeight - safeAreaBottom - statusBarHeight,
    },
  }
}

const appBaseInfo = ({ program }: ApiParts, context: ApiContext) => ({
  SDKVersion: context.app.libVersion,
  enableDebug: false,
  host: { env: 'WeChat' },
  language: language(),
  version: CLIENT_VERSION,
  theme: colorScheme(program.app),
  fontSizeSetting: FONT_SIZE_PX,
  fontSizeScaleFactor: 1,
})

const deviceInfo = () => ({
  brand: PLATFORM,
  model: 'browser',
  system: PLATFORM,
  platform: PLATFORM,
  benchmarkLevel: 1,
})

const systemInfo = (parts: ApiParts, context: ApiContext) => ({
  ...deviceInfo(),
  ...windowInfo(parts),
  ...appBaseInfo(parts, context),
  deviceOrientation: 'portrait',
})

export const systemInfoApis = (parts: ApiParts) => ({
  getSystemInfoSync: syncApi({
    name: 'getSystemInfoSync',
    since: '1.0.0',
    create: (context) => () => systemInfo(parts, context),
  }),
  getSystemInfo: promiseApi<CallOptions<never>, object>({
    name: 'getSystemInfo',
    since: '1.0.0',
    create: (context) => () => systemInfo(parts, context),
  }),
  getWindowInfo: syncApi({
    name: 'getWindowInfo',
    since: '2.20.1',
    create: () => () => windowInfo(parts),
  }),
  getAppBaseInfo: syncApi({
    name: 'getAppBaseInfo',
    since: '2.20.1',
    create: (context) => () => appBaseInfo(parts, context),
  }),
  getDeviceInfo: syncApi({ name: 'getDeviceInfo', since: '2.20.1', create: () => deviceInfo }),
  getMenuButtonBoundingClientRect: syncApi({
    name: 'getMenuButtonBoundingClientRect',
    since: '2.1.0',
    create: () => () => {
      const { left, top, width, height } = parts.shell.metrics().menuButton
      return { left, top, width, height, right: left + width, bottom: top + height }
    },
  }),
})
