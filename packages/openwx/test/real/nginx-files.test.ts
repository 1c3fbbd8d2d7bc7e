import { createHash, randomUUID } from 'node:crypto'
import { createReadStream, readFileSync, rmSync, statSync } from 'node:fs'
import { mkdir, open, readdir, writeFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import busboy from 'busboy'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createHost, createWx } from '../../src/index.node.js'
import type {
  DownloadFileOptions,
  DownloadFileResult,
  UploadFileOptions,
  UploadFileResult,
} from '../../src/public-types.js'
import { freePort, nginxProgram, startNginx } from '../nginx.js'

const MIB = 1024 * 1024
/** As large as a download may be, unless the program says otherwise. */
const BIG_MIB = 200
/** It is a lot of bytes for a busy machine. */
const PATIENCE_MS = 60_000
const FORM_BYTES = 12 * MIB
const ITEMS = JSON.stringify(Array.from({ length: 200 }, (_, id) => ({ id, name: `item ${id}` })))

const configuration = (folder: string, port: number, judge: string) => `
  log_format connections '$connection $request_method $uri $status';
  access_log ${folder}/access.log connections;
  gzip on;
  gzip_types application/json;
  gzip_min_length 100;
  server {
    listen 127.0.0.1:${port};
    root ${folder}/www;
    location = /form {
      client_max_body_size ${FORM_BYTES * 2};
      # nginx reads the whole body, by its own rules, before the judge sees any of it.
      proxy_request_buffering on;
      proxy_pass http://${judge};
    }
    location = /small { client_max_body_size 1k; proxy_pass http://${judge}; }
  }
`

/** Says what a form was, in the eyes of a parser that is not ours. */
const judge = (request: IncomingMessage, response: ServerResponse) => {
  const { headers } = request
  const seen: Record<string, unknown> = { length: headers['content-length'] }
  request.pipe(
    busboy({ headers, defParamCharset: 'utf8' })
      .on('field', (name, value) => (seen[name] = value))
      .on('file', (name, stream, { filename }) => {
        const hash = createHash('sha256')
        stream
          .on('data', (chunk: Buffer) => hash.update(chunk))
          .on('end', () => (seen[name] = { filename, hash: hash.digest('hex') }))
      })
      .on('close', () => response.end(JSON.stringify(seen))),
  )
}

const hashOf = async (file: string) => {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer)
  return hash.digest('hex')
}

/** No two MiB of it are the same. */
const writeBig = async (file: string) => {
  const handle = await open(file, 'w')
  for (let i = 0; i < BIG_MIB; i++) await handle.write(Buffer.alloc(MIB, `${i} of big.bin\n`))
  await handle.close()
}

