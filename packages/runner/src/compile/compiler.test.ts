import { expect, it } from 'vitest'
import { tempProgram } from '../../test/temp-program.js'
import { createCompiler } from './compiler.js'
import { readProject } from './project.js'

const page = (json = '{}') => ({ 'p/a.wxml': '<view/>', 'p/a.js': 'Page({})', 'p/a.json': json })
const app = (json: object = {}) => ({ 'app.json': JSON.stringify({ pages: ['p/a'], ...json }) })
const compile = (files: Record<string, string>) =>
  createCompiler(readProject(tempProgram(files).dir)).compile()

it('lists pages of sub-packages after those of the main package, in both spellings', () => {
  const files = { ...page(), 's/b.wxml': '', 't/c.wxml': '' }
  const both = [
    { subpackages: [{ root: 's', pages: ['b'] }] },
    { subPackages: [{ root: 't/', pages: ['/c'] }] },
  ].map((packages) => compile({ ...files, ...app(packages) }).pages)
  expect(both).toEqual([
    ['p/a', 's/b'],
    ['p/a', 't/c'],
  ])
})

it('finds components by relative, absolute, folder and npm paths, of app.json too', () => {
  const component = (path: string) => ({ [`${path}.wxml`]: '', [`${path}.json`]: '{}' })
  const program = compile({
    ...app({ usingComponents: { everywhere: 'c/global' } }),
    ...page(
      JSON.stringify({ usingComponents: { one: '../c/one', two: '/c/two', ui: 'ui/button' } }),
    ),
    ...component('c/one'),
    ...component('c/two/index'),
    ...component('c/global'),
    ...component('miniprogram_npm/ui/button/index'),
  })
  expect(program.diagnostics).toEqual([])
  expect(program.units['p/a']?.usingComponents).toEqual({
    everywhere: '/c/global',
    one: '/c/one',
    two: '/c/two/index',
    ui: '/miniprogram_npm/ui/button/index',
  })
  // A component for everyone does not contain itself.
  expect(program.units['c/global']?.usingComponents).toEqual({})
})

it('says where a component that does not exist is asked for, and leaves it out', () => {
  const json = '{\n  "usingComponents": {\n    "my-card": "/none"\n  }\n}'
  const program = compile({ ...app(), ...page(json) })
  expect(program.units['p/a']?.usingComponents).toEqual({})
  expect(program.diagnostics).toEqual([
    {
      level: 'error',
      file: 'p/a.json',
      line: 3,
      column: 5,
      message: 'component "my-card" not found at "/none"',
    },
  ])
})

it('says where JSON is broken, and goes on without it', () => {
  const program = compile({ ...app(), ...page('{\n  "a": 1,\n  b\n}') })
  expect(program.diagnostics).toMatchObject([{ level: 'error', file: 'p/a.json', line: 3 }])
  expect(program.pages).toEqual(['p/a'])
})

it('says which page has no files, and leaves it out', () => {
  const program = compile({ ...page(), 'app.json': '{\n"pages": ["p/a",\n "p/none"]}' })
  expect(program.pages).toEqual(['p/a'])
  expect(program.diagnostics).toEqual([
    {
      level: 'error',
      file: 'app.json',
      line: 3,
      column: 2,
      message: 'page "p/none" has no files',
    },
  ])
})

it('takes the isolation from json, then from the script, then from what the unit is', () => {
  const using = JSON.stringify({ usingComponents: { x: '/c/x', y: '/c/y', z: '/c/z' } })
  const { units } = compile({
    ...app(),
    ...page(using),
    'c/x.wxml': '',
    'c/y.wxml': '',
    'c/y.js': `Component({ options: { styleIsolation: 'apply-shared' } })`,
    'c/z.wxml': '',
    'c/z.json': '{ "styleIsolation": "shared" }',
  })
  const isolations = Object.values(units).map(({ styleIsolation, styleScope }) => [
    styleIsolation,
    styleScope,
  ])
  expect(isolations).toEqual([
    ['shared', undefined],
    ['isolated', 'c_x'],
    ['apply-shared', 'c_y'],
    ['shared', undefined],
  ])
})

it('puts WeUI before app.wxss when the program asks for it', () => {
  const { styles } = compile({
    ...app({ useExtendedLib: { weui: true } }),
    ...page(),
    'app.wxss': '.last{top:0}',
  })
  expect(styles.app).toMatch(/\.weui-btn\b[\s\S]*\.last/)
})

it('refuses a folder without a program, in one sentence', () => {
  expect(() => compile({})).toThrow(/^app\.json not found, so there is no mini program here/)
  expect(() => compile({ 'app.json': '{}' })).toThrow('app.json names no pages')
  expect(() => compile({ 'app.json': '{\n"pages": [}' })).toThrow(/^app\.json:2:11 /)
})
