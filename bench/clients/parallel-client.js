import { createHost, createWx } from 'openwx'
import { answerCalls } from '../lib/process.js'

/** A Node host that notes which call its port is asked to carry. */
const createWatchedHost = (asked) => {
  const host = createHost()
  const http = {
    ...host.http,
    exchange: (request, sink) => {
      asked.push(Number(new URL(request.url).searchParams.get('call')))
      return host.http.exchange(request, sink)
    },
  }
  return { ...host, http }
}

const asked = []
const wx = createWx(createWatchedHost(asked), { urlCheck: false })

const request = (url) =>
  new Promise((resolve, reject) => {
    wx.request({ url, success: resolve, fail: ({ errMsg }) => reject(new Error(errMsg)) })
  })

answerCalls({
  /** Makes all calls at once; resolves when they have ended and their garbage is gone. */
  run: async ({ url, calls }) => {
    asked.length = 0
    await Promise.all(
      Array.from({ length: calls }, (_, call) => request(`${url}/slow?call=${call}`)),
    )
    const inOrder = asked.length === calls && asked.every((call, place) => call === place)
    globalThis.gc()
    return { inOrder, heapBytes: process.memoryUsage().heapUsed }
  },
})
