import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Dispatcher } from 'undici'
import { Agent, request } from 'undici'
import { afterAll, afterEach } from 'vitest'
import type { RelayError, RelayResponse } from '../src/codec/relay.js'
import { toHeaderJson } from '../src/codec/relay.js'
import type { GatewayOptions, GatewayServer } from '../src/gateway/index.js'
import { createGateway } from '../src/gateway/index.js'
import type { HeaderList } from '../src/ports/http.js'

const agent = new Agent({ maxHeaderSize: 256 * 1024 })
const open: (() => Promise<unknown>)[] = []

afterEach(async () => {
  await Promise.all(open.splice(0).map((close) => close()))
})
afterAll(() => agent.destroy())

/** A server on a free port until the test ends. */
export const startTarget = async (
  handler: RequestListener,
): Promise<{ origin: string; port: number; seen: IncomingMessage[]; server: Server }> => {
  const seen: IncomingMessage[] = []
  const server = createServer({ maxHeaderSize: 256 * 1024 }, (incoming, response) => {
    seen.push(incoming)
    handler(incoming, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  open.push(
    () =>
      new Promise((resolve) => {
        server.close(resolve)
        server.closeAllConnections()
      }),
  )
  const { port } = server.address() as AddressInfo
  return { origin: `http://127.0.0.1:${port}`, port, seen, server }
}

export const bodyOf = async (incoming: IncomingMessage): Promise<Buffer> =>
  Buffer.concat((await incoming.toArray()) as Buffer[])

/** Answers with what arrived, if it arrives. */
export const echo = (incoming: IncomingMessage, response: ServerResponse): void => {
  const answer = (body: Buffer) => {
    const { method, url, rawHeaders } = incoming
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify({ method, url, rawHeaders, body: body.toString() }))
  }
  bodyOf(incoming).then(answer, () => response.destroy())
}

/** A promise that somebody else resolves. */
export const deferred = <T>(): { promise: Promise<T>; resolve: (value: T) => void } => {
  let resolve: (value: T) => void = () => undefined
  const promise = new Promise<T>((settle) => (resolve = settle))
  return { promise, resolve }
}

/** A gateway on a free port until the test ends. */
export const startGateway = async (options: GatewayOptions = {}): Promise<GatewayServer> => {
  const server = await createGateway(options).listen({ port: 0 })
  open.push(() => server.close())
  return server
}

export interface Asked {
  readonly method?: string
  readonly url: string
  readonly headers?: HeaderList
  readonly body?: Dispatcher.DispatchOptions['body']
}

/** What a page of the gateway's own origin sends. */
export const pageHeaders = (gateway: GatewayServer, asked: Asked): Record<string, string> => ({
  origin: new URL(gateway.url).origin,
  'x-openwx-token': gateway.token,
  'x-openwx-request': toHeaderJson({
    method: asked.method ?? 'GET',
    url: asked.url,
    headers: asked.headers ?? [],
  }),
})

/** Asks as a page would; `changed` replaces or, with `undefined`, leaves out what a page sends. */
export const ask = async (
  gateway: GatewayServer,
  asked: Asked,
  changed: Record<string, string | undefined> = {},
  options: { method?: Dispatcher.HttpMethod; path?: string; signal?: AbortSignal } = {},
) => {
  const headers = { ...pageHeaders(gateway, asked), ...changed }
  const reply = await request(gateway.url + (options.path ?? '/http'), {
    method: options.method ?? 'POST',
    headers: Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== undefined)),
    body: asked.body ?? null,
    dispatcher: agent,
    ...(options.signal && { signal: options.signal }),
  })
  const parse = (name: string): unknown => {
    const text = reply.headers[name]
    return typeof text === 'string' ? JSON.parse(text) : undefined
  }
  return {
    status: reply.statusCode,
    headers: reply.headers,
    body: reply.body,
    head: parse('x-openwx-response') as RelayResponse | undefined,
    error: parse('x-openwx-error') as RelayError | undefined,
  }
}

/** Like {@link ask}, for a test that needs no body. */
export const askHead = async (...args: Parameters<typeof ask>) => {
  const { body, ...rest } = await ask(...args)
  await body.dump()
  return rest
}
