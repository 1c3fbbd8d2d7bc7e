import type { NodeHttpRequest } from './http.js'

/** A canonical URL has a path, even if only `/`, and nothing to parse again. */
export const urlParts = (url: string): { origin: string; host: string; path: string } => {
  const hostAt = url.indexOf('//') + 2
  const pathAt = url.indexOf('/', hostAt)
  return {
    origin: url.slice(0, pathAt),
    host: url.slice(hostAt, pathAt),
    path: url.slice(pathAt),
  }
}

/** Whether the same bytes can be sent a second time: not a stream, nor a file that may change. */
export const isReplayable = (body: NodeHttpRequest['body']): boolean =>
  body === undefined || typeof body === 'string' || body instanceof Uint8Array
