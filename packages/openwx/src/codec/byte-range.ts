/** A part of a file that is asked for: from its first byte to before its end. */
export interface ByteRange {
  readonly start: number
  readonly end: number
}

const ONE_RANGE = /^bytes=\s*(?:(?<first>\d+)-(?<last>\d*)|-(?<suffix>\d+))\s*$/i

/**
 * The part that a `Range` field of HTTP asks for of a file of that size. Undefined where all of it is to
 * be sent: no field, another unit, several ranges, or none that makes sense (RFC 9110, 14.2).
 */
export const parseRange = (
  field: string | null,
  size: number,
): ByteRange | 'unsatisfiable' | undefined => {
  const groups = ONE_RANGE.exec(field ?? '')?.groups
  if (groups === undefined) return undefined
  const { first, last, suffix } = groups
  if (suffix !== undefined) {
    const length = Math.min(Number(suffix), size)
    return length === 0 ? 'unsatisfiable' : { start: size - length, end: size }
  }
  const start = Number(first)
  if (last && Number(last) < start) return undefined
  if (start >= size) return 'unsatisfiable'
  return { start, end: last ? Math.min(Number(last) + 1, size) : size }
}
