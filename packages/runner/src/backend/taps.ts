let running = 0

/** Whether the program runs because of a tap, until its handler waits for something. */
export const inTap = (): boolean => running > 0

/** Runs what a tap of the user sets off. */
export const duringTap = <T>(run: () => T): T => {
  running++
  try {
    return run()
  } finally {
    running--
  }
}
