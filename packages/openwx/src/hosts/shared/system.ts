import type { ClockPort } from '../../ports/clock.js'
import type { LogPort } from '../../ports/host.js'

/** The longest delay that `setTimeout` keeps; a longer one would fire at once. */
const MAX_DELAY_MS = 2 ** 31 - 1

/** The real clock, as every runtime has it. */
export const systemClock: ClockPort = {
  now: () => Date.now(),
  after: (delayMs, callback) => {
    const timer = setTimeout(callback, Math.min(delayMs, MAX_DELAY_MS))
    return () => clearTimeout(timer)
  },
}

/** The runtime's console. */
export const consoleLog: LogPort = {
  warn: (message) => console.warn(message),
  error: (message, cause) =>
    cause === undefined ? console.error(message) : console.error(message, cause),
}
