import {
  createHost,
  createWx,
  type DownloadFileOptions,
  type DownloadFileResult,
  type RequestOptions,
  type RequestResult,
  type SocketTask,
  type UploadFileOptions,
  type UploadFileResult,
} from 'openwx/browser'

/** The program that `balancer.browser.test.ts` runs in a page: calls as promises, sockets by number. */
export const startProgram = (token: string) => {
  const host = createHost({ gateway: { url: '/__openwx/gateway', token } })
  const wx = createWx(host, { urlCheck: false })
  const sockets: { task: SocketTask; messages: unknown[]; closes: { code: number }[] }[] = []
  const settled = <T>(start: (callbacks: object) => unknown) =>
    new Promise<T>((resolve, reject) => {
      start({
        success: resolve,
        fail: ({ errMsg }: { errMsg: string }) => reject(new Error(errMsg)),
      })
    })

  return {
    request: (options: RequestOptions) =>
      settled<RequestResult>((callbacks) => wx.request({ ...options, ...callbacks })),
    download: (options: DownloadFileOptions) =>
      settled<DownloadFileResult>((callbacks) => wx.downloadFile({ ...options, ...callbacks })),
    upload: (options: UploadFileOptions) =>
      settled<UploadFileResult>((callbacks) => wx.uploadFile({ ...options, ...callbacks })),
    /** Resolves when the socket is open, with what its handshake said and with its first message. */
    async open(url: string, fields: Record<string, string>) {
      const task = wx.connectSocket({ url, header: fields, protocols: ['chat'] })
      const socket = { task, messages: [] as unknown[], closes: [] as { code: number }[] }
      sockets.push(socket)
      task.onClose((event) => socket.closes.push(event))
      const failed = new Promise<never>((_, reject) => {
        task.onError(({ errMsg }) => reject(new Error(errMsg)))
      })
      const opened = new Promise<unknown>((resolve) =>
        task.onOpen((event) => resolve(event.header)),
      )
      const first = new Promise<unknown>((resolve) => {
        task.onMessage(({ data }) => {
          socket.messages.push(data)
          resolve(data)
        })
      })
      const [header, message] = await Promise.race([Promise.all([opened, first]), failed])
      return { header, first: String(message) }
    },
    say: (index: number, data: string) => sockets[index]?.task.send({ data }),
    close: (index: number) => sockets[index]?.task.close({}),
    /** What every socket has heard since its first message. */
    heard: () => sockets.map(({ messages }) => messages.slice(1)),
    closeCodes: () => sockets.map(({ closes }) => closes.map(({ code }) => code)),
  }
}

Object.assign(globalThis, { startProgram })
