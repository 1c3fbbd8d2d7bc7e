import fc from 'fast-check'
import { expect, it } from 'vitest'
import { compareVersions } from './version.js'

it('common 31: compares part by part, as numbers', () => {
  const ordered = ['1.0.0', '1.9.9', '1.9.90', '1.9.94', '1.10.0', '2.0.0', '2.9.4', '2.10.0']
  for (const [i, version] of ordered.entries()) {
    for (const [j, other] of ordered.entries()) {
      expect(Math.sign(compareVersions(version, other))).toBe(Math.sign(i - j))
    }
  }
})

it('common 31: a missing part counts as 0', () => {
  expect(compareVersions('2.10', '2.10.0')).toBe(0)
  expect(compareVersions('2', '2.0.1')).toBeLessThan(0)
})

it('is antisymmetric', () => {
  const version = fc
    .array(fc.nat(100), { minLength: 1, maxLength: 4 })
    .map((parts) => parts.join('.'))
  fc.assert(
    fc.property(version, version, (a, b) => {
      expect(Math.sign(compareVersions(a, b)) + Math.sign(compareVersions(b, a))).toBe(0)
    }),
  )
})
