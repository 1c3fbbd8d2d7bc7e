import { connectByWx, echoesPerSecond } from '../lib/echo.js'
import { answerCalls } from '../lib/process.js'

/**
 * How each client opens a socket.
 * @type {Record<string, () => Promise<(url: string) => Promise<object>>>}
 */
const contenders = {
  'wx.connectSocket': async () => {
    const { createHost, createWx } = await import('openwx')
    const wx = createWx(createHost(), { urlCheck: false, maxSockets: Infinity })
    return (url) => connectByWx(wx, url)
  },
  ws: async () => {
    const { WebSocket } = await import('ws')
    return (url) =>
      new Promise((resolve, reject) => {
        const socket = new WebSocket(url, { perMessageDeflate: false })
        let heard
        // Whoever expects text makes text of it.
        socket.on('message', (data) => heard(data.toString()))
        socket.on('error', reject)
        socket.on('open', () =>
          resolve({ send: (text) => socket.send(text), hear: (listener) => (heard = listener) }),
        )
      })
  },
}

let connect
let echo
const open = []

const usedBytes = () => {
  globalThis.gc()
  const { heapUsed, external, rss } = process.memoryUsage()
  return { heap: heapUsed + external, rss }
}

answerCalls({
  choose: async ({ name, url }) => {
    connect = await contenders[name]()
    echo = await connect(url)
  },
  run: (options) => echoesPerSecond(echo, options),
  /** Opens more sockets, all at once; says how many bytes each of them takes. */
  hold: async ({ url, sockets }) => {
    const before = usedBytes()
    open.push(...(await Promise.all(Array.from({ length: sockets }, () => connect(url)))))
    const after = usedBytes()
    return {
      heap: (after.heap - before.heap) / sockets,
      rss: (after.rss - before.rss) / sockets,
    }
  },
})
