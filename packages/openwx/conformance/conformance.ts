import type { Bench } from './bench.js'
import { labelsOf, type Labels } from './labels.js'

/**
 * What a host may be unable to do, with what the word covers. A case that depends on one says so
 * in `needs`; a host without it says why, and runs the case's `otherwise`.
 */
export const capabilities = {
  'forbidden-headers': 'Referer, User-Agent, Cookie, Host and the like reach the server',
  'set-cookie': 'Set-Cookie fields of a response are visible',
  'header-names': 'response header names arrive in the case in which they were sent',
  'manual-redirect': 'a redirect can be stopped at, and its hops are visible',
  'trace-connect': 'the methods TRACE and CONNECT can be sent',
  'failure-reasons': 'the host learns why no response came',
  'decoding-reasons': 'the host learns that a body could not be decompressed',
  'any-origin': 'a host name can be reached at its default port, and with any other',
  'ten-connections': 'ten exchanges with one host run at the same time',
  'socket-handshake':
    'the handshake of a WebSocket can carry header fields, and its answer, or failure, be read',
  'socket-compression': 'the program decides whether a WebSocket offers compression',
  encoding: 'pictures can be decoded and encoded',
  'lasting-files': 'saved and user files outlive the host',
  'small-disk': 'the machine has room for 32 MiB of files',
  'passing-time': 'minutes pass at once',
  'own-addresses': 'the host knows its addresses in the local network',
} as const

export type Capability = keyof typeof capabilities

export type CaseBody = (bench: Bench) => void | Promise<void>

export interface CaseNeeds {
  readonly needs: readonly Capability[]
  /**
   * The same situation on a host that lacks one of `needs`: asserts that the call fails with
   * `unsupported`, or whatever the documented lesser behaviour is.
   */
  readonly otherwise: CaseBody
}

export interface Case {
  readonly title: string
  readonly labels: Labels
  readonly body: CaseBody
  readonly needs?: CaseNeeds
}

export interface Conformance {
  readonly name: string
  readonly cases: readonly Case[]
}

interface AddCase {
  /** @param title Begins with what it proves, see {@link labelsOf}. */
  (title: string, body: CaseBody): void
  (title: string, needs: CaseNeeds, body: CaseBody): void
}

/**
 * Cases that every host runs; the default export of a file in `cases/`.
 *
 * @example
 * export default conformance('request', ({ test }) => {
 *   test('A11 hands a 404 to success', async ({ request }) => {
 *     expect((await request({ url: '/status/404' }).success()).statusCode).toBe(404)
 *   })
 * })
 */
export const conformance = (
  name: string,
  define: (tools: { test: AddCase }) => void,
): Conformance => {
  const cases: Case[] = []
  const test: AddCase = (title: string, ...rest: [CaseBody] | [CaseNeeds, CaseBody]) => {
    const labels = labelsOf(title)
    if (rest.length === 1) cases.push({ title, labels, body: rest[0] })
    else cases.push({ title, labels, needs: rest[0], body: rest[1] })
  }
  define({ test })
  return { name, cases }
}
