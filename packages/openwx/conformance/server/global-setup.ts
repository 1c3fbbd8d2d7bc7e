import type { TestProject } from 'vitest/node'
import { startFixtureServer, type FixtureAddress } from './node-server.js'

declare module 'vitest' {
  interface ProvidedContext {
    fixture: FixtureAddress
  }
}

/** One server for each vitest project; pages and workers learn its ports through `inject`. */
export default async ({ provide }: TestProject) => {
  const { close, ...address } = await startFixtureServer()
  provide('fixture', address)
  return close
}
