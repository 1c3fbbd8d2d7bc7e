import { lookup as systemLookup } from 'node:dns'
import type { LookupFunction } from 'node:net'
import { BlockList, isIP } from 'node:net'
import { UnsupportedError } from '../ports/port-error.js'

const subnets = (family: 'ipv4' | 'ipv6', ...ranges: string[]): BlockList => {
  const list = new BlockList()
  for (const range of ranges) {
    const [network = '', prefix] = range.split('/')
    list.addSubnet(network, Number(prefix), family)
  }
  return list
}

/**
 * What is not the public Internet.
 * @see https://www.iana.org/assignments/iana-ipv4-special-registry/
 */
const special4 = subnets(
  'ipv4',
  '0.0.0.0/8', // this network
  '10.0.0.0/8', // private
  '100.64.0.0/10', // carrier-grade NAT
  '127.0.0.0/8', // loopback
  '169.254.0.0/16', // link-local, where clouds keep their metadata
  '172.16.0.0/12', // private
  '192.0.0.0/24', // protocol assignments
  '192.0.2.0/24', // documentation
  '192.88.99.0/24', // 6to4 relays
  '192.168.0.0/16', // private
  '198.18.0.0/15', // benchmarks
  '198.51.100.0/24', // documentation
  '203.0.113.0/24', // documentation
  '224.0.0.0/4', // multicast
  '240.0.0.0/4', // reserved, broadcast
)

/**
 * Only this part of IPv6 is given out to the public. Loopback, unique local, link-local, multicast and
 * everything that wraps an IPv4 address (mapped, compatible, NAT64) lie outside.
 * @see https://www.iana.org/assignments/ipv6-address-space/
 */
const global6 = subnets('ipv6', '2000::/3')

/** @see https://www.iana.org/assignments/iana-ipv6-special-registry/ */
const special6 = subnets(
  'ipv6',
  '2001::/23', // protocol assignments, Teredo among them
  '2001:db8::/32', // documentation
  '2002::/16', // 6to4, which wraps an IPv4 address
  '3fff::/20', // documentation
)

/** Whether an address, written as `node:net` writes it, belongs to a public host. */
export const isPublicAddress = (address: string): boolean => {
  switch (isIP(address)) {
    case 4:
      return !special4.check(address, 'ipv4')
    case 6:
      return global6.check(address, 'ipv6') && !special6.check(address, 'ipv6')
    default:
      return false
  }
}

/** A name or an address turned out not to be public. */
export class PrivateAddressError extends UnsupportedError {
  constructor() {
    super('not a public address')
  }
}

/** @throws PrivateAddressError */
export const assertPublicAddress = (address: string): void => {
  if (!isPublicAddress(address)) throw new PrivateAddressError()
}

/**
 * A look-up that hands on only public addresses, and fails with {@link PrivateAddressError} when there are
 * none. The connection is made to what it handed on, so a name that changes its answers gains nothing.
 */
export const publicLookup =
  (lookup: LookupFunction = systemLookup): LookupFunction =>
  (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, answer, family) => {
      if (error !== null) {
        callback(error, '', 0)
        return
      }
      // A look-up of one's own may not know `all`.
      const addresses =
        typeof answer === 'string' ? [{ address: answer, family: family ?? isIP(answer) }] : answer
      const open = addresses.filter(({ address }) => isPublicAddress(address))
      const [first] = open
      if (first === undefined) callback(new PrivateAddressError(), '', 0)
      else if (options.all === true) callback(null, open)
      else callback(null, first.address, first.family)
    })
  }
