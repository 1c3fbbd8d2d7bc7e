import type { Readable } from 'node:stream'
import type { HeaderList } from '../ports/http.js'

/** The page's half of one exchange, whatever carries it. */
export interface PageExchange {
  readonly method: string
  /** What follows the gateway's base path, without a query. */
  readonly path: string
  /** @param name Lower case. */
  header(name: string): string | undefined
  /** The body that the page sends; nothing when it sends none. */
  body(): Readable | undefined
  /** Called once, before any `write`. */
  answer(status: number, headers: HeaderList): void
  /** False: the page is behind, and {@link PageListener.drained} will say when it has caught up. */
  write(chunk: Uint8Array): boolean
  end(): void
  /** Makes the answer fail on the page's side, since it cannot be completed. */
  breakOff(): void
}

/** What the carrier tells while an exchange runs. */
export interface PageListener {
  drained(): void
  /** The page went away. Harmless after the end. */
  gone(): void
}
