import { createHost, createWx } from 'openwx/browser'
import { connectByWx, echoesPerSecond } from '../lib/echo.js'

const wxOn = (options) => createWx(createHost(options), { urlCheck: false })

const connectRaw = (url) =>
  new Promise((resolve, reject) => {
    const socket = new WebSocket(url)
    let heard
    socket.onmessage = ({ data }) => heard(data)
    socket.onerror = () => reject(new Error('the WebSocket failed'))
    socket.onopen = () =>
      resolve({ send: (text) => socket.send(text), hear: (listener) => (heard = listener) })
  })

let contenders
const sockets = {}

/** What the benchmark calls from outside the page. */
globalThis.bench = {
  prepare: (gateway) => {
    const direct = wxOn({})
    const relayed = wxOn({ gateway })
    contenders = {
      'wx.connectSocket': (url) => connectByWx(direct, url),
      'wx.connectSocket by the gateway': (url) => connectByWx(relayed, url),
      WebSocket: connectRaw,
    }
  },
  echo: async (name, url, options) => {
    sockets[name] ??= await contenders[name](url)
    return echoesPerSecond(sockets[name], options)
  },
}
