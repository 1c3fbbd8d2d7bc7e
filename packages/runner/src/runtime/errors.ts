import type { Diagnostic } from '../program.js'

/** Something that went wrong, at build time or at run time. */
export type RunnerError = {
  level: 'error' | 'warning'
  message: string
  /** What was going on: `Page.onLoad (pages/index/index)`, `compile`. */
  where: string
  /** Relative to the program's root. */
  file?: string
  /** Both count from 1. */
  line?: number
  column?: number
  stack?: string
}

/** Finds the program's own lines in a stack; the dev server knows the source maps. */
export type StackResolver = (stack: string) => Promise<Position | undefined>
export type Position = { file: string; line: number; column: number; stack: string }

export type ErrorLog = {
  /** Everything since the start, oldest first. A record gains its position as soon as it is known. */
  readonly errors: readonly RunnerError[]
  /** Reports a failure at run time. Whatever was going on goes on. */
  report(error: unknown, where: string): void
  /** Replaces what the compiler said. */
  setDiagnostics(diagnostics: readonly Diagnostic[]): void
  /** Hears what is reported at run time, not what the compiler said. */
  onReport(listener: (error: unknown) => void): void
  onChange(listener: (errors: readonly RunnerError[]) => void): void
}

/** Errors that are made at build time know their place themselves. */
const ownPosition = (error: unknown): Partial<Position> => {
  if (!(error instanceof Error) || !('file' in error)) return {}
  const { file, line, column } = error as Error & Position
  return {
    file,
    ...(typeof line === 'number' && { line }),
    ...(typeof column === 'number' && { column }),
  }
}

const messageOf = (error: unknown): string =>
  error instanceof Error ? `${error.name}: ${error.message}` : String(error)

export const createErrorLog = (resolveStack: StackResolver): ErrorLog => {
  const errors: RunnerError[] = []
  const listeners: ((errors: readonly RunnerError[]) => void)[] = []
  let onReport: (error: unknown) => void = () => undefined
  /** The program's own `onError` may fail as well; that is not told to it again. */
  let telling = false
  const changed = () => listeners.forEach((listener) => listener(errors))

  return {
    errors,
    report(error, where) {
      console.error(error)
      const stack = error instanceof Error ? error.stack : undefined
      const record: RunnerError = {
        level: 'error',
        message: messageOf(error),
        where,
        ...ownPosition(error),
        ...(stack !== undefined && { stack }),
      }
      errors.push(record)
      changed()
      if (!telling) {
        telling = true
        onReport(error)
        telling = false
      }
      if (stack === undefined || record.file !== undefined) return
      void resolveStack(stack).then((position) => {
        if (!position) return
        Object.assign(record, position)
        changed()
      })
    },
    setDiagnostics(diagnostics) {
      const compiled = diagnostics.map((diagnostic) => ({ ...diagnostic, where: 'compile' }))
      const others = errors.filter((error) => error.where !== 'compile')
      errors.splice(0, errors.length, ...compiled, ...others)
      changed()
    },
    onReport: (listener) => {
      onReport = listener
    },
    onChange: (listener) => void listeners.push(listener),
  }
}
