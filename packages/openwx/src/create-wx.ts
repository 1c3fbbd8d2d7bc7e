import * as apis from './apis.js'
import type { AppConfig } from './call/context.js'
import type { Host } from './ports/host.js'
import type { Composed } from './wx.js'
import { composeWx } from './wx.js'

/** The whole `wx` object. */
export type Wx = Composed<typeof apis>

/**
 * Builds the whole `wx` object of one mini program on a host. Synchronous; the host opens what it needs
 * when it needs it.
 *
 * @example
 * const wx = createWx(createHost(), { domains: { request: ['https://api.example.com'] } })
 * wx.request({ url: 'https://api.example.com/items', success: ({ data }) => console.log(data) })
 */
export const createWx = (host: Host, app: AppConfig = {}): Wx => composeWx(host, app, apis)
