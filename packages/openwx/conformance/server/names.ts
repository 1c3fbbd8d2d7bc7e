import type { FixtureAddress } from './node-server.js'

/** Names of the fixture server; its certificate is good for the first three. */
export const testNames = ['h.test', 'x.test', 'sub.h.test', 'a.test', 'b.test', 'c.test'] as const

/**
 * Where each name is answered, for a client that can be told: port 80 is the plain server, every other
 * the secure one.
 */
export const hostsOf = ({ httpPort, httpsPort }: FixtureAddress): Record<string, string> =>
  Object.fromEntries(
    testNames.flatMap((name) => [
      [name, `127.0.0.1:${httpsPort}`],
      [`${name}:80`, `127.0.0.1:${httpPort}`],
    ]),
  )
