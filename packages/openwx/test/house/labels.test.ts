import { expect, it } from 'vitest'
import { labelsOf } from '../../conformance/labels.js'

it.each([
  ['A09 keeps a body', ['A09'], []],
  ['A13: refuses', ['A13'], []],
  ['A13, A14 tells both', ['A13', 'A14'], []],
  ['network 73: fails', [], ['network 73']],
  [
    'A15 network 76, 80–82: abort',
    ['A15'],
    ['network 76', 'network 80', 'network 81', 'network 82'],
  ],
  ['media-audio 3: plays', [], ['media-audio 3']],
  ['C09 network 108, lessons 5, 6: tells', ['C09'], ['network 108', 'lessons 5', 'lessons 6']],
  ['port http: resolves', [], []],
])('reads the labels of "%s"', (title, features, spec) => {
  expect(labelsOf(title)).toEqual({ features, spec })
})

it.each(['keeps a body', 'A99 keeps', 'netwrok 73: fails', 'network: fails'])(
  'refuses "%s", which proves nothing that is known',
  (title) => {
    expect(() => labelsOf(title)).toThrow(title)
  },
)
