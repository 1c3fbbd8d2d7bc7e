const MILLISECONDS = 1000
const MICROSECONDS = 1e6
/** Longer than any sound, and still exact to the millisecond. */
const LONGEST_S = 1e9

/** The nearest number that is allowed; undefined for what is none. */
export const within = (value: unknown, lowest: number, highest: number): number | undefined =>
  typeof value !== 'number' || Number.isNaN(value)
    ? undefined
    : Math.min(highest, Math.max(lowest, value))

/** A position in seconds, to the millisecond; undefined for what is none. */
export const secondsOf = (value: unknown): number | undefined => {
  const seconds = within(value, 0, LONGEST_S)
  return seconds === undefined ? undefined : Math.round(seconds * MILLISECONDS) / MILLISECONDS
}

/** Seconds to six decimals, as programs read them. */
export const toMicroseconds = (seconds: number): number =>
  Math.round(seconds * MICROSECONDS) / MICROSECONDS
