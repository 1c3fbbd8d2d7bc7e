/** One of a machine's own IPv4 addresses. */
export interface LocalAddress {
  readonly address: string
  readonly netmask: string
}

const ipv4 = (host: string): number | undefined => {
  const parts = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(host)?.slice(1).map(Number)
  if (parts === undefined || parts.some((part) => part > 255)) return undefined
  return parts.reduce((sum, part) => ((sum << 8) | part) >>> 0, 0)
}

/** `NetworkPort.isNeighbour` of a machine with these addresses. */
export const isNeighbour = (locals: readonly LocalAddress[], host: string): boolean => {
  const address = ipv4(host)
  return locals.some((local) => {
    const own = ipv4(local.address)
    const mask = ipv4(local.netmask)
    return (
      address !== undefined &&
      own !== undefined &&
      mask !== undefined &&
      own !== address &&
      (own & mask) === (address & mask)
    )
  })
}
