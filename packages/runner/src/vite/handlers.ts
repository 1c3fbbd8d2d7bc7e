import { createReadStream, existsSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import path from 'node:path'
import sirv from 'sirv'

/** One of several that answer a server's requests: it answers, or passes on. */
export type Handler = (
  request: IncomingMessage,
  response: ServerResponse,
  next: (error?: unknown) => void,
) => void

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.map': 'application/json',
}

const pathOf = (request: IncomingMessage): string => (request.url ?? '/').split('?')[0] ?? '/'

const answer = (response: ServerResponse, status: number, text: string) => {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' })
  response.end(text)
}

/**
 * Refuses requests under a name that is not this machine's: a foreign site could point its own name
 * here and read what these pages carry.
 */
export const onlyLocalNames: Handler = (request, response, next) => {
  const name = (request.headers.host ?? '').replace(/:\d+$/, '')
  if (/^(localhost|.+\.localhost|127\.0\.0\.1|\[::1\])$/.test(name)) next()
  else answer(response, 403, `this server is not called ${name}`)
}

const sendFile = (response: ServerResponse, file: string) => {
  const type = TYPES[path.extname(file)] ?? 'application/octet-stream'
  response.writeHead(200, {
    'content-type': `${type}; charset=utf-8`,
    'cache-control': 'no-cache',
  })
  createReadStream(file).pipe(response)
}

/** Serves the files of one folder, and of no folder in it. */
export const serveFolder =
  (url: string, folder: string): Handler =>
  (request, response, next) => {
    const name = path.basename(pathOf(request))
    const file = path.join(folder, name)
    if (pathOf(request) !== url + name || !existsSync(file)) return next()
    sendFile(response, file)
  }

export const serveFile =
  (url: string, file: string): Handler =>
  (request, response, next) =>
    pathOf(request) === url ? sendFile(response, file) : next()

/** Serves what is in a folder, and in all of its folders, as it is now. */
export const serveTree = (url: string, folder: string): Handler => {
  const serve = sirv(folder, { dev: true })
  return (request, response, next) => {
    if (!pathOf(request).startsWith(url)) return next()
    request.url = (request.url ?? '').slice(url.length - 1)
    serve(request, response, () => answer(response, 404, 'not found'))
  }
}

export const serveDocument =
  (url: string, html: () => string | Promise<string>): Handler =>
  (request, response, next) => {
    if (pathOf(request) !== url) return next()
    const send = (text: string) => {
      response.writeHead(200, {
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'no-store',
      })
      response.end(text)
    }
    Promise.resolve()
      .then(html)
      .then(send, (error: unknown) => next(error))
  }

/** Asks one handler after the other; what nobody answers is 404, what fails is 500. */
export const inOrder =
  (handlers: readonly Handler[]) => (request: IncomingMessage, response: ServerResponse) => {
    const run = (index: number, error?: unknown): void => {
      const handler = handlers[index]
      if (error !== undefined)
        answer(response, 500, error instanceof Error ? error.message : 'failed')
      else if (handler) handler(request, response, (failure) => run(index + 1, failure))
      else answer(response, 404, 'not found')
    }
    run(0)
  }
