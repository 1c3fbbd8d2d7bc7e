/** openwx in a page. */
export type * from './public-types.js'
export { createHost } from './hosts/browser/host.js'
export type { BrowserHostOptions as HostOptions } from './hosts/browser/host.js'
export type { GatewayAddress } from './hosts/browser/gateway-http.js'
export { createWx } from './create-wx.js'
export { LIB_VERSION, composeWx } from './wx.js'
