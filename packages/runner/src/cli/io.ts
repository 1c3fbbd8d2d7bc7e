/** What a command may touch of the process that runs it. */
export type Io = {
  out(text: string): void
  err(text: string): void
  /** Aborts when the user wants the command to end. */
  signal: AbortSignal
}

/** Exit status: 0 done, 1 failed, 2 wrong usage. */
export type Status = 0 | 1 | 2

/** The command line makes no sense; the usage is shown. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}
