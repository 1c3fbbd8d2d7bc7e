type Method = (...call: unknown[]) => void

/**
 * What a port starts, while the port is still on its way; if that does not come, the sink hears of it.
 * @param stop Gives it up: the sink hears nothing any more. What else is called waits until it has started.
 */
export const startLater = <P, R extends object>(
  loading: Promise<P>,
  start: (port: P) => R,
  sink: { fail(error: Error): void },
  stop: keyof R,
  ...others: readonly (keyof R)[]
): R => {
  let over = false
  let running: R | undefined
  const started = loading.then(
    (port) => {
      if (!over) running = start(port)
    },
    (error: unknown) => {
      if (!over) sink.fail(error as Error)
    },
  )
  const perform = (name: keyof R, call: unknown[]) =>
    (running as Record<keyof R, Method> | undefined)?.[name](...call)
  const forward =
    (name: keyof R): Method =>
    (...call) => {
      if (name === stop) over = true
      if (running !== undefined) perform(name, call)
      else void started.then(() => perform(name, call))
    }
  // What the names stand for is what `R` says of them.
  return Object.fromEntries([stop, ...others].map((name) => [name, forward(name)])) as R
}
