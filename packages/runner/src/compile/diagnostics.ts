import type { Message } from 'esbuild'
import type { Diagnostic } from '../program.js'

/** A failure that leaves nothing to run: no app.json, no pages. */
export class CompileError extends Error {
  override readonly name = 'CompileError'
  readonly diagnostic: Diagnostic

  constructor(diagnostic: Diagnostic) {
    super(formatDiagnostic(diagnostic))
    this.diagnostic = diagnostic
  }
}

/** `pages/index/index.wxml:3:7 missing end tag`, the form that terminals make clickable. */
export const formatDiagnostic = ({ file, line, column, message }: Diagnostic): string =>
  `${[file, line, column].filter((part) => part !== undefined).join(':')} ${message}`

/** Line and column, both from 1, of an offset in a text. */
export const positionAt = (text: string, offset: number): { line: number; column: number } => {
  const before = text.slice(0, offset)
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') }
}

/** Where a piece of text first occurs; nothing when it does not. */
export const positionOf = (
  text: string,
  piece: string,
): { line: number; column: number } | Record<string, never> => {
  const offset = text.indexOf(piece)
  return offset < 0 ? {} : positionAt(text, offset)
}

/** Three lines around a position, the middle one marked, as error overlays show them. */
export const codeFrame = (text: string, line: number, column = 1): string => {
  const lines = text.split('\n')
  const width = String(line + 1).length
  return [line - 1, line, line + 1]
    .filter((number) => number >= 1 && number <= lines.length)
    .flatMap((number) => {
      const shown = `${String(number).padStart(width)} | ${lines[number - 1] ?? ''}`
      return number === line
        ? [shown, `${' '.repeat(width)} | ${' '.repeat(column - 1)}^`]
        : [shown]
    })
    .join('\n')
}

const isBuildFailure = (error: unknown): error is { errors: readonly Message[] } =>
  error instanceof Error && 'errors' in error && Array.isArray(error.errors)

/** What esbuild says about a file; anything else that goes wrong passes through. */
export const syntaxErrors = (file: string, parse: () => unknown): Diagnostic[] => {
  try {
    parse()
    return []
  } catch (error) {
    if (!isBuildFailure(error)) throw error
    return error.errors.map(({ text, location }) => ({
      level: 'error',
      file,
      ...(location && { line: location.line, column: location.column + 1 }),
      message: text,
    }))
  }
}
