type Listener = (...args: unknown[]) => void

/** One end of the line between a page and the page that opened it. */
export type EventChannel = {
  emit(name: string, ...args: unknown[]): void
  on(name: string, listener: Listener): void
  once(name: string, listener: Listener): void
  off(name: string, listener?: Listener): void
}

const createEnd = (guard: (callback: () => void) => void) => {
  const listeners = new Map<string, Set<Listener>>()
  const on = (name: string, listener: Listener) => {
    listeners.set(name, (listeners.get(name) ?? new Set()).add(listener))
  }
  const off = (name: string, listener?: Listener) => {
    if (listener) listeners.get(name)?.delete(listener)
    else listeners.delete(name)
  }
  const once = (name: string, listener: Listener) => {
    const first: Listener = (...args) => {
      off(name, first)
      listener(...args)
    }
    on(name, first)
  }
  const receive: EventChannel['emit'] = (name, ...args) => {
    for (const listener of listeners.get(name) ?? []) guard(() => listener(...args))
  }
  return { on, off, once, receive }
}

/** Both ends: what one emits, the other hears. */
export const createEventChannel = (
  guard: (callback: () => void) => void,
): { opener: EventChannel; opened: EventChannel } => {
  const [left, right] = [createEnd(guard), createEnd(guard)]
  const face = (own: typeof left, other: typeof left): EventChannel => ({
    emit: other.receive,
    on: own.on,
    once: own.once,
    off: own.off,
  })
  return { opener: face(left, right), opened: face(right, left) }
}
