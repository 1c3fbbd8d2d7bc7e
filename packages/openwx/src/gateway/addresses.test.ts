import type { LookupAddress } from 'node:dns'
import type { LookupFunction } from 'node:net'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bodyOf, startTarget } from '../../test/gateway-harness.js'
import { createNodeHttp } from '../hosts/node/http.js'
import {
  assertPublicAddress,
  isPublicAddress,
  PrivateAddressError,
  publicLookup,
} from './addresses.js'
import { createTargetPolicy, HTTP_TARGETS } from './targets.js'

describe('isPublicAddress', () => {
  it.each([
    ['this host', '0.0.0.0'],
    ['this network', '0.1.2.3'],
    ['private', '10.0.0.1'],
    ['private', '172.16.0.1'],
    ['private, last', '172.31.255.255'],
    ['private', '192.168.1.1'],
    ['carrier-grade NAT', '100.64.0.1'],
    ['loopback', '127.0.0.1'],
    ['loopback, last', '127.255.255.255'],
    ['link-local, cloud metadata', '169.254.169.254'],
    ['documentation', '203.0.113.7'],
    ['multicast', '224.0.0.1'],
    ['reserved', '240.0.0.1'],
    ['broadcast', '255.255.255.255'],
    ['IPv6 unspecified', '::'],
    ['IPv6 loopback', '::1'],
    ['IPv6 mapped', '::ffff:127.0.0.1'],
    ['IPv6 mapped, of a public one', '::ffff:8.8.8.8'],
    ['IPv6 compatible', '::7f00:1'],
    ['NAT64', '64:ff9b::7f00:1'],
    ['NAT64, local', '64:ff9b:1::7f00:1'],
    ['6to4', '2002:7f00:1::'],
    ['Teredo', '2001:0:7f00:1::'],
    ['unique local', 'fc00::1'],
    ['unique local', 'fdff::1'],
    ['IPv6 link-local', 'fe80::1'],
    ['IPv6 link-local with a zone', 'fe80::1%lo'],
    ['site-local', 'fec0::1'],
    ['IPv6 multicast', 'ff02::1'],
    ['IPv6 documentation', '2001:db8::1'],
    ['no address', 'localhost'],
  ])('says no to %s: %s', (_kind, address) => {
    expect(isPublicAddress(address)).toBe(false)
  })

  it.each([
    '8.8.8.8',
    '172.15.255.255',
    '172.32.0.0',
    '100.63.255.255',
    '100.128.0.0',
    '223.255.255.255',
  ])('says yes to %s', (address) => expect(isPublicAddress(address)).toBe(true))
  it.each(['2606:4700::1111', '2a00:1450:4001::1', '2003::1'])('says yes to %s', (address) =>
    expect(isPublicAddress(address)).toBe(true),
  )
})

/** A number in one of the ways that a URL may write it. */
const spelled = (value: number, radix: 'decimal' | 'octal' | 'hex' | 'HEX'): string =>
  radix === 'decimal'
    ? String(value)
    : radix === 'octal'
      ? `0${value.toString(8)}`
      : radix === 'hex'
        ? `0x${value.toString(16)}`
        : `0X000${value.toString(16).toUpperCase()}`

const radix = fc.constantFrom('decimal', 'octal', 'hex', 'HEX')

/** `bytes` with the last ones joined: 1 part is `2130706433`, 2 parts `127.1`, 4 parts the usual form. */
const spelling4 = (
  bytes: readonly number[],
  parts: number,
  radixes: Parameters<typeof spelled>[1][],
) => {
  const single = bytes.slice(0, parts - 1)
  const rest = bytes.slice(parts - 1).reduce((sum, byte) => sum * 256 + byte, 0)
  return [...single, rest].map((part, i) => spelled(part, radixes[i] ?? 'decimal')).join('.')
}

const byte = fc.integer({ min: 0, max: 255 })
const bytes = (...head: (number | fc.Arbitrary<number>)[]) =>
  fc.tuple(
    ...[0, 1, 2, 3].map((i) => {
      const part = head[i] ?? byte
      return typeof part === 'number' ? fc.constant(part) : part
    }),
  )
const private4 = fc.oneof(
  bytes(0),
  bytes(10),
  bytes(127),
  bytes(169, 254),
  bytes(172, fc.integer({ min: 16, max: 31 })),
  bytes(192, 168),
  bytes(100, fc.integer({ min: 64, max: 127 })),
  bytes(fc.integer({ min: 224, max: 255 })),
)
const public4 = bytes(fc.integer({ min: 11, max: 99 }))

const spellingOf = (address: fc.Arbitrary<number[]>) =>
  fc
    .tuple(
      address,
      fc.integer({ min: 1, max: 4 }),
      fc.array(radix, { minLength: 4, maxLength: 4 }),
      fc.constantFrom('', '.'),
    )
    .map(([value, parts, radixes, dot]) => spelling4(value, parts, radixes) + dot)

