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
  /**
   * Holds time still until some work is done that takes real time, such as loading code, and not the clock's.
   * @returns The work.
   */
  during<T>(work: Promise<T>): Promise<T>
  /** Whether such work goes on. */
  readonly isHeld: boolean
}

/** Lets every promise that can settle do so, however long its chain. */
const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0))

export const createVirtualClock = (startMs = 0): VirtualClock => {
  let now = startMs
  const timers = new Set<{ due: number; callback: () => void }>()
  const working = new Set<Promise<unknown>>()
  const rest = async () => {
    await settle()
    while (working.size > 0) {
      await Promise.allSettled(working)
      await settle()
    }
  }

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
      await rest()
      for (let timer = earliest(until); timer !== undefined; timer = earliest(until)) {
        timers.delete(timer)
        now = timer.due
        timer.callback()
        await rest()
      }
      now = until
    },
    get pending() {
      return timers.size
    },
    get isHeld() {
      return working.size > 0
    },
    during: (work) => {
      const forget = () => void working.delete(work)
      working.add(work)
      work.then(forget, forget)
      return work
    },
  }
}
