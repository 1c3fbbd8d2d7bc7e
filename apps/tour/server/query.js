export const MAX_WAIT_MS = 60_000
export const MAX_BYTES = 100 * 1024 * 1024

/** What a caller did wrong; it becomes the answer. */
export class BadRequest extends Error {
  constructor(message, status = 400) {
    super(message)
    this.status = status
  }
}

/** A whole number in a query, or `fallback` where there is none. */
export const integer = (query, name, fallback, max) => {
  const text = query.get(name)
  if (text === null || text === '') return fallback
  const value = Number(text)
  if (Number.isInteger(value) && value >= 0 && value <= max) return value
  throw new BadRequest(`${name} must be a whole number from 0 to ${max}`)
}