describe.skipIf(nginxProgram === undefined)('files to and from nginx', () => {
  const folder = path.join(tmpdir(), `openwx-nginx-files-${randomUUID()}`)
  const www = path.join(folder, 'www')
  const packageDir = path.join(folder, 'package')
  const dataDir = path.join(folder, 'data')
  const host = createHost({ packageDir, dataDir })
  const wx = createWx(host, { urlCheck: false })
  const server = createServer(judge)
  let stop: () => Promise<void>
  let origin: string

  const settled = <T>(start: (callbacks: object) => unknown) =>
    new Promise<T>((resolve, reject) => {
      start({
        success: resolve,
        fail: ({ errMsg }: { errMsg: string }) => reject(new Error(errMsg)),
      })
    })
  const download = (options: DownloadFileOptions, program = wx) =>
    settled<DownloadFileResult>((callbacks) =>
      program.downloadFile({ ...options, url: origin + options.url, ...callbacks }),
    )
  const upload = (options: Omit<UploadFileOptions, 'name'>) =>
    settled<UploadFileResult>((callbacks) =>
      wx.uploadFile({ ...options, name: 'file', url: origin + options.url, ...callbacks }),
    )
  const onDisk = async (filePath: string) => fileURLToPath((await host.resolveUrl(filePath)) ?? '')

  /** The numbers of the connections that nginx answered a path over. */
  const connectionsOf = (place: string) =>
    readFileSync(path.join(folder, 'access.log'), 'utf8')
      .split('\n')
      .filter((line) => line.split(' ')[2] === place)
      .map((line) => line.split(' ')[0])

  beforeAll(async () => {
    await mkdir(folder)
    await Promise.all([www, packageDir, dataDir].map((name) => mkdir(name)))
    await writeBig(path.join(www, 'big.bin'))
    await writeFile(path.join(www, 'items.json'), ITEMS)
    await writeFile(path.join(www, 'small.bin'), 'one after the other')
    await writeFile(
      path.join(packageDir, '表单.bin'),
      Buffer.alloc(FORM_BYTES, 'a form of ours\r\n'),
    )
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port: judgePort } = server.address() as AddressInfo
    const port = await freePort()
    origin = `http://127.0.0.1:${port}`
    const http = configuration(folder, port, `127.0.0.1:${judgePort}`)
    stop = await startNginx(folder, { http, port })
  }, PATIENCE_MS)
  afterAll(async () => {
    await host.dispose()
    await stop()
    server.close()
    rmSync(folder, { recursive: true })
  })

  it(
    `takes ${BIG_MIB} MiB down, whole and not a byte more than is allowed`,
    { timeout: PATIENCE_MS },
    async () => {
      const { statusCode, tempFilePath, profile } = await download({ url: '/big.bin' })
      const file = await onDisk(tempFilePath)
      expect([statusCode, statSync(file).size]).toEqual([200, BIG_MIB * MIB])
      expect(await hashOf(file)).toBe(await hashOf(path.join(www, 'big.bin')))
      expect(profile.receivedBytedCount).toBeGreaterThanOrEqual(BIG_MIB * MIB)
      const frugal = createWx(host, { urlCheck: false, maxDownloadBytes: BIG_MIB * MIB - 1 })
      const before = await readdir(path.dirname(file))
      await expect(download({ url: '/big.bin' }, frugal)).rejects.toThrow(/^downloadFile:fail /)
      expect(await readdir(path.dirname(file))).toEqual(before)
    },
  )

  it('takes a range of a file down', async () => {
    const { statusCode, tempFilePath } = await download({
      url: '/big.bin',
      header: { Range: `bytes=${MIB}-${MIB + 12}` },
    })
    expect(statusCode).toBe(206)
    expect(readFileSync(await onDisk(tempFilePath), 'utf8')).toBe('1 of big.bin\n')
  })

  it('decompresses what nginx compressed, into a file that its type names', async () => {
    const { tempFilePath } = await download({ url: '/items.json' })
    expect(tempFilePath).toMatch(/\.json$/)
    expect(readFileSync(await onDisk(tempFilePath), 'utf8')).toBe(ITEMS)
  })

  it('keeps the page of an error, too', async () => {
    const { statusCode, tempFilePath } = await download({ url: '/nothing' })
    expect(statusCode).toBe(404)
    expect(readFileSync(await onDisk(tempFilePath), 'utf8')).toContain('404 Not Found')
  })

  it('goes on over one connection, down and up', async () => {
    for (let i = 0; i < 5; i++) await download({ url: '/small.bin' })
    for (let i = 0; i < 3; i++) await upload({ url: '/form', filePath: '/表单.bin' })
    // Its log comes after its answer.
    const numbers = await vi.waitFor(() => {
      const found = [...connectionsOf('/small.bin'), ...connectionsOf('/form')]
      expect(found).toHaveLength(8)
      return found
    })
    expect(new Set(numbers).size).toBe(1)
  })

  it('sends a form that nginx takes in whole and a parser finds sound', async () => {
    const { statusCode, data } = await upload({
      url: '/form',
      filePath: '/表单.bin',
      formData: { 'a b': 'x\r\n--y', 值: '值' },
    })
    expect(statusCode).toBe(200)
    const { length, ...seen } = JSON.parse(data) as Record<string, unknown>
    expect(Number(length)).toBeGreaterThan(FORM_BYTES)
    expect(seen).toEqual({
      'a b': 'x\r\n--y',
      值: '值',
      file: {
        filename: '表单.bin',
        hash: await hashOf(path.join(packageDir, '表单.bin')),
      },
    })
  })

  it('hears nginx refuse a form that is too large while it is on its way', async () => {
    const { statusCode, data } = await upload({ url: '/small', filePath: '/表单.bin' })
    expect(statusCode).toBe(413)
    expect(data).toContain('413 Request Entity Too Large')
  })
})
