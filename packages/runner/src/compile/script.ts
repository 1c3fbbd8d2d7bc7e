import { transformSync, type TransformResult } from 'esbuild'
import { SCRIPT_SCOPE, type Diagnostic } from '../program.js'
import { syntaxErrors } from './diagnostics.js'
import type { Files } from './files.js'
import { resolveRequire } from './resolve.js'

export type CompiledScript = { code: string; map: string | null; diagnostics: Diagnostic[] }

const transformScript = (file: string, source: string): TransformResult =>
  transformSync(source, {
    loader: file.endsWith('.ts') ? 'ts' : 'js',
    format: 'cjs',
    target: 'es2022',
    // `import()` becomes `require`, which the wrapper answers.
    supported: { 'dynamic-import': false },
    charset: 'utf8',
    sourcefile: file,
    sourcemap: 'external',
    logLevel: 'silent',
  })

const requests = (code: string, call: RegExp): string[] => [
  ...new Set([...code.matchAll(call)].map((match) => match[2] ?? '')),
]

const record = (entries: readonly string[]): string => `{${entries.join(', ')}}`

/** The parts of a {@link ScriptModule} as text. */
type Parts = {
  code: string
  map?: string
  imports?: readonly string[]
  deps?: readonly string[]
  lazy?: readonly string[]
}

/** Two functions, since a file may declare a name of the outer one's parameters (`const self = …`). */
const wrap = (file: string, parts: Parts, diagnostics: Diagnostic[] = []): CompiledScript => {
  const { code, map, imports = [], deps = [], lazy = [] } = parts
  const head = [
    ...imports,
    `export default { id: ${JSON.stringify(file)}, deps: ${record(deps)}, lazy: ${record(lazy)},`,
    `run(${SCRIPT_SCOPE.join(', ')}) { (function () {`,
    '',
  ].join('\n')
  return {
    code: `${head}${code}\n}).call(module.exports) } }\n`,
    map: map === undefined ? null : shiftMap(map, head.split('\n').length - 1),
    diagnostics,
  }
}

/** Moves a source map down: in its format every `;` is one line. */
const shiftMap = (map: string, lines: number): string => {
  const parsed = JSON.parse(map) as { mappings: string }
  return JSON.stringify({ ...parsed, mappings: ';'.repeat(lines) + parsed.mappings })
}

/**
 * Turns one file into an ES module whose default export is a {@link ScriptModule}. Files are not
 * bundled: `module.exports` beside `export`, rings of requires and `require.async` behave as in
 * WeChat only when every file stays a module of its own. A file that does not parse becomes a module
 * that throws, so that the rest of the program goes on.
 *
 * @param importOf Gives the address under which the dev server or a build serves a file.
 */
export const compileScript = (
  files: Files,
  file: string,
  importOf: (file: string) => string,
): CompiledScript => {
  const source = files.read(file) ?? ''
  if (file.endsWith('.json')) return wrap(file, { code: `module.exports = ${source}` })
  const [broken] = syntaxErrors(file, () => transformScript(file, source))
  if (broken) {
    const { message, level: _, ...position } = broken
    const thrown = `new SyntaxError(${JSON.stringify(message)}), ${JSON.stringify(position)}`
    return wrap(file, { code: `throw Object.assign(${thrown})` }, [broken])
  }
  const { code, map } = transformScript(file, source)
  const diagnostics: Diagnostic[] = []
  const imports: string[] = []
  const resolve = (request: string): string[] => {
    const target = resolveRequire(files, file, request)
    if (target !== undefined) return [importOf(target)]
    diagnostics.push({ level: 'warning', file, message: `cannot resolve require("${request}")` })
    return []
  }
  const deps = requests(code, /\brequire\(\s*(["'])(.+?)\1\s*\)/g).flatMap((request) =>
    resolve(request).map((address) => {
      const name = `dep${imports.length}`
      imports.push(`import ${name} from ${JSON.stringify(address)}`)
      return `${JSON.stringify(request)}: () => ${name}`
    }),
  )
  const lazy = requests(code, /\brequire\.async\(\s*(["'])(.+?)\1\s*\)/g).flatMap((request) =>
    resolve(request).map(
      (address) => `${JSON.stringify(request)}: () => import(${JSON.stringify(address)})`,
    ),
  )
  return wrap(file, { code, map, imports, deps, lazy }, diagnostics)
}
