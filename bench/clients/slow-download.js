import http from 'node:http'

const BURST_BYTES = 8 * 1024 * 1024
const REST_MS = 100

/**
 * Downloads by the gateway as a page does, but slower than the target sends: what does not wait there has
 * to wait in the gateway.
 */
export const slowDownload = ({ served, url, bytes }) =>
  new Promise((resolve, reject) => {
    const endpoint = new URL(`${served.gateway.url}/http`, served.page)
    const request = http.request(endpoint, {
      method: 'POST',
      headers: {
        origin: endpoint.origin,
        'x-openwx-token': served.gateway.token,
        'x-openwx-request': JSON.stringify({ method: 'GET', url, headers: [] }),
      },
    })
    request.on('response', (response) => {
      if (response.statusCode !== 200) {
        reject(new Error(`the gateway answered ${response.statusCode}`))
        return
      }
      let received = 0
      let burst = 0
      response.on('data', (chunk) => {
        received += chunk.length
        burst += chunk.length
        if (burst < BURST_BYTES) return
        burst = 0
        response.pause()
        setTimeout(() => response.resume(), REST_MS)
      })
      response.on('end', () => {
        if (received === bytes) resolve(received)
        else reject(new Error(`${received} of ${bytes} bytes came`))
      })
      response.on('error', reject)
    })
    request.on('error', reject)
    request.end()
  })
