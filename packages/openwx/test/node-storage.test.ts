import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { buildSync } from 'esbuild'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createHost as createMemoryHost } from '../src/index.memory.js'
import { createHost, createWx } from '../src/index.node.js'
import { isWindowsName } from '../src/hosts/node/folders.js'
import { FileError } from '../src/ports/port-error.js'
import type { FilePlace, FileTree } from '../src/ports/files.js'

const APP_ID = 'wx0000000000000000'
const CONTENT_BYTES = 4_000_000
const KILLS = 12
const MODEL_RUNS = 200

let folder: string
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'node-storage-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const userFolder = () => path.join(folder, 'apps', `app-${APP_ID}`, 'usr')

it('keeps saved and user files for the next run', async () => {
  const first = createHost({ dataDir: folder })
  const fs = createWx(first).getFileSystemManager()
  fs.writeFileSync('wxfile://usr/a.txt', 'abc')
  const blob = await first.files.createBlob(new TextEncoder().encode('saved'))
  const place = await first.files.createTemp(blob, 'txt')
  const saved = fs.saveFileSync(`wxfile://tmp_${place.name}`)
  await first.dispose()
  const second = createHost({ dataDir: folder })
  const again = createWx(second).getFileSystemManager()
  expect(again.readFileSync('wxfile://usr/a.txt', 'utf8')).toBe('abc')
  expect(again.readFileSync(saved, 'utf8')).toBe('saved')
  expect(await createWx(second).getSavedFileList()).toMatchObject({
    fileList: [{ filePath: saved, size: 5 }],
  })
  await second.dispose()
})

it.skipIf(process.platform === 'win32')('is led nowhere by links in the folder', async () => {
  mkdirSync(userFolder(), { recursive: true })
  mkdirSync(path.join(folder, 'out'))
  writeFileSync(path.join(folder, 'out', 'secret.txt'), 'secret')
  symlinkSync(path.join(folder, 'out'), path.join(userFolder(), 'folder'))
  symlinkSync(path.join(folder, 'out', 'secret.txt'), path.join(userFolder(), 'file.txt'))
  const host = createHost({ dataDir: folder })
  const fs = createWx(host).getFileSystemManager()
  expect(fs.readdirSync('wxfile://usr')).toEqual([])
  for (const name of ['file.txt', 'folder/secret.txt', 'folder']) {
    const filePath = `wxfile://usr/${name}`
    expect(() => fs.readFileSync(filePath), name).toThrow('no such file or directory')
    expect(() => fs.appendFileSync(filePath, 'x'), name).toThrow('no such file or directory')
    expect(() => fs.unlinkSync(filePath), name).toThrow('no such file or directory')
  }
  expect(() => fs.writeFileSync('wxfile://usr/folder/new.txt', 'x')).toThrow('no such file')
  fs.writeFileSync('wxfile://usr/file.txt', 'mine')
  expect(readdirSync(path.join(folder, 'out'))).toEqual(['secret.txt'])
  expect(fs.readFileSync('wxfile://usr/file.txt', 'utf8')).toBe('mine')
  await host.dispose()
})

it('knows names that Windows takes for something else', () => {
  for (const name of ['con', 'a/NUL', 'com1.txt', 'a:b', 'C:/a', 'a.', 'a ', 'a?b', 'lpt²']) {
    expect(isWindowsName(name), name).toBe(false)
  }
  for (const name of ['', 'a', 'console', 'a/b.c', 'null.txt', '.hidden', '中']) {
    expect(isWindowsName(name), name).toBe(true)
  }
})

