import type { ClockPort } from './clock.js'
import type { HttpPort } from './http.js'
import type { LifeCyclePort } from './life-cycle.js'

/** A machine that a mini program runs on: the ports, and its life cycle as the embedder drives it. */
export interface Host {
  readonly clock: ClockPort
  readonly http: HttpPort
  readonly lifeCycle: LifeCyclePort
  readonly log: LogPort
  readonly network: NetworkPort

  /** The app went out of sight. After 5 s there, unfinished network calls fail. */
  enterBackground(): void
  enterForeground(): void
  /**
   * Ends every call (they fail with `interrupted`), then closes what the host opened.
   * Harmless twice. Calls made afterwards fail as well.
   */
  dispose(): Promise<void>
}

/** Where messages for developers go. */
export interface LogPort {
  warn(message: string): void
  error(message: string, cause?: unknown): void
}

export interface NetworkPort {
  /** The machine's own IPv4 addresses with their masks; empty when the host cannot know. */
  localAddresses(): readonly { readonly address: string; readonly netmask: string }[]
}
