import { expect, it } from 'vitest'
import { tempProgram } from '../../test/temp-program.js'
import type { Diagnostic } from '../program.js'
import { createFiles } from './files.js'
import { createStyleCompiler } from './wxss.js'

const compile = (files: Record<string, string>, file: string, scope?: string) => {
  const found: Diagnostic[] = []
  const css = createStyleCompiler(createFiles(tempProgram(files).dir))(file, scope, (diagnostic) =>
    found.push(diagnostic),
  )
  return { css: css.replace(/\s+/g, ' ').trim(), found }
}

it('converts rpx everywhere, negative and inside of calc()', () => {
  const { css } = compile(
    { 'a.wxss': '.a{margin:-20rpx calc(100% - 15rpx);width:750rpx;--gap:7.5RPX}' },
    'a.wxss',
  )
  expect(css).toBe('.a { margin: -2.66667vw calc(100% - 2vw); width: 100vw; --gap: 1vw; }')
})

it('lets the runtime say what the safe area is', () => {
  const { css } = compile(
    { 'a.wxss': '.a{padding-bottom:calc(1px + env(safe-area-inset-bottom))}' },
    'a.wxss',
  )
  expect(css).toBe(
    '.a { padding-bottom: calc(1px + var(--safe-area-inset-bottom, env(safe-area-inset-bottom))); }',
  )
})

it('renames tags, also inside of :not(), and leaves classes alone without a scope', () => {
  const { css } = compile({ 'a.wxss': 'view.a > my-card:not(text,.b)::after{top:0}' }, 'a.wxss')
  expect(css).toBe('wx-view.a > wx-my-card:not(wx-text, .b):after { top: 0; }')
})

it('prefixes classes of a scope and turns :host into its attribute', () => {
  const { css } = compile(
    { 'a.wxss': ':host{top:0} :host(.wide) .b:not(.c){left:0}' },
    'a.wxss',
    'card',
  )
  expect(css).toBe(
    '[wx-host="card"] { top: 0; } [wx-host="card"].wide .card--b:not(.card--c) { left: 0; }',
  )
})

it('inlines imports before the rest, once each, with their media and their own folder', () => {
  const { css } = compile(
    {
      'p/a.wxss': '@import "b.wxss"; @import "/c.wxss" screen and (min-width: 1px); .a{top:0}',
      'p/b.wxss': '@import "./a.wxss"; .b{background:url(i.png)}',
      'c.wxss': '.c{top:0}',
    },
    'p/a.wxss',
  )
  expect(css).toBe(
    '.b { background: url("/p/i.png"); } @media screen and (min-width: 1px) { .c { top: 0; } } .a { top: 0; }',
  )
})

it('says where a rule is broken and keeps the others', () => {
  const { css, found } = compile({ 'a.wxss': '.a{top:0}\n\n  .5b{top:0}\n.c{top:0}' }, 'a.wxss')
  expect(css).toBe('.a, .c { top: 0; }')
  expect(found).toMatchObject([{ level: 'warning', file: 'a.wxss', line: 3 }])
})

it('says where a missing import is asked for', () => {
  const { css, found } = compile({ 'a.wxss': '\n@import "none.wxss";\n.a{top:0}' }, 'a.wxss')
  expect(css).toBe('.a { top: 0; }')
  expect(found).toEqual([
    { level: 'error', file: 'a.wxss', line: 2, column: 1, message: '"none.wxss" not found' },
  ])
})
