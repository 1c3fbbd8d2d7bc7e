const MESSAGE = 'openwx! '.repeat(128)

/**
 * Keeps `inFlight` texts of 1 KiB on their way to a server that sends them back.
 * @param {{ send(text: string): void, hear(listener: (text: string) => void): void }} socket
 * @returns {Promise<number>} Echoes a second.
 */
export const echoesPerSecond = (socket, { inFlight, durationMs }) =>
  new Promise((resolve, reject) => {
    const start = performance.now()
    const end = start + durationMs
    let echoes = 0
    let onTheirWay = inFlight
    socket.hear((text) => {
      if (text !== MESSAGE) return reject(new Error('that is not what was sent'))
      echoes++
      const now = performance.now()
      if (now < end) socket.send(MESSAGE)
      else if (--onTheirWay === 0) resolve((echoes * 1000) / (now - start))
    })
    for (let i = 0; i < inFlight; i++) socket.send(MESSAGE)
  })

/** `wx.connectSocket` as the socket above. */
export const connectByWx = (wx, url) =>
  new Promise((resolve, reject) => {
    const task = wx.connectSocket({ url, fail: ({ errMsg }) => reject(new Error(errMsg)) })
    let heard
    task.onMessage(({ data }) => heard(data))
    task.onError(({ errMsg }) => reject(new Error(errMsg)))
    task.onOpen(() =>
      resolve({ send: (data) => task.send({ data }), hear: (listener) => (heard = listener) }),
    )
  })
