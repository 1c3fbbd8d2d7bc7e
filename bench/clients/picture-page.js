import { createHost, createWx } from 'openwx/browser'

let host
let wx

/** Paths of what has been loaded, by address. */
const files = new Map()
const longTasks = []

const onload = (url) =>
  new Promise((resolve, reject) => {
    const image = new Image()
    image.onload = () => resolve([image.naturalWidth, image.naturalHeight])
    image.onerror = () => reject(new Error('the picture does not load'))
    image.src = url
  })

const contenders = {
  'wx.getImageInfo': async (src) => {
    const { width, height } = await wx.getImageInfo({ src })
    return width * height
  },
  /** A URL of its own each time: what the browser has decoded once it remembers. */
  '<img> onload': async (src) => {
    const blob = await (await fetch(await host.resolveUrl(src))).blob()
    const url = URL.createObjectURL(blob)
    const start = performance.now()
    const [width, height] = await onload(url)
    const ms = performance.now() - start
    URL.revokeObjectURL(url)
    return { pixels: width * height, ms }
  },
}

/** Long tasks are told in a task of their own, later. */
const longestTask = async () => {
  await new Promise((resolve) => setTimeout(resolve, 200))
  return Math.max(0, ...longTasks.map(({ duration }) => duration))
}

/** What the benchmark calls from outside the page. */
globalThis.bench = {
  prepare: () => {
    host = createHost()
    wx = createWx(host, { urlCheck: false })
    new PerformanceObserver((list) => longTasks.push(...list.getEntries())).observe({
      type: 'longtask',
    })
  },
  load: (url) =>
    new Promise((resolve, reject) => {
      wx.downloadFile({
        url,
        success: ({ tempFilePath }) => {
          files.set(url, tempFilePath)
          resolve()
        },
        fail: ({ errMsg }) => reject(new Error(errMsg)),
      })
    }),
  /** @returns Sizes told in a second. */
  tell: async (name, url, calls, pixels) => {
    const src = files.get(url)
    let totalMs = 0
    for (let i = 0; i < calls; i++) {
      const start = performance.now()
      const told = await contenders[name](src)
      totalMs += told.ms ?? performance.now() - start
      if ((told.pixels ?? told) !== pixels) throw new Error(`${name} is wrong about the size`)
    }
    return (calls * 1000) / totalMs
  },
  /** Keeps the page's thread busy, to show that it would be seen. */
  block: async (ms) => {
    longTasks.length = 0
    // What a debugger runs is no task.
    await new Promise((resolve) => setTimeout(resolve))
    const end = performance.now() + ms
    while (performance.now() < end);
    return longestTask()
  },
  /** @returns How long it took, and the longest task of the page's own thread meanwhile. */
  compress: async (url, options) => {
    const src = files.get(url)
    longTasks.length = 0
    const start = performance.now()
    const { tempFilePath } = await wx.compressImage({ src, ...options })
    const ms = performance.now() - start
    const longestMs = await longestTask()
    const { type } = await wx.getImageInfo({ src: tempFilePath })
    if (type !== 'jpeg') throw new Error('no JPEG came out')
    return { ms, longestMs }
  },
}
