import type { BenchClock, HostUnderTest } from './bench.js'
import type { RemoteBroker } from './mqtt.js'
import type { FixtureControl, Seen } from './server/fixture.js'
import type { FixtureAddress } from './server/node-server.js'

type Ask = (call: string, query?: Record<string, string | number>) => Promise<unknown>

/** The control calls of the fixture server, over plain HTTP and past the host under test. */
const createAsk =
  (origin: string): Ask =>
  async (call, query = {}) => {
    const url = new URL(`/${call}`, origin)
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, String(value))
    return (await fetch(url)).json() as Promise<unknown>
  }

const remoteControl = (ask: Ask): FixtureControl => ({
  seen: async (key, atLeast = 0) => (await ask('seen', { key, atLeast })) as readonly Seen[],
  release: async (key, count = 1) => {
    await ask('release', { key, count })
  },
  idle: async (key) => {
    await ask('idle', { key })
  },
})

const realClock: BenchClock = {
  sleep: (delayMs) => new Promise((resolve) => setTimeout(resolve, delayMs)),
  until: (promise) => promise,
}

/** What a host under test needs when the fixture server is a real one. */
export const remoteServer = (address: FixtureAddress) => {
  const { httpPort, httpsPort, refusedPort, controlPort, mqttPort, mqttSecurePort } = address
  const ask = createAsk(`http://127.0.0.1:${controlPort}`)
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
  const broker: RemoteBroker = {
    urls: [`wx://127.0.0.1:${mqttPort}/`, `wxs://127.0.0.1:${mqttSecurePort}/`],
    stop: async () => {
      await ask('broker/stop')
    },
    start: async () => {
      await ask('broker/start')
    },
  }
  const packageUrl = `http://127.0.0.1:${httpPort}/~package/`
  const tools = { clock: realClock, server: remoteControl(ask) }
  return { origins, portlessOrigins, packageUrl, broker, tools }
}
