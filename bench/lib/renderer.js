import { readFileSync } from 'node:fs'

/** Resident memory of the page's own process; undefined where the system does not say. */
export const rendererMemory = async (browser) => {
  const session = await browser.newBrowserCDPSession()
  const { processInfo } = await session.send('SystemInfo.getProcessInfo')
  const renderers = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id)
  return () => {
    try {
      const sizes = renderers.map((id) => {
        const status = readFileSync(`/proc/${id}/status`, 'utf8')
        return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1]) * 1024
      })
      return Math.max(...sizes)
    } catch {
      return undefined
    }
  }
}
