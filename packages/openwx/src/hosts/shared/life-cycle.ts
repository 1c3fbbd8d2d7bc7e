import type { LifeCyclePort, LifeState } from '../../ports/life-cycle.js'

/** A life cycle that its host moves; once disposed it stays so and its listeners are let go. */
export const createLifeCycle = (): LifeCyclePort & { move(state: LifeState): void } => {
  let state: LifeState = 'foreground'
  const listeners = new Set<(state: LifeState) => void>()
  return {
    get state() {
      return state
    },
    onChange: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    move: (next) => {
      if (state === next || state === 'disposed') return
      state = next
      for (const listener of [...listeners]) listener(next)
      if (next === 'disposed') listeners.clear()
    },
  }
}
