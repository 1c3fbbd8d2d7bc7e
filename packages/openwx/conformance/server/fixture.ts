import type { HeaderList } from '../../src/ports/http.js'
import { routeNameOf, routes } from './routes.js'
import type { FixtureHandshake } from './socket-route.js'
import { socketRoute } from './socket-route.js'

/** A request as the fixture server sees it, whatever carried it. */
export interface FixtureRequest {
  readonly method: string
  /** Path and query as they were sent; the fixture takes the case's key off before a route sees it. */
  readonly url: string
  /** Names as written, in order. */
  readonly headers: HeaderList
  readonly body: Uint8Array
}

/** Ways for a connection to break: before the response, by nonsense, or in the middle of it. */
export type Fault = 'reset' | 'empty' | 'malformed' | 'undecodable' | 'cut'

/** The carrier's half: how a route answers. */
export interface FixtureReply {
  head(status: number, headers?: HeaderList): void
  /** Resolves when there is room for more, or when the other side has gone. */
  write(chunk: Uint8Array): Promise<void>
  end(): void
  break(fault: Fault): void
  /** Sends the beginning of a head, and nothing more. */
  halfHead(): void
  /** Takes the rest of a request's body and throws it away; only so can a broken connection be noticed. */
  readOn(): void
  /** Aborts when the other side goes away before the end. */
  readonly gone: AbortSignal
  /** Whether bytes travel; if not, a carrier hands bodies over as a client would have decoded them. */
  readonly wire: boolean
}

/** Runs `callback` after `delayMs`; the result cancels it. The memory host's clock is one. */
export interface FixtureClock {
  after(delayMs: number, callback: () => void): () => void
}

/** What a route gets besides request and reply. */
export interface RouteTools {
  readonly query: URLSearchParams
  /** How often the case has asked for this very path before. */
  readonly before: number
  sleep(delayMs: number): Promise<void>
  /** Waits for the case to call `release`; at once when it already has. */
  held(): Promise<void>
}

export type Route = (
  request: FixtureRequest,
  reply: FixtureReply,
  tools: RouteTools,
) => void | Promise<void>

/** One request as the log keeps it. */
export interface Seen {
  readonly method: string
  readonly url: string
  readonly headers: HeaderList
  /** `open` until the reply has ended, the client has gone, or the route broke the connection. */
  state: 'open' | 'ended' | 'aborted'
  /** How a WebSocket ended, as the server saw it: 1006 without a close frame. */
  close?: { readonly code: number; readonly reason: string }
}

/** What a case asks of the server beside the wire; all of it concerns one key. */
export interface FixtureControl {
  /** Resolves with everything that arrived, as soon as that is `atLeast` requests. */
  seen(key: string, atLeast?: number): Promise<readonly Seen[]>
  /** Lets `count` waits go on, those of requests to come included. */
  release(key: string, count?: number): Promise<void>
  /** Resolves when no exchange is open. */
  idle(key: string): Promise<void>
}

class Book {
  readonly seen: Seen[] = []
  #credits = 0
  readonly #held: (() => void)[] = []
  readonly #watchers = new Set<() => void>()

  changed() {
    for (const watcher of [...this.#watchers]) watcher()
  }

  /** How often a path was asked for. */
  count(pathname: string): number {
    const isThat = ({ url }: Seen) => new URL(url, 'http://fixture.test').pathname === pathname
    return this.seen.filter(isThat).length
  }

  /** Resolves as soon as `condition` holds. */
  when(condition: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const look = () => {
        if (!condition()) return
        this.#watchers.delete(look)
        resolve()
      }
      this.#watchers.add(look)
      look()
    })
  }

  hold(gone: AbortSignal): Promise<void> {
    if (this.#credits > 0) {
      this.#credits -= 1
      return Promise.resolve()
    }
    return new Promise((resolve) => {
      this.#held.push(resolve)
      gone.addEventListener('abort', () => {
        const place = this.#held.indexOf(resolve)
        if (place !== -1) this.#held.splice(place, 1)
        resolve()
      })
    })
  }

