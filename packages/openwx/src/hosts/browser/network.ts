/** What a page loads at the first socket, or at the first use of its gateway; see `on-demand.ts`. */
export { createDirectSockets } from './direct-sockets.js'
export { createGatewayHttp } from './gateway-http.js'
export { createGatewaySockets } from './gateway-sockets.js'
