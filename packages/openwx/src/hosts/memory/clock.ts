import type { ClockPort } from '../../ports/clock.js'

/** A clock that stands still until it is advanced. */
export interface VirtualClock extends ClockPort {
  /**
   * Moves time forward, running what falls due in order; promises settle before, between and after.
   * @param durationMs 0 or more.
   */
  advance(durationMs: number): Promise<void>
  /** Timers that wait. */
  readonly pending: number
}

/** Lets every promise that can settle do so, however long its chain. */
const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0))

export const createVirtualClock = (startMs = 0): VirtualClock => {
  let now = startMs
  const timers = new Set<{ due: number; callback: () => void }>()

  const earliest = (until: number) => {
    let first: { due: number; callback: () => void } | undefined
    for (const timer of timers) {
      if (timer.due <= until && (first === undefined || timer.due < first.due)) first = timer
    }
    return first
  }

  return {
    now: () => now,
    after: (delayMs, callback) => {
      const timer = { due: now + Math.max(0, delayMs), callback }
      timers.add(timer)
      return () => void timers.delete(timer)
    },
    advance: async (durationMs) => {
      const until = now + durationMs
      await settle()
      for (let timer = earliest(until); timer !== undefined; timer = earliest(until)) {
        timers.delete(timer)
        now = timer.due
        timer.callback()
        await settle()
      }
      now = until
    },
    get pending() {
      return timers.size
    },
  }
}
