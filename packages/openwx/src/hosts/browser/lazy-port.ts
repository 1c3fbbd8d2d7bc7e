/**
 * A part of the host whose code is loaded by the first call that needs it, and closed if it was loaded.
 * @param names All of its functions but `close`. They answer by a Promise; one that returns nothing comes later.
 */
export const createLazyPort = <P extends object, K extends Exclude<keyof P, 'close'>>(
  load: () => Promise<P & { close?(): void | Promise<void> }>,
  ...names: readonly K[]
): Pick<P, K> & { close(): Promise<void> } => {
  let loading: ReturnType<typeof load> | undefined
  let closed = false
  const loaded = () =>
    (loading ??= load().then((port) => {
      if (closed) void port.close?.()
      return port
    }))
  const later =
    (name: K) =>
    async (...call: unknown[]) =>
      ((await loaded()) as Record<K, (...call: unknown[]) => unknown>)[name](...call)

  return {
    // What the names stand for is what `P` says of them.
    ...(Object.fromEntries(names.map((name) => [name, later(name)])) as unknown as Pick<P, K>),
    close: async () => {
      closed = true
      await loading?.then((port) => port.close?.())
    },
  }
}
