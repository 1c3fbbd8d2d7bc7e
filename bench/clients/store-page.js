import { createHost, createWx } from 'openwx/browser'

const MIB = 1024 * 1024
const FILES = 1000

let host
let wx

const call = (api, options = {}) =>
  new Promise((success, reject) => {
    wx[api]({ ...options, success, fail: ({ errMsg }) => reject(new Error(errMsg)) })
  })
const since = (start) => performance.now() - start

/** What the benchmark calls from outside the page. All times in milliseconds. */
globalThis.bench = {
  prepare: async () => {
    host = createHost()
    wx = createWx(host, { urlCheck: false, maxStorageBytes: Infinity })
    await host.ready()
  },
  /** Saves a download, and then moves what was saved. */
  save: async (url) => {
    const { tempFilePath } = await call('downloadFile', { url })
    let start = performance.now()
    const { savedFilePath } = await call('saveFile', { tempFilePath })
    const save = since(start)
    start = performance.now()
    const fs = wx.getFileSystemManager()
    const newPath = `${wx.env.USER_DATA_PATH}/moved.bin`
    await new Promise((success, fail) =>
      fs.rename({ oldPath: savedFilePath, newPath, success, fail }),
    )
    const move = since(start)
    await new Promise((success, fail) => fs.unlink({ filePath: newPath, success, fail }))
    return { save, move }
  },
  /** The same bytes by the page's own means, for comparison. */
  raw: async (bytes) => {
    const blob = new Blob(Array.from({ length: bytes / MIB }, () => new Uint8Array(MIB)))
    const root = await navigator.storage.getDirectory()
    const file = await root.getFileHandle('raw.bin', { create: true })
    const start = performance.now()
    await blob.stream().pipeTo(await file.createWritable())
    const save = since(start)
    await root.removeEntry('raw.bin')
    return { save }
  },
  fill: async (url) => {
    for (let i = 0; i < FILES; i++) {
      const { tempFilePath } = await call('downloadFile', { url })
      await call('saveFile', { tempFilePath })
    }
  },
  list: async () => {
    const start = performance.now()
    const { fileList } = await call('getSavedFileList')
    if (fileList.length !== FILES) throw new Error(`${fileList.length} files`)
    return since(start)
  },
  ready: async () => {
    const start = performance.now()
    await createHost().ready()
    return since(start)
  },
}
