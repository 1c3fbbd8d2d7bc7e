import type { LifeCyclePort, LifeState } from '../../ports/life-cycle.js'
import { createHearers } from './hearers.js'

/** A life cycle that its host moves; once disposed it stays so and its listeners are let go. */
export const createLifeCycle = (): LifeCyclePort & {
  move(state: LifeState): void
  /** Begins an interruption; the result ends it. Several may overlap. */
  interrupt(): () => void
} => {
  let state: LifeState = 'foreground'
  let interruptions = 0
  const states = createHearers<LifeState>()
  const interruptionStates = createHearers<boolean>()
  const count = (change: 1 | -1) => {
    const before = interruptions > 0
    interruptions += change
    const active = interruptions > 0
    if (active === before || state === 'disposed') return
    interruptionStates.tell(active)
  }
  return {
    get state() {
      return state
    },
    onChange: states.add,
    get interrupted() {
      return interruptions > 0
    },
    onInterruption: interruptionStates.add,
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
      states.tell(next)
      if (next !== 'disposed') return
      states.clear()
      interruptionStates.clear()
    },
  }
}
