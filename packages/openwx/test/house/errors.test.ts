import { expect, it } from 'vitest'
import { textOf } from './sources.js'

it('has a heading in docs/errors.md for every error code, and no others', () => {
  const union = /export type WxErrorCode =\n((?: {2}\| '[a-z-]+'\n)+)/.exec(
    textOf('packages/openwx/src/call/error.ts'),
  )
  const codes = [...(union?.[1] ?? '').matchAll(/'([a-z-]+)'/g)].map(([, code]) => code)
  const headings = [...textOf('docs/errors.md').matchAll(/^## ([a-z-]+)$/gm)].map(
    ([, heading]) => heading,
  )
  expect(codes.length).toBeGreaterThan(0)
  expect(headings.sort()).toEqual(codes.sort())
})
