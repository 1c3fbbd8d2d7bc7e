import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openProgram, type OpenProgram } from './open-program.js'

const FIXTURE = new URL('fixtures/synth/', import.meta.url)
const CODE = ['utils/shared.ts', 'pages/index/index.js', 'app.wxss', 'app.json']

type Place = { space: string; owner?: string; name: string }
type Openwx = {
  wx: { getImageInfo(options: { src: string }): Promise<{ path: string }> }
  host: {
    files: {
      createBlob(bytes: Uint8Array): Promise<Blob>
      write(place: Place, blob: Blob): Promise<void>
      open(place: Place): Promise<Blob | undefined>
    }
    resolveUrl(path: string): Promise<string | undefined>
  }
}
declare const openwx: Openwx

let program: OpenProgram
let owner: string

beforeAll(async () => {
  program = await openProgram(FIXTURE)
  const config = readFileSync(new URL('project.config.json', FIXTURE), 'utf8')
  owner = (JSON.parse(config) as { appid: string }).appid
  await program.open('pages/index/index')
})
afterAll(() => program.close())

it('hands files of the package out as they are, code too', async () => {
  const read = await program
    .frame()
    .evaluate(
      (names) =>
        Promise.all(
          names.map(async (name) =>
            (await openwx.host.files.open({ space: 'package', name }))?.text(),
          ),
        ),
      CODE,
    )
  expect(read).toEqual(CODE.map((name) => readFileSync(new URL(name, FIXTURE), 'utf8')))
})

it('serves them in parts, and nothing beside the package', async () => {
  const ask = (path: string, headers: Record<string, string> = {}) =>
    program.frame().evaluate(
      async ([path, headers]) => {
        const url = (await openwx.host.resolveUrl('/app.js')) ?? ''
        const response = await fetch(url.replace('app.js', path), { headers })
        return [response.status, await response.text()] as const
      },
      [path, headers] as const,
    )
  const text = readFileSync(new URL('app.js', FIXTURE), 'utf8')
  expect(await ask('app.js', { range: 'bytes=0-9' })).toEqual([206, text.slice(0, 10)])
  for (const path of [
    'none.js',
    '..%2f..%2fopen-program.ts',
    '%2e%2e/%2e%2e/open-program.ts',
    'pages',
  ]) {
    const [status] = await ask(path)
    expect(status, path).toBe(404)
  }
})

it('sees relative pictures from the page on top', async () => {
  const told = await program
    .frame()
    .evaluate(
      async (paths) =>
        Promise.all(paths.map(async (src) => (await openwx.wx.getImageInfo({ src })).path)),
      ['./dot.svg', '../index/dot.svg', '/pages/index/dot.svg'],
    )
  expect(told).toEqual(Array(3).fill('/pages/index/dot.svg'))
})

it('keeps what a program writes over a new load, and serves it below /wxfile/', async () => {
  await program.frame().evaluate(async (owner) => {
    const { files } = openwx.host
    const blob = await files.createBlob(new TextEncoder().encode('kept'))
    await files.write({ space: 'user', owner, name: 'a.txt' }, blob)
    await navigator.serviceWorker.ready
  }, owner)
  const frame = await program.open('pages/index/index')
  const [kept, served] = await frame.evaluate(async (owner) => {
    const blob = await openwx.host.files.open({ space: 'user', owner, name: 'a.txt' })
    const response = await fetch('/wxfile/usr/a.txt')
    return [await blob?.text(), [response.headers.get('content-type'), await response.text()]]
  }, owner)
  expect([kept, served]).toEqual(['kept', ['text/plain', 'kept']])
})
