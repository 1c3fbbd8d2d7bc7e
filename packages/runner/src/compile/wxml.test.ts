import { expect, it } from 'vitest'
import { tempProgram } from '../../test/temp-program.js'
import type { Diagnostic } from '../program.js'
import { createFiles } from './files.js'
import { createTemplateCompiler } from './wxml.js'

const compile = (files: Record<string, string>, units = ['a']) => {
  const found: Diagnostic[] = []
  const compiler = createTemplateCompiler(createFiles(tempProgram(files).dir))
  return { templates: compiler(units, (diagnostic) => found.push(diagnostic)), found }
}

it('says where a tag is not closed, as a warning, and compiles the rest', () => {
  const { templates, found } = compile({ 'a.wxml': '<view>\n  <text>x\n</view>' })
  expect(found).toEqual([
    { level: 'warning', file: 'a.wxml', line: 2, column: 4, message: 'missing end tag' },
  ])
  expect(templates.wxml.a).toContain('"text"')
})

it('says where an expression is broken, as an error', () => {
  const { found } = compile({ 'a.wxml': '<view>\n{{a +}}</view>' })
  expect(found).toMatchObject([{ level: 'error', file: 'a.wxml', line: 2, column: 6 }])
})

it('follows import, include and wxs, and wxs that requires wxs', () => {
  const { templates, found } = compile({
    'a.wxml': '<import src="t/b.wxml"/><include src="/c"/><wxs module="m" src="./m.wxs"/>',
    't/b.wxml': '<include src="../c.wxml"/>',
    'c.wxml': '<view/>',
    'm.wxs': 'var n = require("./lib/n.wxs")',
    'lib/n.wxs': 'module.exports = 1',
  })
  expect(found).toEqual([])
  expect(Object.keys(templates.wxml).sort()).toEqual(['a', 'c', 't/b'])
  expect(Object.keys(templates.wxs).sort()).toEqual(['lib/n', 'm'])
})

it('says what is missing, at the tag that asks for it', () => {
  const { found } = compile({ 'a.wxml': '<view/>\n<import src="none.wxml"/>' })
  expect(found).toEqual([
    { level: 'error', file: 'a.wxml', line: 2, column: 14, message: '"none.wxml" not found' },
  ])
})

it('leaves the backslashes of a pattern of WXS as they are', () => {
  const { templates } = compile({
    'a.wxml': '<wxs module="m" src="./m.wxs"/>',
    'm.wxs': String.raw`module.exports = getRegExp('^\d+\\.\d\'$').test('\d')`,
  })
  expect(templates.wxs.m).toContain(String.raw`getRegExp('^\\d+\\.\\d\'$').test('\d')`)
})

it('empties a broken wxs, inline or not, and says where in the file it is', () => {
  const { templates, found } = compile({
    'a.wxml': '<view/>\n<wxs module="m">\nvar x = ;\n</wxs>\n<wxs module="n" src="n.wxs"/>',
    'n.wxs': 'var a = 1\nvar b = {',
  })
  expect(found).toMatchObject([
    { level: 'error', file: 'a.wxml', line: 3, column: 9 },
    { level: 'error', file: 'n.wxs', line: 2 },
  ])
  expect(templates.wxs.n).toBe('')
  expect(templates.wxml.a).not.toContain('var x')
})

it('compiles only what changed', () => {
  const program = tempProgram({ 'a.wxml': '<view/>', 'b.wxml': '<view>' })
  const files = createFiles(program.dir)
  const compiler = createTemplateCompiler(files)
  const run = () => {
    const found: Diagnostic[] = []
    return { templates: compiler(['a', 'b'], (diagnostic) => found.push(diagnostic)), found }
  }
  const before = run()
  program.write('a.wxml', '<text/>')
  expect(run().templates.wxml).toEqual(before.templates.wxml)
  files.changed('a.wxml')
  const after = run()
  expect(after.templates.wxml.a).toContain('"text"')
  // What an unchanged file complained about is said again.
  expect(after.found).toEqual(before.found)
})
