// A binary echo: keeps a few messages on their way, and measures what comes back.
const IN_FLIGHT = 8
const TICK_MS = 500

/**
 * @param {(data: ArrayBuffer) => void} send
 * @param {(figures: { messages: number, bytes: number, seconds: number }) => void} tell
 *   What came back since the last time.
 */
const createEcho = (send, tell) => {
  let message = null
  let timer = 0
  let messages = 0
  let bytes = 0
  let since = 0

  const tick = () => {
    const now = Date.now()
    tell({ messages, bytes, seconds: Math.max(1, now - since) / 1000 })
    messages = 0
    bytes = 0
    since = now
  }

  return {
    start(size) {
      message = new Uint8Array(size).map((_, index) => index % 256).buffer
      since = Date.now()
      timer = setInterval(tick, TICK_MS)
      for (let count = 0; count < IN_FLIGHT; count++) send(message)
    },
    received(data) {
      messages += 1
      bytes += data.byteLength
      if (message) send(message)
    },
    stop() {
      if (!message) return
      message = null
      clearInterval(timer)
      tick()
    },
  }
}

module.exports = { createEcho }
