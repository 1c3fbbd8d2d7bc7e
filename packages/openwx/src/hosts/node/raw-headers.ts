import type { HeaderList } from '../../ports/http.js'

/** Names as the server wrote them; a composed dispatcher may have only the parsed ones. */
export const headerList = (
  { rawHeaders }: { rawHeaders?: unknown },
  headers: Record<string, string | string[] | undefined>,
): HeaderList => {
  const list: [string, string][] = []
  if (Array.isArray(rawHeaders) && rawHeaders.length > 0) {
    for (let i = 0; i + 1 < rawHeaders.length; i += 2) {
      list.push([latin1(rawHeaders[i]), latin1(rawHeaders[i + 1])])
    }
    return list
  }
  for (const [name, value] of Object.entries(headers)) {
    for (const one of [value ?? []].flat()) list.push([name, one])
  }
  return list
}

const latin1 = (text: unknown): string =>
  Buffer.isBuffer(text) ? text.toString('latin1') : String(text)
