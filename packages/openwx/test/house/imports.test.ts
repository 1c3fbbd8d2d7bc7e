import { expect, it } from 'vitest'
import { importsOf, sourcesBelow } from './sources.js'

const SRC = 'packages/openwx/src/'
const isTest = (file: string) => file.endsWith('.test.ts') || file.includes('/test/')

/** The room of a file or an import: a folder of src, `hosts/node` for hosts, the file itself, or a package's name. */
const roomOf = (place: string): string => {
  if (!place.startsWith(SRC)) return /^(?:@[^/]+\/)?[^/]+/.exec(place)?.[0] ?? place
  const [first = '', second = '', third] = place.slice(SRC.length).split('/')
  if (first === 'hosts') return third === undefined ? first : `hosts/${second}`
  return first.replace(/\.js$/, '.ts')
}

/** Which rooms a room may look into, itself aside. What is not listed may look nowhere. */
const mayImport: Record<string, readonly string[]> = {
  ports: [],
  codec: ['ports', 'probe-image-size'],
  call: ['ports'],
  api: ['call', 'ports', 'codec'],
  'hosts/shared': [
    '@alexanderolsen/libsamplerate-js',
    '@mediabunny/aac-encoder',
    '@noble/hashes',
    'hls-parser',
    'mediabunny',
    'mpg123-decoder',
    'wasm-media-encoders',
    'ports',
    'codec',
  ],
  'hosts/memory': ['hosts/shared', 'ports', 'codec'],
  'hosts/node': ['hosts/shared', 'ports', 'codec', 'sharp', 'undici', 'ws'],
  'hosts/browser': ['hosts/shared', 'ports', 'codec', 'hls.js'],
  gateway: ['hosts/node', 'hosts/shared', 'call', 'ports', 'codec', 'undici', 'ws'],
  'apis.ts': ['api'],
  'elements.ts': ['api', 'call'],
  'wx.ts': ['api', 'call', 'ports'],
  'create-wx.ts': ['apis.ts', 'wx.ts', 'call', 'ports'],
  'public-types.ts': ['api', 'call', 'ports', 'wx.ts', 'create-wx.ts'],
  'index.memory.ts': ['hosts/memory', 'public-types.ts', 'create-wx.ts', 'wx.ts', 'ports'],
  'index.node.ts': ['hosts/node', 'public-types.ts', 'create-wx.ts', 'wx.ts', 'ports'],
  'index.browser.ts': ['hosts/browser', 'public-types.ts', 'create-wx.ts', 'wx.ts', 'ports'],
}
const mayUseNode = ['hosts/node', 'gateway']

it('keeps the direction of imports in the library', () => {
  const wrong = sourcesBelow('packages/openwx/src')
    .filter((file) => !isTest(file))
    .flatMap((file) => {
      const room = roomOf(file)
      return importsOf(file)
        .filter((target) => {
          if (target.startsWith('node:')) return !mayUseNode.includes(room)
          const targetRoom = roomOf(target)
          return targetRoom !== room && !mayImport[room]?.includes(targetRoom)
        })
        .map((target) => `${file} imports ${target}`)
    })
  expect(wrong).toEqual([])
})

it('crosses the border of a package by its name only', () => {
  const packageOf = (place: string) => /^(packages\/[^/]+|apps\/[^/]+|bench)\//.exec(place)?.[0]
  const wrong = ['packages', 'apps', 'bench'].flatMap(sourcesBelow).flatMap((file) =>
    importsOf(file)
      // A path within the repository; whatever else is a package.
      .filter((target) => /^(packages|apps|bench|scripts|docs)\/|^\.\.\//.test(target))
      .filter((target) => packageOf(target) !== packageOf(file))
      // None is published: scripts start the bench and the tests, which share their helpers.
      .filter(
        (target) => !((file.startsWith('bench/') || isTest(file)) && target.startsWith('scripts/')),
      )
      .filter((target) => !(isTest(file) && /^packages\/[^/]+\/test\//.test(target)))
      .map((target) => `${file} imports ${target}`),
  )
  expect(wrong).toEqual([])
})
