/** openwx on a machine made of values, for unit tests. */
export type * from './public-types.js'
export { createHost } from './hosts/memory/host.js'
export type { MemoryHost, MemoryHostOptions as HostOptions } from './hosts/memory/host.js'
export type { VirtualClock } from './hosts/memory/clock.js'
export type { MemoryHttpHandler, MemoryReply, MemoryRequest } from './hosts/memory/http.js'
export type {
  MemoryPeer,
  MemoryServer,
  MemorySocketHandler,
  MemorySocketRequest,
} from './hosts/memory/sockets.js'
export type { Answer, Answers, SettingsMap } from './hosts/memory/host.js'
export { createWx } from './create-wx.js'
export { NetError } from './ports/net-error.js'
export type { NetErrorName } from './ports/net-error.js'
export { HandshakeError } from './ports/port-error.js'
export { LIB_VERSION, composeWx } from './wx.js'
