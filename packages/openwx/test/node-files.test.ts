import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { buildSync } from 'esbuild'
import { Dispatcher } from 'undici'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createHost, createWx } from '../src/index.node.js'
import type { HostOptions } from '../src/index.node.js'

const FILE_BYTES = 6_000_000
const APP_ID = 'wx0000000000000000'

let folder: string
let cleanUps: (() => unknown)[]
/** Requests that wait for their answer. */
let waiting: { request: IncomingMessage; response: ServerResponse }[]
let origin: string

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'node-files-'))
  cleanUps = [() => rmSync(folder, { recursive: true, force: true })]
  waiting = []
  const server = http.createServer((request, response) => {
    if (request.url === '/hold') {
      waiting.push({ request, response })
      return
    }
    if (request.url === '/redirect') {
      response.writeHead(302, { Location: '/file' })
      response.end(Buffer.alloc(10_000))
      return
    }
    response.writeHead(200, { 'Content-Length': String(FILE_BYTES) })
    if (request.url === '/stall') response.write(Buffer.alloc(1000))
    else response.end(Buffer.alloc(FILE_BYTES))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  cleanUps.push(() => {
    server.closeAllConnections()
    server.close()
  })
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterEach(async () => {
  for (const cleanUp of cleanUps.reverse()) await cleanUp()
})

const start = (options: HostOptions = {}) => {
  const host = createHost({ dataDir: folder, ...options })
  cleanUps.push(() => host.dispose())
  return { host, wx: createWx(host, { urlCheck: false }) }
}
type Wx = ReturnType<typeof start>['wx']

const download = (wx: Wx, url = `${origin}/file`, filePath?: string) =>
  new Promise<{ errMsg: string; tempFilePath?: string }>((complete) =>
    wx.downloadFile({ url, ...(filePath !== undefined && { filePath }), complete }),
  )
const upload = (wx: Wx, filePath: string) =>
  new Promise<string>((resolve) =>
    wx.uploadFile({
      url: `${origin}/hold`,
      filePath,
      name: 'file',
      complete: ({ errMsg }) => resolve(errMsg),
    }),
  )

const userFolder = () => path.join(folder, 'apps', `app-${APP_ID}`, 'usr')
const runs = () => readdirSync(path.join(folder, 'tmp'))
const filesOf = (run: string) =>
  readdirSync(path.join(folder, 'tmp', run), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name)

it('keeps a run in a folder that nobody else can look into, from its first file to its end', async () => {
  const { host, wx } = start()
  expect(readdirSync(folder)).toEqual([])
  const { tempFilePath } = await download(wx)
  const [run = ''] = runs()
  expect(statSync(path.join(folder, 'tmp', run)).mode & 0o777).toBe(0o700)
  expect(filesOf(run).sort()).toEqual([tempFilePath?.replace('wxfile://tmp_', ''), 'owner.json'])
  await host.dispose()
  expect(runs()).toEqual([])
})

it('keeps files of the user where there is a dataDir, and not otherwise', async () => {
  const lasting = start()
  await download(lasting.wx, undefined, 'wxfile://usr/a.bin')
  await lasting.host.dispose()
  expect(statSync(path.join(userFolder(), 'a.bin')).size).toBe(FILE_BYTES)
  const again = start()
  expect(
    await again.host.files.stat({ space: 'user', owner: APP_ID, name: 'a.bin' }),
  ).toMatchObject({
    size: FILE_BYTES,
  })

  const fleeting = createHost()
  await download(createWx(fleeting, { urlCheck: false }), undefined, 'wxfile://usr/a.bin')
  const url = await fleeting.resolveUrl('wxfile://usr/a.bin')
  const file = new URL(url ?? '')
  expect(statSync(file).size).toBe(FILE_BYTES)
  await fleeting.dispose()
  expect(() => statSync(file)).toThrow('ENOENT')
})

it('leaves nothing of a download that is aborted, or fails', async () => {
  const { wx } = start()
  await download(wx)
  const [run = ''] = runs()
  const before = filesOf(run)
  let task: { abort(): void } | undefined
  const ended = new Promise<string>((resolve) => {
    task = wx.downloadFile({
      url: `${origin}/stall`,
      complete: ({ errMsg }) => resolve(errMsg),
    })
  })
  const isPart = (name: string) => name.endsWith('.part')
  await vi.waitFor(() => expect(filesOf(run).some(isPart)).toBe(true))
  task?.abort()
  expect(await ended).toBe('downloadFile:fail abort')
  await vi.waitFor(() => expect(filesOf(run)).toEqual(before))

  const { errMsg } = await new Promise<{ errMsg: string }>((complete) =>
    wx.downloadFile({ url: `${origin}/stall`, timeout: 50, complete }),
  )
  expect(errMsg).toBe('downloadFile:fail timeout')
  await vi.waitFor(() => expect(filesOf(run)).toEqual(before))
})

it('leaves nothing of the body of a redirect', async () => {
  const { wx } = start()
  await download(wx, `${origin}/redirect`)
  const [run = ''] = runs()
  await vi.waitFor(() => expect(filesOf(run)).toHaveLength(2))
})

it.skipIf(process.platform !== 'linux')(
  'closes a file that a dispatcher takes a part of and then drops',
  async () => {
    const isOurs = (fd: string) => {
      try {
        return readlinkSync(`/proc/self/fd/${fd}`).startsWith(folder)
      } catch {
        return false
      }
    }
    const openFiles = () => readdirSync('/proc/self/fd').filter(isOurs)
    let seenOpen = 0
    class Dropping extends Dispatcher {
      override dispatch(
        { body }: Dispatcher.DispatchOptions,
        handler: Dispatcher.DispatchHandler,
      ): boolean {
        const pieces = body as AsyncIterable<Uint8Array>
        const take = async () => {
          const iterator = pieces[Symbol.asyncIterator]()
          for (let i = 0; i < 3; i++) await iterator.next()
          seenOpen = openFiles().length
          handler.onResponseError?.({} as never, new Error('dropped'))
        }
        void take()
        return true
      }
    }
    mkdirSync(userFolder(), { recursive: true })
    writeFileSync(path.join(userFolder(), 'a.bin'), Buffer.alloc(FILE_BYTES))
    const { wx } = start({ dispatcher: new Dropping() })
    expect(await upload(wx, 'wxfile://usr/a.bin')).toMatch(/^uploadFile:fail/)
    // One of an earlier test may still be about to close.
    expect(seenOpen).toBeGreaterThan(0)
    await vi.waitFor(() => expect(openFiles()).toEqual([]))
  },
)

it.each([
  ['is written to', (file: string) => appendFileSync(file, 'more')],
  ['is cut', (file: string) => truncateSync(file, 1000)],
])(
  'fails an upload whose file %s meanwhile, and never completes its body',
  async (_what, change) => {
    const { wx } = start()
    const file = path.join(userFolder(), 'a.bin')
    await download(wx, undefined, 'wxfile://usr/a.bin')
    const ended = upload(wx, 'wxfile://usr/a.bin')
    await vi.waitFor(() => expect(waiting).toHaveLength(1))
    change(file)
    const [held] = waiting
    const completed = vi.fn()
    held?.request.on('end', completed).on('error', () => undefined)
    held?.request.resume()
    expect(await ended).toBe('uploadFile:fail file changed while it was read')
    expect(completed).not.toHaveBeenCalled()
  },
)

it.skipIf(process.platform === 'win32')(
  'sends a file whole that is deleted, or replaced, on its way',
  async () => {
    const { wx } = start()
    for (const takeAway of [
      (file: string) => rmSync(file),
      (file: string) => {
        writeFileSync(`${file}.new`, 'another file')
        renameSync(`${file}.new`, file)
      },
    ]) {
      const file = path.join(userFolder(), 'a.bin')
      await download(wx, undefined, 'wxfile://usr/a.bin')
      const ended = upload(wx, 'wxfile://usr/a.bin')
      await vi.waitFor(() => expect(waiting).toHaveLength(1))
      takeAway(file)
      const [held] = waiting.splice(0)
      let bytes = 0
      held?.request.on('data', (chunk: Buffer) => (bytes += chunk.length))
      held?.request.on('end', () => held.response.end())
      expect(await ended).toBe('uploadFile:ok')
      expect(bytes).toBeGreaterThan(FILE_BYTES)
    }
  },
)

it('fails an upload whose file went, or became another, while it waited for its turn', async () => {
  const { wx } = start()
  for (const name of ['gone.bin', 'other.bin']) {
    await download(wx, undefined, `wxfile://usr/${name}`)
  }
  await download(wx, undefined, 'wxfile://usr/same.bin')
  const running = Array.from({ length: 10 }, () => upload(wx, 'wxfile://usr/same.bin'))
  await vi.waitFor(() => expect(waiting).toHaveLength(10))
  const gone = upload(wx, 'wxfile://usr/gone.bin')
  const other = upload(wx, 'wxfile://usr/other.bin')
  // Their files have been looked at by then: a third one that is missing fails at once.
  expect(await upload(wx, 'wxfile://usr/none.bin')).toBe('uploadFile:fail file not found')
  rmSync(path.join(userFolder(), 'gone.bin'))
  await download(wx, undefined, 'wxfile://usr/other.bin')
  for (const { request, response } of waiting) {
    request.resume()
    response.end()
  }
  expect(await Promise.all(running)).toEqual(Array(10).fill('uploadFile:ok'))
  expect(await gone).toBe('uploadFile:fail file not found')
  expect(await other).toBe('uploadFile:fail file changed while it was read')
})

it('follows no link out of the package', async () => {
  const packageDir = path.join(folder, 'package')
  mkdirSync(packageDir)
  writeFileSync(path.join(packageDir, 'in.txt'), 'in')
  writeFileSync(path.join(folder, 'out.txt'), 'out')
  symlinkSync('in.txt', path.join(packageDir, 'link-in.txt'))
  symlinkSync('../out.txt', path.join(packageDir, 'link-out.txt'))
  const { host } = start({ packageDir })
  expect(await host.resolveUrl('/link-in.txt')).toBeDefined()
  expect(await host.resolveUrl('/link-out.txt')).toBeUndefined()
})

/** The library as one file, for processes that are to die. */
const bundle = () => {
  const outfile = path.join(folder, 'openwx.cjs')
  buildSync({
    entryPoints: [path.join(import.meta.dirname, '../src/index.node.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
  })
  return outfile
}

/** Downloads in a process of its own and says how it ended; the process then waits for its death. */
const inChild = async (prefix: string): Promise<{ line: string; kill(): Promise<void> }> => {
  const program = path.join(folder, 'program.cjs')
  writeFileSync(
    program,
    `const { createHost, createWx } = require('./openwx.cjs')
     const wx = createWx(createHost({ dataDir: ${JSON.stringify(folder)} }), { urlCheck: false })
     wx.downloadFile({ url: '${origin}/file', complete: ({ errMsg }) => console.log(errMsg) })
     setInterval(() => {}, 1000)`,
  )
  const child = spawn('sh', ['-c', `${prefix} exec "$0" "$1"`, process.execPath, program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(child, 'exit')
  const kill = async () => {
    child.kill('SIGKILL')
    await ended
  }
  cleanUps.push(kill)
  const [line] = (await once(child.stdout, 'data')) as [Buffer]
  return { line: line.toString().trim(), kill }
}

it.skipIf(process.platform === 'win32')(
  'removes what a dead run left, and leaves a living one alone',
  async () => {
    bundle()
    const [dead, living] = [await inChild(''), await inChild('')]
    expect([dead.line, living.line]).toEqual(['downloadFile:ok', 'downloadFile:ok'])
    expect(runs()).toHaveLength(2)
    await dead.kill()
    const { host, wx } = start()
    await download(wx)
    await host.dispose()
    expect(runs()).toHaveLength(1)
    await living.kill()
    await download(start().wx)
    await vi.waitFor(() => expect(runs()).toHaveLength(1))
  },
)

it.skipIf(process.platform === 'win32')(
  'says that the disk is full, and keeps nothing',
  async () => {
    bundle()
    // What the system says of one file that is too large is all that a test can have of a full disk.
    const { line } = await inChild('ulimit -f 2048;')
    expect(line).toBe('downloadFile:fail the maximum size of the file storage limit is exceeded')
    const [run = ''] = runs()
    expect(filesOf(run)).toEqual(['owner.json'])
  },
)
