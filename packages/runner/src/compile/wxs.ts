import path from 'node:path'
import { transformSync } from 'esbuild'
import type { Diagnostic } from '../program.js'
import { syntaxErrors } from './diagnostics.js'

/**
 * In WXS `x.constructor` is the name of a type, not a function, and programs compare it with
 * `'Array'`. The runtime answers the symbol that `$constructor` holds.
 */
const renameConstructor = (code: string): string =>
  code.replace(/\.\s*constructor\b/g, '[$constructor]')

/**
 * A pattern that stands in a call of `getRegExp` needs no second backslash: `getRegExp('^\\d+$')` is a
 * number in WeChat, and a string of JavaScript would have lost the backslash.
 */
const keepPatterns = (code: string): string =>
  code.replace(/\bgetRegExp\s*\(\s*(['"])(?:\\.|(?!\1)[^\\\n])*\1/g, (call) =>
    call.replace(/\\(.)/g, (escape, character: string) =>
      /[\\'"bfnrtvux\d]/.test(character) ? escape : `\\${escape}`,
    ),
  )

export type Wxs = { code: string; diagnostics: Diagnostic[] }

/** Checks a WXS file; a broken one becomes empty code, so that the templates around it go on. */
export const compileWxs = (file: string, source: string): Wxs => {
  const diagnostics = syntaxErrors(file, () => transformSync(source, { loader: 'js' }))
  return {
    code: diagnostics.length > 0 ? '' : keepPatterns(renameConstructor(source)),
    diagnostics,
  }
}

/** Paths, without extension, that a WXS file requires. */
export const wxsDependencies = (unit: string, source: string): string[] =>
  [...source.matchAll(/\brequire\s*\(\s*(['"])(.+?)\1\s*\)/g)].map((match) =>
    resolveWxs(unit, match[2] ?? ''),
  )

const resolveWxs = (unit: string, request: string): string => {
  const target = request.replace(/\.wxs$/, '')
  return target.startsWith('/')
    ? path.posix.join('.', target)
    : path.posix.join(path.posix.dirname(unit), target)
}