  release(count: number) {
    for (const resolve of this.#held.splice(0, count)) {
      count -= 1
      resolve()
    }
    this.#credits += count
  }
}

/** `/~key/path` → key and `/path`; a path without a key belongs to the key `''`. */
export const splitKey = (url: string): [key: string, url: string] => {
  const found = /^\/~([^/?]*)(.*)$/s.exec(url)
  return found ? [found[1] ?? '', found[2] ?? ''] : ['', url]
}

/** Takes the reply and tells the log about its end. */
const watched = (reply: FixtureReply, seen: Seen, book: Book): FixtureReply => {
  const close = (state: Seen['state']) => {
    if (seen.state !== 'open') return
    seen.state = state
    book.changed()
  }
  reply.gone.addEventListener('abort', () => close('aborted'))
  return {
    head: (status, headers) => reply.head(status, headers),
    write: (chunk) => reply.write(chunk),
    end: () => {
      reply.end()
      close('ended')
    },
    break: (fault) => {
      reply.break(fault)
      close('ended')
    },
    halfHead: () => reply.halfHead(),
    readOn: () => reply.readOn(),
    gone: reply.gone,
    wire: reply.wire,
  }
}

/** The server that all hosts are tested against: what it does is written in the URL. */
export class Fixture implements FixtureControl {
  readonly #books = new Map<string, Book>()
  readonly #clock: FixtureClock

  constructor(clock: FixtureClock) {
    this.#clock = clock
  }

  #book(key: string): Book {
    const book = this.#books.get(key) ?? new Book()
    this.#books.set(key, book)
    return book
  }

  #enter(request: FixtureRequest): { book: Book; seen: Seen; url: string } {
    const [key, url] = splitKey(request.url)
    const book = this.#book(key)
    const seen: Seen = { method: request.method, url, headers: request.headers, state: 'open' }
    book.seen.push(seen)
    book.changed()
    return { book, seen, url }
  }

  /** Answers the handshake of a WebSocket. The result is to be called once when the connection has ended. */
  handleSocket(
    request: FixtureRequest,
    handshake: FixtureHandshake,
  ): (code: number, reason: string) => void {
    const { book, seen, url } = this.#enter(request)
    const { searchParams: query, pathname } = new URL(url, 'http://fixture.test')
    const run = () =>
      socketRoute({ ...request, url }, handshake, {
        query,
        before: book.count(pathname) - 1,
        held: () => book.hold(handshake.gone),
        sleep: (delayMs) => this.#sleep(delayMs, handshake.gone),
      })
    // Later: the carrier may need the result at once.
    void Promise.resolve().then(run)
    return (code, reason) => {
      if (seen.state !== 'open') return
      seen.state = code === 1006 ? 'aborted' : 'ended'
      seen.close = { code, reason }
      book.changed()
    }
  }

  handle(request: FixtureRequest, reply: FixtureReply): void {
    const { book, seen, url } = this.#enter(request)
    const { pathname, searchParams } = new URL(url, 'http://fixture.test')
    const answer = watched(reply, seen, book)
    const run = async () => {
      const route = routes[routeNameOf(pathname)] ?? routes['/status']
      await route?.({ ...request, url }, answer, {
        query: searchParams,
        before: book.count(pathname) - 1,
        held: () => book.hold(reply.gone),
        sleep: (delayMs) => this.#sleep(delayMs, reply.gone),
      })
    }
    void run().catch((error: unknown) => {
      if (reply.gone.aborted) return
      answer.head(500)
      void answer.write(new TextEncoder().encode(String(error)))
      answer.end()
    })
  }

  #sleep(delayMs: number, gone: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const cancel = this.#clock.after(delayMs, resolve)
      gone.addEventListener('abort', () => {
        cancel()
        resolve()
      })
    })
  }

  async seen(key: string, atLeast = 0) {
    const book = this.#book(key)
    await book.when(() => book.seen.length >= atLeast)
    return book.seen
  }

  release(key: string, count = 1) {
    this.#book(key).release(count)
    return Promise.resolve()
  }

  async idle(key: string) {
    const book = this.#book(key)
    await book.when(() => book.seen.every(({ state }) => state !== 'open'))
  }
}
