/** The listeners of one event of a host. */
export interface Hearers<E> {
  /** The result removes the listener. */
  add(listener: (event: E) => void): () => void
  /** Calls all of them, in registration order. */
  tell(event: E): void
  clear(): void
}

export const createHearers = <E>(): Hearers<E> => {
  const listeners = new Set<(event: E) => void>()
  return {
    add: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    tell: (event) => {
      for (const listener of [...listeners]) listener(event)
    },
    clear: () => listeners.clear(),
  }
}
