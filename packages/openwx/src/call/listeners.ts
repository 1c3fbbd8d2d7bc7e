import type { ApiContext } from './context.js'

/**
 * The listeners of one event: several, in registration order, each function once.
 * What a listener throws is reported and the next one still runs.
 */
export interface Listeners<E> {
  add(listener: unknown): void
  /** Without an argument: all of them. An unknown function has no effect. */
  remove(listener?: unknown): void
  emit(event: E): void
  readonly size: number
}

export const createListeners = <E>(context: ApiContext, eventName: string): Listeners<E> => {
  // Made at the first listener: most tasks never get one.
  let listeners: Set<(event: E) => unknown> | undefined
  return {
    add: (listener) => {
      if (typeof listener === 'function') {
        listeners ??= new Set()
        listeners.add(listener as (event: E) => unknown)
      }
    },
    remove: (listener) => {
      if (listener === undefined) listeners?.clear()
      else listeners?.delete(listener as (event: E) => unknown)
    },
    emit: (event) => {
      if (listeners === undefined) return
      for (const listener of [...listeners]) {
        context.guard(`at ${eventName} callback function`, listener, event)
      }
    },
    get size() {
      return listeners?.size ?? 0
    },
  }
}
