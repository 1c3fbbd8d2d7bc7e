import type { BenchClock, HostUnderTest } from './bench.js'
import type { FixtureControl, Seen } from './server/fixture.js'
import type { FixtureAddress } from './server/node-server.js'

/** The control calls of the fixture server, over plain HTTP and past the host under test. */
const remoteControl = (origin: string): FixtureControl => {
  const ask = async (call: string, query: Record<string, string | number>): Promise<unknown> => {
    const url = new URL(`/${call}`, origin)
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, String(value))
    return (await fetch(url)).json()
  }
  return {
    seen: async (key, atLeast = 0) => (await ask('seen', { key, atLeast })) as readonly Seen[],
    release: async (key, count = 1) => {
      await ask('release', { key, count })
    },
    idle: async (key) => {
      await ask('idle', { key })
    },
  }
}

const realClock: BenchClock = {
  sleep: (delayMs) => new Promise((resolve) => setTimeout(resolve, delayMs)),
  until: (promise) => promise,
}

/** What a host under test needs when the fixture server is a real one. */
export const remoteServer = (address: FixtureAddress) => {
  const { httpPort, httpsPort, refusedPort, controlPort } = address
  const origins: HostUnderTest['origins'] = {
    http: (name) => `http://${name}:${httpPort}`,
    https: (name) => `https://${name}:${httpsPort}`,
    refused: `http://127.0.0.1:${refusedPort}`,
  }
  /** For a client that knows where the names are, by `hostsOf`. */
  const portlessOrigins: HostUnderTest['origins'] = {
    ...origins,
    http: (name) => (name.endsWith('.test') ? `http://${name}` : origins.http(name)),
    https: (name) => `https://${name}`,
  }
  const server = remoteControl(`http://127.0.0.1:${controlPort}`)
  const packageUrl = `http://127.0.0.1:${httpPort}/~package/`
  return { origins, portlessOrigins, packageUrl, tools: { clock: realClock, server } }
}
