import type { HostUnderTest } from './bench.js'
import type { FixtureControl, Seen } from './server/fixture.js'
import type { FixtureAddress } from './server/node-server.js'

/** The control calls of the fixture server, over plain HTTP and past the host under test. */
const remoteControl = (origin: string): FixtureControl => {
  const ask = async (call: string, query: Record<string, string | number>): Promise<unknown> => {
    const search = new URLSearchParams(
      Object.entries(query).map(([name, value]) => [name, String(value)]),
    )
    const response = await fetch(`${origin}/-/${call}?${search}`)
    return response.json()
  }
  return {
    seen: async (key, atLeast = 0) => (await ask('seen', { key, atLeast })) as readonly Seen[],
    release: async (key, count = 1) => void (await ask('release', { key, count })),
    closed: async (key) => void (await ask('closed', { key })),
  }
}

/** What a host under test needs to know of the fixture server when that is a real one. */
export const remoteServer = ({
  httpPort,
  httpsPort,
  refusedPort,
}: FixtureAddress) => ({
  server: remoteControl(`http://127.0.0.1:${httpPort}`),
  origins: {
    http: (name: string) => `http://${name}:${httpPort}`,
    https: (name: string) => `https://${name}:${httpsPort}`,
    refused: `http://127.0.0.1:${refusedPort}`,
  },
  clock: {
    sleep: (delayMs: number) => new Promise<void>((resolve) => setTimeout(resolve, delayMs)),
    until: <T>(promise: Promise<T>) => promise,
  },
}) satisfies Partial<HostUnderTest>
