import { createRequire } from 'node:module'
import type { Diagnostic, Templates } from '../program.js'
import { positionAt, positionOf } from './diagnostics.js'
import type { Files } from './files.js'
import { createFileCache } from './files.js'
import { compileWxs, wxsDependencies } from './wxs.js'

// The package is CommonJS around a wasm file that it finds by `__dirname`.
const { TmplGroup } = createRequire(import.meta.url)(
  'glass-easel-template-compiler',
) as typeof import('glass-easel-template-compiler')

/** As the template compiler reports it; lines and columns count from 0. */
type TemplateError = {
  level: 'Note' | 'Warn' | 'Error' | 'Fatal'
  message: string
  startLine: number
  startColumn: number
}

type CompiledTemplate = {
  code: string
  diagnostics: Diagnostic[]
  /** `import` and `include` targets, without extension. */
  templates: string[]
  /** `<wxs src>` targets, without extension. */
  scripts: string[]
}

type CompiledScript = { code: string; diagnostics: Diagnostic[]; scripts: string[] }

const diagnosticOf = (file: string, error: TemplateError): Diagnostic => ({
  level: error.level === 'Error' || error.level === 'Fatal' ? 'error' : 'warning',
  file,
  line: error.startLine + 1,
  column: error.startColumn + 1,
  message: error.message,
})

/** Moves what was found inside of a `<wxs>` tag to its place in the WXML file. */
const shifted = (source: string, inner: string, diagnostic: Diagnostic): Diagnostic => {
  const start = positionAt(source, Math.max(source.indexOf(inner), 0))
  const line = diagnostic.line ?? 1
  const column = diagnostic.column ?? 1
  return {
    ...diagnostic,
    line: start.line + line - 1,
    column: line === 1 ? start.column + column - 1 : column,
  }
}

const compileTemplate = (path: string, source: string): CompiledTemplate => {
  const file = `${path}.wxml`
  const group = TmplGroup.newDev()
  try {
    const errors = group.addTmpl(path, source) as TemplateError[]
    const diagnostics = errors.map((error) => diagnosticOf(file, error))
    for (const name of group.getInlineScriptModuleNames(path) as string[]) {
      const inner = group.getInlineScript(path, name)
      const wxs = compileWxs(file, inner)
      group.setInlineScript(path, name, wxs.code)
      diagnostics.push(...wxs.diagnostics.map((found) => shifted(source, inner, found)))
    }
    return {
      code: group.getTmplGenObject(path),
      diagnostics,
      templates: group.getDirectDependencies(path) as string[],
      scripts: group.getScriptDependencies(path) as string[],
    }
  } finally {
    group.free()
  }
}

/** Declares what generated templates call; the runtime brings its own module loader for wxs. */
const helpers = (): string => {
  const group = TmplGroup.newDev()
  try {
    return group.getRuntimeString()
  } finally {
    group.free()
  }
}

/** Compiles templates one by one, so that a broken one takes no other down. */
export const createTemplateCompiler = (files: Files) => {
  const templateOf = createFileCache<CompiledTemplate>(files)
  const scriptOf = createFileCache<CompiledScript>(files)

  return (units: readonly string[], report: (diagnostic: Diagnostic) => void): Templates => {
    const wxml: Record<string, string> = {}
    const wxs: Record<string, string> = {}

    const missing = (owner: string, target: string) =>
      report({
        level: 'error',
        file: owner,
        ...positionOf(files.read(owner) ?? '', target.split('/').at(-1) ?? target),
        message: `"${target}" not found`,
      })

    const addScript = (owner: string, path: string) => {
      if (wxs[path] !== undefined) return
      const file = `${path}.wxs`
      const source = files.read(file)
      if (source === undefined) {
        missing(owner, file)
        return
      }
      const compiled = scriptOf(path, (uses) => {
        uses(file)
        return { ...compileWxs(file, source), scripts: wxsDependencies(path, source) }
      })
      wxs[path] = compiled.code
      compiled.diagnostics.forEach(report)
      compiled.scripts.forEach((script) => addScript(file, script))
    }

    const addTemplate = (owner: string, path: string) => {
      if (wxml[path] !== undefined) return
      const file = `${path}.wxml`
      const source = files.read(file)
      if (source === undefined) {
        missing(owner, file)
        return
      }
      const compiled = templateOf(path, (uses) => {
        uses(file)
        return compileTemplate(path, source)
      })
      wxml[path] = compiled.code
      compiled.diagnostics.forEach(report)
      compiled.templates.forEach((template) => addTemplate(file, template))
      compiled.scripts.forEach((script) => addScript(file, script))
    }

    units.forEach((unit) => addTemplate(`${unit}.wxml`, unit))
    return { helpers: helpers(), wxml, wxs }
  }
}
