import type { TestProject } from 'vitest/node'
import { createGateway } from '../../src/gateway/index.js'
import { hostsOf } from './names.js'
import { startFixtureServer } from './node-server.js'

declare module 'vitest' {
  interface ProvidedContext {
    gateway: { url: string; token: string; bothNames: boolean }
  }
}

/** Vitest serves its pages from the first of these ports that is free. */
const pageOrigins = Array.from({ length: 50 }, (_, i) => `http://localhost:${63315 + i}`)

/** The fixture server, and a gateway that relays to it. */
export default async ({ provide }: TestProject) => {
  const { close, ...address } = await startFixtureServer()
  const gateway = await createGateway({
    origins: pageOrigins,
    allow: [
      '*',
      `http://127.0.0.1:${address.httpPort}`,
      // Where nobody speaks TLS.
      `https://127.0.0.1:${address.httpPort}`,
      `http://127.0.0.1:${address.refusedPort}`,
      `http://127.0.0.1:${address.mqttPort}`,
      `https://127.0.0.1:${address.mqttSecurePort}`,
    ],
    hosts: hostsOf(address),
    ca: address.certificate,
  }).listen({ port: 0 })
  provide('fixture', address)
  provide('gateway', { url: gateway.url, token: gateway.token, bothNames: true })
  return async () => {
    await gateway.close()
    await close()
  }
}
