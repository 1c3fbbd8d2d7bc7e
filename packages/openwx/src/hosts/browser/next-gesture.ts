/** What browsers take for the user's consent to sound. */
const gestures = ['pointerdown', 'pointerup', 'touchend', 'click', 'keydown'] as const

/**
 * Runs `action` within the next gesture of the user. The result gives it up; harmless at any time.
 */
export const onNextGesture = (action: () => void): (() => void) => {
  const stop = new AbortController()
  for (const gesture of gestures) {
    addEventListener(
      gesture,
      () => {
        stop.abort()
        action()
      },
      { capture: true, signal: stop.signal },
    )
  }
  return () => stop.abort()
}
