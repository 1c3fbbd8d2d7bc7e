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
  const own = {
    // A field: a getter in a literal makes V8 keep a hidden class for each object, until a full collection.
    size: 0,
    add: (listener: unknown) => {
      if (typeof listener !== 'function') return
      listeners ??= new Set()
      listeners.add(listener as (event: E) => unknown)
      own.size = listeners.size
    },
    remove: (listener?: unknown) => {
      if (listener === undefined) listeners?.clear()
      else listeners?.delete(listener as (event: E) => unknown)
      own.size = listeners?.size ?? 0
    },
    emit: (event: E) => {
      if (listeners === undefined) return
      for (const listener of [...listeners]) {
        context.guard(`at ${eventName} callback function`, listener, event)
      }
    },
  }
  return own
}
