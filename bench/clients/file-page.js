import { createHost, createWx } from 'openwx/browser'

const call = (wx, api, options) =>
  new Promise((success, reject) => {
    wx[api]({ ...options, success, fail: ({ errMsg }) => reject(new Error(errMsg)) })
  })

const xhr = (method, url, responseType, body) =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open(method, url)
    request.responseType = responseType
    // Both sides hear of their progress, as a program's progress bar does.
    request.onprogress = () => undefined
    if (body !== undefined) request.upload.onprogress = () => undefined
    request.onload = () => resolve(request.response)
    request.onerror = () => reject(new Error(`${method} ${url} failed`))
    request.send(body ?? null)
  })

/** A temp file's name, of its path. */
const nameOf = (path) => path.slice('wxfile://tmp_'.length)

const byWx = () => {
  const host = createHost()
  const wx = createWx(host, { urlCheck: false, maxDownloadBytes: Infinity })
  let filePath
  return {
    download: async (url) => {
      // Each file takes the place of the one before it, as it does on the other side.
      if (filePath !== undefined) await host.files.remove({ space: 'temp', name: nameOf(filePath) })
      filePath = (await call(wx, 'downloadFile', { url })).tempFilePath
    },
    upload: (url) =>
      new Promise((resolve, reject) => {
        const task = wx.uploadFile({
          url,
          filePath,
          name: 'file',
          success: ({ data }) => resolve(JSON.parse(data).bytes),
          fail: ({ errMsg }) => reject(new Error(errMsg)),
        })
        task.onProgressUpdate(() => undefined)
      }),
  }
}

const byXhr = () => {
  let file
  return {
    download: async (url) => {
      file = await xhr('GET', url, 'blob')
    },
    upload: async (url) => {
      const form = new FormData()
      form.append('file', file, 'large.bin')
      return (await xhr('POST', url, 'json', form)).bytes
    },
  }
}

/** What a page must not do; shows that its memory is measured. */
const intoMemory = () => ({ download: (url) => xhr('GET', url, 'arraybuffer') })

let contenders

/** What the benchmark calls from outside the page. */
globalThis.bench = {
  prepare: () => {
    contenders = { wx: byWx(), xhr: byXhr(), memory: intoMemory() }
  },
  /** @returns MiB a second. */
  transfer: async (name, way, url, bytes) => {
    const start = performance.now()
    const received = await contenders[name][way](url)
    if (way === 'upload' && !(received > bytes)) {
      throw new Error(`${received} of ${bytes} bytes came`)
    }
    return bytes / 1024 / 1024 / ((performance.now() - start) / 1000)
  },
}