const group = (high: number, low: number) => ((high << 8) | low).toString(16)
/** IPv6 addresses that lead to an IPv4 one. */
const wrapped4 = fc
  .tuple(private4, fc.constantFrom('mapped', 'mapped hex', 'compatible', 'nat64', '6to4', 'long'))
  .map(([[a = 0, b = 0, c = 0, d = 0], form]) => {
    const [high, low] = [group(a, b), group(c, d)]
    switch (form) {
      case 'mapped':
        return `[::ffff:${a}.${b}.${c}.${d}]`
      case 'mapped hex':
        return `[::FFFF:${high}:${low}]`
      case 'compatible':
        return `[::${high}:${low}]`
      case 'nat64':
        return `[64:ff9b::${a}.${b}.${c}.${d}]`
      case '6to4':
        return `[2002:${high}:${low}::1]`
      default:
        return `[0:0:0:0:0:ffff:${high}:${low}]`
    }
  })

const hex4 = fc.integer({ min: 0, max: 0xffff }).map((value) => value.toString(16))
const private6 = fc
  .tuple(
    fc.oneof(
      fc.integer({ min: 0xfc00, max: 0xffff }).map((value) => value.toString(16)),
      fc.constantFrom('0', '64', '100', '5f00', '2002'),
    ),
    fc.array(hex4, { minLength: 7, maxLength: 7 }),
  )
  .map(([head, tail]) => `[${[head, ...tail].join(':')}]`)

describe('any spelling of an address', () => {
  const admit = createTargetPolicy({ allow: ['*'] }, HTTP_TARGETS)
  const admits = (host: string) => {
    try {
      admit(`http://${host}/`)
      return true
    } catch {
      return false
    }
  }

  it('never admits a private IPv4 address', () => {
    fc.assert(
      fc.property(spellingOf(private4), (host) => !admits(host)),
      { numRuns: 2000 },
    )
  })
  it('never admits an IPv6 address that is private or wraps a private one', () => {
    fc.assert(
      fc.property(fc.oneof(wrapped4, private6), (host) => !admits(host)),
      { numRuns: 2000 },
    )
  })
  it('admits a public address in every spelling, so that the refusals above mean something', () => {
    fc.assert(fc.property(spellingOf(public4), (host) => admits(host)))
  })
})

describe('publicLookup', () => {
  const answering =
    (...addresses: LookupAddress[]): LookupFunction =>
    (_hostname, _options, callback) =>
      callback(null, addresses)
  const look = (lookup: LookupFunction, all: boolean) =>
    new Promise((resolve, reject) => {
      publicLookup(lookup)('name.example', { all }, (error, address, family) => {
        if (error) reject(error)
        else resolve(all ? address : [address, family])
      })
    })
  const good = { address: '8.8.8.8', family: 4 }
  const bad = { address: '10.0.0.1', family: 4 }

  it('hands on only what is public', async () => {
    expect(await look(answering(bad, good), true)).toEqual([good])
    expect(await look(answering(bad, good), false)).toEqual(['8.8.8.8', 4])
  })
  it('fails when nothing is', async () => {
    await expect(look(answering(bad), true)).rejects.toBeInstanceOf(PrivateAddressError)
    await expect(look(answering(), false)).rejects.toBeInstanceOf(PrivateAddressError)
  })
  it('checks the answer of a look-up that knows only one address', async () => {
    const one: LookupFunction = (_hostname, _options, callback) => callback(null, '127.0.0.1', 4)
    await expect(look(one, true)).rejects.toBeInstanceOf(PrivateAddressError)
  })
  it('passes a failure on', async () => {
    const failure = Object.assign(new Error('no such name'), { code: 'ENOTFOUND' })
    const none: LookupFunction = (_hostname, _options, callback) => callback(failure, '', 0)
    await expect(look(none, true)).rejects.toBe(failure)
  })
})

describe('a connection', () => {
  const exchange = (http: ReturnType<typeof createNodeHttp>, url: string) =>
    new Promise((resolve) => {
      http.exchange(
        {
          method: 'GET',
          url,
          headers: [],
          delivery: 'whole',
          redirect: 'error',
          maxBodyBytes: 1e6,
        },
        { head: () => resolve('answered'), data: () => {}, end: () => {}, fail: resolve },
      )
    })

  it('is checked once more when it stands, whatever the look-up said', async () => {
    const target = await startTarget((incoming, response) => {
      void bodyOf(incoming).then(() => response.end('secret'))
    })
    const lookup: LookupFunction = (_hostname, _options, callback) =>
      callback(null, [{ address: '127.0.0.1', family: 4 }])
    const url = `http://name.example:${target.port}/`

    const checked = createNodeHttp({ lookup, checkAddress: assertPublicAddress })
    expect(await exchange(checked, url)).toBeInstanceOf(PrivateAddressError)
    expect(target.seen).toHaveLength(0)
    await checked.close()

    const unchecked = createNodeHttp({ lookup })
    expect(await exchange(unchecked, url)).toBe('answered')
    await unchecked.close()
  })
})
