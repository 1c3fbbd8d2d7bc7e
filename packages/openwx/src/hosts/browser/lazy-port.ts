/** What of a port cannot wait for its code: whatever does not answer by a Promise, or not at all. */
type AtOnce<P> = {
  [K in keyof P]: P[K] extends (...call: never[]) => infer R
    ? undefined extends R
      ? never
      : R extends Promise<unknown>
        ? never
        : K
    : K
}[keyof P]

type Closable = { close?(): void | Promise<void> }

/**
 * A part of the host whose code is loaded by the first call that needs it, and closed if it was loaded.
 * @typeParam O What else of it works without that code.
 * @param own All that does.
 */
export const createLazyPort = <P extends object, O extends keyof P = never>(
  load: () => Promise<Omit<P, AtOnce<P> | O> & Closable>,
  ...[own]: [AtOnce<P> | O] extends [never] ? [] : [own: Pick<P, AtOnce<P> | O>]
): P & { close(): Promise<void> } => {
  let loading: ReturnType<typeof load> | undefined
  let closed = false
  const loaded = () =>
    (loading ??= load().then((port) => {
      if (closed) void port.close?.()
      return port
    })) as Promise<Record<PropertyKey, (...call: unknown[]) => unknown>>
  const known = Object.assign(own ?? {}, {
    // Or else waiting for the port would be a call.
    then: undefined,
    close: async () => {
      closed = true
      await loading?.then((port) => port.close?.())
    },
  })
  // What is not known here is a function of the port.
  return new Proxy(known, {
    get: (_, name) =>
      name in known
        ? (Reflect.get(known, name) as unknown)
        : async (...call: unknown[]) => (await loaded())[name]?.(...call),
  }) as unknown as P & { close(): Promise<void> }
}
