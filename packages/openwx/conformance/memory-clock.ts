import type { VirtualClock } from '../src/hosts/memory/clock.js'
import type { ClockPort } from '../src/ports/clock.js'
import type { BenchClock } from './bench.js'

/** Long enough for every chain of promises that a turn has begun. */
const TURNS = 5
/** What is loaded at its first use comes from a real disk: many times what that takes, in turns. */
const LOADING_TURNS = 5000

const turn = () => new Promise<void>((resolve) => setTimeout(resolve, 0))

/** A virtual clock that remembers when its timers fall due, so that waiting can go straight there. */
const withDueTimes = (clock: VirtualClock) => {
  const due = new Set<{ readonly at: number }>()
  const watched: ClockPort = {
    now: () => clock.now(),
    after: (delayMs, callback) => {
      const timer = { at: clock.now() + delayMs }
      due.add(timer)
      const cancel = clock.after(delayMs, () => {
        due.delete(timer)
        callback()
      })
      return () => {
        due.delete(timer)
        cancel()
      }
    },
  }
  return { watched, next: () => Math.min(...[...due].map(({ at }) => at)) }
}

/** The virtual clock for the host, and the bench's way to move it. */
export const memoryClock = (clock: VirtualClock): { port: VirtualClock; bench: BenchClock } => {
  const { watched, next } = withDueTimes(clock)
  const until = async <T>(promise: Promise<T>): Promise<T> => {
    const state = { ended: false }
    const end = () => void (state.ended = true)
    promise.then(end, end)
    let idleTurns = 0
    for (;;) {
      for (let i = 0; i < TURNS; i += 1) {
        await turn()
        if (state.ended) return promise
        if (clock.isHeld) i = 0
      }
      const at = next()
      if (at === Infinity) {
        idleTurns += TURNS
        if (idleTurns < LOADING_TURNS) continue
        throw new Error('Waits for something that nothing will bring about.')
      }
      await clock.advance(at - clock.now())
    }
  }
  return {
    port: {
      ...watched,
      advance: (durationMs) => clock.advance(durationMs),
      during: (work) => clock.during(work),
      get isHeld() {
        return clock.isHeld
      },
      get pending() {
        return clock.pending
      },
    },
    bench: { sleep: (delayMs) => clock.advance(delayMs), until },
  }
}
