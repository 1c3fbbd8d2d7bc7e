/**
 * What a page loads at the first file, the first socket, the first use of its gateway, the first look at what its user
 * has decided, or the first background track. It is one module, as
 * what several share is a chunk of its own to some bundlers, and a page would begin with a handful of
 * tiny ones.
 */
export { createDirectSockets } from './direct-sockets.js'
export { createBrowserFiles } from './files.js'
export { createGatewayHttp } from './gateway-http.js'
export { createGatewaySockets } from './gateway-sockets.js'
export { bindMediaSession } from './media-session.js'
export { createPagePermissions } from './permissions.js'
export { createPageSettings } from './settings.js'
export { startXhr } from './xhr-exchange.js'
export { fileUrl } from '../shared/file-url.js'
