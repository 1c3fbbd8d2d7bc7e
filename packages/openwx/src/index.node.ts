/** openwx on Node. */
export type * from './public-types.js'
export { createHost } from './hosts/node/host.js'
export type { NodeHostOptions as HostOptions } from './hosts/node/host.js'
export type { Answer, Answers } from './hosts/node/host.js'
export { createWx } from './create-wx.js'
export { LIB_VERSION, composeWx } from './wx.js'
