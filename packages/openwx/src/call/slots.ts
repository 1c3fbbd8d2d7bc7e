import type { ApiContext } from './context.js'

/** `onStop(listener)` and so on, for events by name; one without a payload is `undefined`. */
export type Setters<E extends object> = {
  [K in keyof E]: (listener: E[K] extends undefined ? () => void : (event: E[K]) => void) => void
}

/** Events that have one listener each: the last one given, which cannot be taken back. */
export interface Slots<E extends object> {
  /** As far as the emulated base library has them; what is no function is ignored. */
  readonly setters: Setters<E>
  /** Runs the listener; whether there is one. What it throws is reported. */
  emit<K extends keyof E>(event: K, payload: E[K]): boolean
}

/**
 * @param owner The official name of the object, for reports.
 * @param events First base library of each event.
 */
export const createSlots = <E extends object>(
  context: ApiContext,
  owner: string,
  events: Readonly<Record<keyof E & string, string>>,
): Slots<E> => {
  const listeners = new Map<PropertyKey, (payload: unknown) => unknown>()
  const names = Object.entries<string>(events)
    .filter(([, since]) => context.since(since))
    .map(([name]) => name)
  return {
    setters: Object.fromEntries(
      names.map((name) => [
        name,
        (listener: unknown) => {
          if (typeof listener === 'function') {
            listeners.set(name, listener as (payload: unknown) => unknown)
          }
        },
      ]),
    ) as unknown as Setters<E>,
    emit: (event, payload) => {
      const listener = listeners.get(event)
      if (listener === undefined) return false
      context.guard(`at ${owner}.${String(event)} callback function`, listener, payload)
      return true
    },
  }
}
