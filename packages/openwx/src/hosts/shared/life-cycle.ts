import type { LifeCyclePort, LifeState } from '../../ports/life-cycle.js'

/** A life cycle that its host moves; once disposed it stays so and its listeners are let go. */
export const createLifeCycle = (): LifeCyclePort & {
  move(state: LifeState): void
  /** Begins an interruption; the result ends it. Several may overlap. */
  interrupt(): () => void
} => {
  let state: LifeState = 'foreground'
  let interruptions = 0
  const listeners = new Set<(state: LifeState) => void>()
  const interruptionListeners = new Set<(active: boolean) => void>()
  const count = (change: 1 | -1) => {
    const before = interruptions > 0
    interruptions += change
    const active = interruptions > 0
    if (active === before || state === 'disposed') return
    for (const listener of [...interruptionListeners]) listener(active)
  }
  return {
    get state() {
      return state
    },
    onChange: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    get interrupted() {
      return interruptions > 0
    },
    onInterruption: (listener) => {
      interruptionListeners.add(listener)
      return () => void interruptionListeners.delete(listener)
    },
    interrupt: () => {
      let ended = false
      count(1)
      return () => {
        if (!ended) count(-1)
        ended = true
      }
    },
    move: (next) => {
      if (state === next || state === 'disposed') return
      state = next
      for (const listener of [...listeners]) listener(next)
      if (next !== 'disposed') return
      listeners.clear()
      interruptionListeners.clear()
    },
  }
}
