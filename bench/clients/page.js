import axios from 'axios'
import { createHost, createWx } from 'openwx/browser'
import { callsPerSecond } from '../lib/rounds.js'

const wxOn = (options) => createWx(createHost(options), { urlCheck: false })

const getBy = (wx) => (url) =>
  new Promise((resolve, reject) => {
    wx.request({
      url,
      success: ({ data }) => resolve(data),
      fail: ({ errMsg }) => reject(new Error(errMsg)),
    })
  })

/** Takes a body piece by piece, as a program does that keeps none of it. */
const drainBy = (wx) => (url) =>
  new Promise((resolve, reject) => {
    let bytes = 0
    const task = wx.request({
      url,
      enableChunked: true,
      success: () => resolve(bytes),
      fail: ({ errMsg }) => reject(new Error(errMsg)),
    })
    task.onChunkReceived(({ data }) => (bytes += data.byteLength))
  })

let contenders

/** What the benchmark calls from outside the page. */
globalThis.bench = {
  prepare: (gateway) => {
    const direct = wxOn({})
    const relayed = wxOn({ gateway })
    contenders = {
      'wx.request': getBy(direct),
      'wx.request by the gateway': getBy(relayed),
      fetch: async (url) => (await fetch(url)).json(),
      axios: async (url) => (await axios.get(url)).data,
      download: drainBy(direct),
      'download by the gateway': drainBy(relayed),
    }
  },
  run: (name, url, options) =>
    callsPerSecond(async () => {
      const data = await contenders[name](url)
      if (data.ok !== true) throw new Error(`${name} did not hand over the JSON`)
    }, options),
  /** @returns MiB a second. */
  download: async (name, url, bytes) => {
    const start = performance.now()
    const received = await contenders[name](url)
    if (received !== bytes) throw new Error(`${name} handed over ${received} of ${bytes} bytes`)
    return bytes / 1024 / 1024 / ((performance.now() - start) / 1000)
  },
}
