import { transformSync } from 'esbuild'
import type { Diagnostic } from '../program.js'
import { syntaxErrors } from './diagnostics.js'
import type { Files } from './files.js'

export type JsonObject = Readonly<Record<string, unknown>>

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A JSON file as an object; a missing, empty or broken file is `{}`, and a broken one is reported. */
export const readJson = (
  files: Files,
  file: string,
  report: (diagnostic: Diagnostic) => void,
): JsonObject => {
  const text = files.read(file)
  if (text === undefined || text.trim() === '') return {}
  try {
    const value: unknown = JSON.parse(text)
    if (isObject(value)) return value
    report({ level: 'error', file, line: 1, column: 1, message: 'must be a JSON object' })
  } catch (error) {
    // JSON.parse does not always say where; esbuild does.
    const located = syntaxErrors(file, () => transformSync(text, { loader: 'json' }))
    if (located.length > 0) located.slice(0, 1).forEach(report)
    else report({ level: 'error', file, message: error instanceof Error ? error.message : '' })
  }
  return {}
}
