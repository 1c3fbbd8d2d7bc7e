import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { buildSync } from 'esbuild'
import { afterEach, beforeEach, expect, it } from 'vitest'

/** What one file may have, in the 512 bytes that a shell counts by: 1 MiB. */
const LIMIT = 2048
const FULL = 'the maximum size of the file storage limit is exceeded'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'node-full-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

// What the system says of one file that is too large is all that a test can have of a full disk.
it.skipIf(process.platform === 'win32')(
  'leaves a file as it was when the disk is full, and frees what was half written',
  async () => {
    buildSync({
      entryPoints: [path.join(import.meta.dirname, '../src/index.node.ts')],
      outfile: path.join(folder, 'openwx.cjs'),
      bundle: true,
      platform: 'node',
      format: 'cjs',
    })
    const program = path.join(folder, 'program.cjs')
    writeFileSync(
      program,
      `const { readdirSync } = require('node:fs')
       const { createHost, createWx } = require('./openwx.cjs')
       const dataDir = ${JSON.stringify(path.join(folder, 'data'))}
       const host = createHost({ dataDir })
       const files = createWx(host).getFileSystemManager()
       const filePath = 'wxfile://usr/a'
       const part = new Uint8Array(700_000).fill(97)
       const told = {}
       const call = (name, data) =>
         new Promise((complete) => files[name]({ filePath, data: data.buffer, complete }))
       const attempt = (work) => { try { work() } catch ({ message }) { return message } }
       const main = async () => {
         files.writeFileSync(filePath, part.buffer)
         const size = () => files.statSync(filePath).size
         told.append = [(await call('appendFile', part)).errMsg, size()]
         told.appendSync = [attempt(() => files.appendFileSync(filePath, part.buffer)), size()]
         told.write = [(await call('writeFile', new Uint8Array(2_000_000))).errMsg, size()]
         told.first = new Uint8Array(files.readFileSync(filePath))[0]
         const writer = host.files.createWriter()
         await writer.write(part)
         told.writer = await writer.write(part).catch(({ problem }) => problem)
         told.end = await writer.end().catch(({ problem }) => problem)
         writer.discard()
         await host.dispose()
         told.left = readdirSync(dataDir + '/tmp')
         console.log(JSON.stringify(told))
       }
       main()`,
    )
    const shell = ['-c', `ulimit -f ${LIMIT}; exec "$0" "$1"`, process.execPath, program]
    const { stdout } = await promisify(execFile)('sh', shell)
    expect(JSON.parse(stdout)).toEqual({
      append: [`appendFile:fail ${FULL}`, 700_000],
      appendSync: [`appendFileSync:fail ${FULL}`, 700_000],
      write: [`writeFile:fail ${FULL}`, 700_000],
      first: 97,
      writer: 'full',
      end: 'full',
      left: [],
    })
  },
)
