import { SourceMap } from 'node:module'
import { expect, it } from 'vitest'
import { tempProgram } from '../../test/temp-program.js'
import { SCRIPT_SCOPE, type ScriptModule } from '../program.js'
import { createScripts } from '../runtime/scripts.js'
import { createFiles } from './files.js'
import { compileScript } from './script.js'

/** Compiles and links files as a dev server would, and requires one of them. */
const run = (sources: Record<string, string>, entry: string, globals = {}) => {
  const files = createFiles(tempProgram(sources).dir)
  const modules = new Map<string, ScriptModule>()
  const load = (file: string): ScriptModule => {
    const known = modules.get(file)
    if (known) return known
    const { code } = compileScript(files, file, (target) => target)
    const body = code
      .replace(/^import (\w+) from ("[^"]+")$/gm, 'const $1 = imported($2)')
      .replace('export default', 'return')
      .replace(/\bimport\(/g, 'lazily(')
    const module: ScriptModule = { id: file, deps: {}, lazy: {}, run: () => undefined }
    modules.set(file, module)
    // eslint-disable-next-line @typescript-eslint/no-implied-eval -- stands in for the browser's modules
    const link = new Function('imported', 'lazily', `'use strict';${body}`) as (
      imported: (target: string) => ScriptModule,
      lazily: (target: string) => Promise<{ default: ScriptModule }>,
    ) => ScriptModule
    return Object.assign(
      module,
      link(load, (target) => Promise.resolve({ default: load(target) })),
    )
  }
  return createScripts(globals).run(load(entry))
}

it('lets module.exports stand beside export', () => {
  expect(run({ 'a.js': 'export const unused = 1\nmodule.exports = { used: 2 }' }, 'a.js')).toEqual({
    used: 2,
  })
})

it('requires files beside, above, of TypeScript and JSON, and from miniprogram_npm', () => {
  const sources = {
    'p/q/a.js': `module.exports = [require('./b'), require('../c.ts').c, require('/d'), require('pkg')]`,
    'p/q/b.js': 'module.exports = 1',
    'p/c.ts': 'enum E { C = 2 }\nexport const c: number = E.C',
    'd.json': '3',
    'p/miniprogram_npm/pkg/index.js': 'exports.four = 4',
  }
  expect(run(sources, 'p/q/a.js')).toEqual([1, 2, 3, { four: 4 }])
})

it('runs a ring of requires as CommonJS does', () => {
  const sources = {
    'a.js': `exports.early = 1\nexports.b = require('./b').seen`,
    'b.js': `exports.seen = require('./a').early`,
  }
  expect(run(sources, 'a.js')).toEqual({ early: 1, b: 1 })
})

it('answers require.async and import()', async () => {
  const sources = {
    'a.js': `exports.later = require.async('./b')\nexports.imported = import('./b')`,
    'b.js': 'exports.two = 2',
  }
  const exports = run(sources, 'a.js') as Record<string, Promise<unknown>>
  expect(await exports.later).toEqual({ two: 2 })
  expect(await exports.imported).toMatchObject({ two: 2 })
})

it('hides the browser, and lets a file declare the names that hide it', () => {
  const code = `const self = exports\nself.types = [typeof window, typeof document, typeof fetch]`
  expect(run({ 'a.js': code }, 'a.js')).toMatchObject({
    types: ['undefined', 'undefined', 'undefined'],
  })
  expect(SCRIPT_SCOPE).toContain('self')
})

it('says what could not be required, when it is required', () => {
  expect(() => run({ 'a.js': `require('./none')` }, 'a.js')).toThrow(
    "module './none' is not defined, require args is './none' (a.js)",
  )
})

it('makes of a broken file a module that throws, and the error knows its place', () => {
  expect(() => run({ 'a.js': 'var a = 1\nvar b = ;' }, 'a.js')).toThrow(
    expect.objectContaining({
      name: 'SyntaxError',
      message: 'Unexpected ";"',
      file: 'a.js',
      line: 2,
      column: 9,
    }) as Error,
  )
})

it('tries a file that threw again at the next require', () => {
  const sources = {
    'a.js': `try { require('./b') } catch (e) {}\nmodule.exports = require('./b')`,
    'b.js': `if (!global.second) { global.second = true; throw new Error('first') }\nexports.ok = 1`,
  }
  expect(run(sources, 'a.js', { global: {} })).toEqual({ ok: 1 })
})

it('maps what runs to the line of the source', () => {
  const source = `import b from './b'\n\n// a comment\nthrow new Error(b)`
  const files = createFiles(tempProgram({ 'a.js': source, 'b.js': '' }).dir)
  const { code, map } = compileScript(files, 'a.js', (target) => target)
  const line = code.split('\n').findIndex((text) => text.includes('throw new'))
  const entry = new SourceMap(JSON.parse(map ?? '') as never).findEntry(line, 0)
  expect(entry).toMatchObject({ originalLine: 3, originalColumn: 0 })
})
