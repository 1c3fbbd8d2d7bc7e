/** Time. The memory host's clock stands still until a test advances it. */
export interface ClockPort {
  /** Milliseconds since 1970. */
  now(): number
  /** Runs `callback` once, `delayMs` from now. The result cancels it; harmless at any time. */
  after(delayMs: number, callback: () => void): () => void
}
