import { createReadStream, createWriteStream, mkdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'

const READ_BYTES = 512 * 1024
const BOUNDARY = 'bench-0123456789abcdef'
const HEAD = Buffer.from(
  `--${BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="large.bin"\r\n` +
    'Content-Type: application/octet-stream\r\n\r\n',
)
const TAIL = Buffer.from(`\r\n--${BOUNDARY}--\r\n`)

const rawBody = async function* (file) {
  yield HEAD
  yield* createReadStream(file, { highWaterMark: READ_BYTES })
  yield TAIL
}

const openwx = async (folder) => {
  const { createHost, createWx } = await import('openwx')
  const host = createHost({ dataDir: folder, packageDir: path.join(folder, 'usr') })
  const limits = { maxDownloadBytes: Infinity, maxStorageBytes: Infinity }
  const wx = createWx(host, { urlCheck: false, ...limits })
  const call = (api, options) =>
    new Promise((success, reject) => {
      wx[api]({ ...options, success, fail: ({ errMsg }) => reject(new Error(errMsg)) })
    })
  return { call, files: wx.getFileSystemManager() }
}

/**
 * Uploads `usr/large.bin` of a folder as a form, and downloads to a file in it; each resolves with the
 * bytes that the other side, or the file, has.
 * @type {Record<string, (folder: string) => Promise<{ upload(url: string, bytes: number): Promise<number>, download(url: string): Promise<void> }>>}
 */
export const fileContenders = {
  wx: async (folder) => {
    const { call, files } = await openwx(folder)
    return {
      upload: async (url) => {
        const options = { url, filePath: '/large.bin', name: 'file' }
        return JSON.parse((await call('uploadFile', options)).data).bytes
      },
      download: async (url) => {
        await call('downloadFile', { url, filePath: 'wxfile://usr/new.bin' })
        files.unlinkSync('wxfile://usr/new.bin')
      },
    }
  },
  undici: async (folder) => {
    const { request } = await import('undici')
    mkdirSync(path.join(folder, 'usr'), { recursive: true })
    return {
      upload: async (url, bytes) => {
        const { body } = await request(url, {
          method: 'POST',
          headers: {
            'content-type': `multipart/form-data; boundary=${BOUNDARY}`,
            'content-length': String(HEAD.length + bytes + TAIL.length),
          },
          body: rawBody(path.join(folder, 'usr', 'large.bin')),
          headersTimeout: 0,
        })
        return (await body.json()).bytes
      },
      download: async (url) => {
        const file = path.join(folder, 'usr', 'new.bin')
        const { body } = await request(url)
        await pipeline(body, createWriteStream(file))
        rmSync(file)
      },
    }
  },
}
