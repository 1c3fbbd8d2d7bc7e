/** What `wx.request` sends besides Host and Connection: to write and to read them takes time as well. */
const fields = {
  'content-type': 'application/json',
  referer: 'https://servicewechat.com/wx0000000000000000/0/page-frame.html',
  'user-agent': 'openwx',
  'accept-encoding': 'gzip, deflate, br',
}

/**
 * One JSON GET each, by the client's usual way to do it. A contender imports what it needs only when it is
 * chosen: each runs in a process of its own.
 * @type {Record<string, () => Promise<(url: string) => Promise<unknown>>>}
 */
export const contenders = {
  'wx.request': async () => {
    const { createHost, createWx } = await import('openwx')
    const wx = createWx(createHost(), { urlCheck: false })
    return (url) =>
      new Promise((resolve, reject) => {
        wx.request({
          url,
          success: ({ data }) => resolve(data),
          fail: ({ errMsg }) => reject(new Error(errMsg)),
        })
      })
  },
  'undici.request': async () => {
    const { request } = await import('undici')
    return async (url) => (await request(url, { headers: fields })).body.json()
  },
  'undici.request, bare': async () => {
    const { request } = await import('undici')
    return async (url) => (await request(url)).body.json()
  },
  'node:http, keep-alive agent': async () => {
    const { Agent, get } = await import('node:http')
    const agent = new Agent({ keepAlive: true })
    return (url) =>
      new Promise((resolve, reject) => {
        get(url, { agent }, (response) => {
          const chunks = []
          response.on('data', (chunk) => chunks.push(chunk))
          response.on('end', () => resolve(JSON.parse(Buffer.concat(chunks).toString())))
          response.on('error', reject)
        }).on('error', reject)
      })
  },
  'global fetch': () => Promise.resolve(async (url) => (await fetch(url)).json()),
  'axios, keep-alive agent': async () => {
    const { Agent } = await import('node:http')
    const { default: axios } = await import('axios')
    const client = axios.create({ httpAgent: new Agent({ keepAlive: true }) })
    return async (url) => (await client.get(url)).data
  },
  axios: async () => {
    const { default: axios } = await import('axios')
    return async (url) => (await axios.get(url)).data
  },
}