it.skipIf(process.platform === 'win32')(
  'has the old or the new file, never half of one, when the process is killed',
  async () => {
    buildSync({
      entryPoints: [path.join(import.meta.dirname, '../src/index.node.ts')],
      outfile: path.join(folder, 'openwx.cjs'),
      bundle: true,
      platform: 'node',
      format: 'cjs',
      logLevel: 'error',
    })
    const program = path.join(folder, 'program.cjs')
    writeFileSync(
      program,
      `const { createHost, createWx } = require('./openwx.cjs')
       const host = createHost({ dataDir: ${JSON.stringify(folder)} })
       const fs = createWx(host).getFileSystemManager()
       const call = (f, o) => new Promise((success, fail) => f({ ...o, success, fail }))
       const filePath = 'wxfile://usr/a.txt'
       const run = async () => {
         for (let i = 0; ; i = (i + 1) % 10) {
           const data = String(i).repeat(${CONTENT_BYTES})
           await call(fs.writeFile, { filePath, data })
           fs.writeFileSync('wxfile://usr/b.txt', data)
           const blob = await host.files.createBlob(Buffer.from(data))
           const temp = await host.files.createTemp(blob, 'txt')
           await call(fs.saveFile, { tempFilePath: 'wxfile://tmp_' + temp.name, filePath: 'wxfile://usr/c.txt' })
           console.log(i)
         }
       }
       run()`,
    )
    for (let kill = 0; kill < KILLS; kill++) {
      const child = spawn(process.execPath, [program], { stdio: ['ignore', 'pipe', 'inherit'] })
      const ended = once(child, 'exit')
      await once(child.stdout, 'data')
      const delayMs = Math.random() * 60
      await new Promise((resolve) => setTimeout(resolve, delayMs))
      child.kill('SIGKILL')
      await ended
      const host = createHost({ dataDir: folder })
      const fs = createWx(host).getFileSystemManager()
      expect(fs.readdirSync('wxfile://usr')).toEqual(['a.txt', 'b.txt', 'c.txt'])
      for (const name of ['a', 'b', 'c']) {
        const text = fs.readFileSync(`wxfile://usr/${name}.txt`, 'utf8') as string
        expect(text.length).toBe(CONTENT_BYTES)
        expect(text === (text[0] ?? '').repeat(CONTENT_BYTES), `killed after ${delayMs} ms`).toBe(
          true,
        )
      }
      await host.dispose()
    }
  },
  120_000,
)

const place = (name: string): FilePlace => ({ space: 'user', owner: APP_ID, name })

/** One step on a tree; what comes of it, as a value that can be compared. */
type Step = (tree: FileTree) => unknown

const names = fc
  .array(fc.constantFrom('a', 'b'), { maxLength: 3 })
  .map((segments) => place(segments.join('/')))
const content = fc.uint8Array({ maxLength: 20 }).map((bytes) => new Uint8Array(bytes))
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.tuple(names, fc.boolean()).map(
    ([at, deep]): Step =>
      (tree) =>
        tree.makeFolder(at, deep),
  ),
  fc.tuple(names, fc.boolean()).map(
    ([at, deep]): Step =>
      (tree) =>
        tree.removeFolder(at, deep),
  ),
  fc.tuple(names, content).map(
    ([at, bytes]): Step =>
      (tree) =>
        tree.write(at, bytes),
  ),
  fc.tuple(names, content).map(
    ([at, bytes]): Step =>
      (tree) =>
        tree.append(at, bytes),
  ),
  fc.tuple(names, names).map(
    ([from, to]): Step =>
      (tree) =>
        tree.rename(from, to),
  ),
  fc.tuple(names, names).map(
    ([from, to]): Step =>
      (tree) =>
        tree.copy(from, to),
  ),
  fc.tuple(names, fc.nat(30)).map(
    ([at, length]): Step =>
      (tree) =>
        tree.truncate(at, length),
  ),
  names.map(
    (at): Step =>
      (tree) =>
        tree.remove(at),
  ),
  names.map((at): Step => (tree) => [...tree.read(at)]),
)

const outcome = (work: () => unknown): unknown => {
  try {
    return work()
  } catch (error) {
    return error instanceof FileError ? error.problem : error
  }
}
const dump = (tree: FileTree, name = ''): unknown[] =>
  tree.list(place(name)).map((entry) => {
    const path = name === '' ? entry.name : `${name}/${entry.name}`
    return entry.kind === 'file'
      ? [path, entry.size, [...tree.read(place(path))]]
      : [path, dump(tree, path)]
  })

const bytesIn = (tree: FileTree, name = ''): number =>
  tree.list(place(name)).reduce((sum, entry) => {
    const inside = name === '' ? entry.name : `${name}/${entry.name}`
    return sum + (entry.kind === 'file' ? entry.size : bytesIn(tree, inside))
  }, 0)

it('does on a disk what it does in memory, whatever is asked in whatever order', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 60 }), async (steps) => {
      const hosts = [createHost(), createMemoryHost()] as const
      const [onDisk, inMemory] = [hosts[0].files, hosts[1].files]
      for (const files of [onDisk, inMemory]) files.reserve(APP_ID, 1, 1)()
      for (const run of steps) {
        expect(outcome(() => run(onDisk.tree))).toEqual(outcome(() => run(inMemory.tree)))
      }
      expect(dump(onDisk.tree)).toEqual(dump(inMemory.tree))
      // What was counted along the way is what is there: one byte more has no room.
      const total = bytesIn(onDisk.tree)
      for (const files of [onDisk, inMemory]) {
        files.reserve(APP_ID, 1, total + 1)()
        expect(outcome(() => files.reserve(APP_ID, 1, total))).toBe('full')
      }
      await Promise.all(hosts.map((host) => host.dispose()))
    }),
    { numRuns: MODEL_RUNS },
  )
})
