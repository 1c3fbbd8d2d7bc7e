import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { FilePlace } from '../ports/files.js'
import {
  baseName,
  extensionOf,
  folderOf,
  formatFilePath,
  isNetworkAddress,
  parseFilePath,
} from './file-path.js'

const owner = 'wx0000000000000000'

it.each<[string, FilePlace]>([
  ['wxfile://tmp_1.png', { space: 'temp', name: '1.png' }],
  ['http://tmp/1.png', { space: 'temp', name: '1.png' }],
  ['wxfile://store_1.png', { space: 'saved', owner, name: '1.png' }],
  ['http://store/1.png', { space: 'saved', owner, name: '1.png' }],
  ['wxfile://usr', { space: 'user', owner, name: '' }],
  ['wxfile://usr/', { space: 'user', owner, name: '' }],
  ['wxfile://usr/a/b.txt', { space: 'user', owner, name: 'a/b.txt' }],
  ['wxfile://usr//a//b.txt/', { space: 'user', owner, name: 'a/b.txt' }],
  ['http://usr/a', { space: 'user', owner, name: 'a' }],
  ['/images/a.png', { space: 'package', name: 'images/a.png' }],
  ['images/a.png', { space: 'package', name: 'images/a.png' }],
  ['/100%.png', { space: 'package', name: '100%.png' }],
  ['/a%2fb..c/...', { space: 'package', name: 'a%2fb..c/...' }],
])('reads %s', (path, place) => {
  expect(parseFilePath(path, owner)).toEqual(place)
})

it.each([
  'https://h.test/a.png',
  'http://tmp.example.com/1.png',
  'http://usr.example.com/1.png',
  'data:text/plain,a',
  'file:///etc/passwd',
  'C:\\a',
  'wxfile://other/a',
  '',
  '/',
  'wxfile://tmp_',
  'wxfile://tmp_a/b',
  '../a',
  './a',
  'a/../b',
  '/%2e%2e/a',
  '/%2E%2e%2fa',
  '/%252e%252e/a',
  '/%25252e./a',
  '/a\\b',
  '/a%5cb',
  '/a\0b',
  '/a%00b',
  'wxfile://usr/../a',
  'wxfile://tmp_..',
])('refuses %j', (path) => {
  expect(parseFilePath(path, owner)).toBeUndefined()
})

it('never leads out of its space', () => {
  const pieces = fc.constantFrom('..', '.', '/', '%2e', '%2f', '%5c', '%25', '\\', '\0', 'a', '%')
  const tail = fc.array(pieces, { maxLength: 8 }).map((parts) => parts.join(''))
  const start = fc.constantFrom('wxfile://usr/', 'wxfile://tmp_', 'http://store/', '/', '')
  fc.assert(
    fc.property(start, tail, (prefix, rest) => {
      const { name = '' } = parseFilePath(prefix + rest, owner) ?? {}
      let text = name
      for (let i = 0; i < 4; i++) {
        expect(text).not.toMatch(/[\\\0]/)
        expect(text.split('/')).not.toContain('..')
        try {
          text = decodeURIComponent(text)
        } catch {
          return
        }
      }
    }),
  )
})

it.each<[string, boolean]>([
  ['http://h.test/a.png', true],
  ['HTTPS://h.test', true],
  ['https://tmp/a.png', true],
  ['http://tmp.example.com/1.png', true],
  ['http://users/a', true],
  ['http://tmp/1.png', false],
  ['http://usr/../a', false],
  ['HTTP://store', false],
  ['http:/tmp/a', false],
  ['wxfile://tmp_1.png', false],
  ['data:,a', false],
  ['/a.png', false],
])('%s is an address in the network: %s', (address, isOne) => {
  expect(isNetworkAddress(address)).toBe(isOne)
})

it('writes what it reads, in the spelling of the profile', () => {
  for (const space of ['temp', 'saved', 'user', 'package'] as const) {
    for (const profile of ['device', 'devtools'] as const) {
      const kept = space === 'saved' || space === 'user'
      const place = { space, name: 'a.png', ...(kept && { owner }) } as FilePlace
      expect(parseFilePath(formatFilePath(place, profile), owner)).toEqual(place)
    }
  }
  const place = { space: 'temp', name: '1.png' } as const
  expect(formatFilePath(place, 'device')).toBe('wxfile://tmp_1.png')
  expect(formatFilePath(place, 'devtools')).toBe('http://tmp/1.png')
})

it('takes paths apart', () => {
  expect(folderOf({ space: 'user', owner, name: 'a/b/c.txt' })).toEqual({
    space: 'user',
    owner,
    name: 'a/b',
  })
  expect(folderOf({ space: 'user', owner, name: 'c.txt' })).toEqual({
    space: 'user',
    owner,
    name: '',
  })
  expect(baseName('wxfile://tmp_1.png')).toBe('tmp_1.png')
  expect(baseName('a.png')).toBe('a.png')
  expect(['a.PNG', 'x/a.tar.gz', '.hidden', 'a.b/c', 'a.', ''].map(extensionOf)).toEqual([
    'png',
    'gz',
    '',
    '',
    '',
    '',
  ])
})
