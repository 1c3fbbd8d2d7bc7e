/** Types that every entry shows. */
export type { CallOptions, FailResult } from './call/call.js'
export type { AppConfig, DomainLists, NetworkTimeouts } from './call/context.js'
export type { ApiDefinition, ApiSchema } from './call/definition.js'
export type { RequestProfile } from './api/network/profile.js'
export type {
  ChunkReceived,
  HeadersReceived,
  RequestOptions,
  RequestResult,
  RequestTask,
} from './api/network/request.js'
export type { Wx } from './create-wx.js'
export type { Host } from './ports/host.js'
export type { Composed } from './wx.js'
