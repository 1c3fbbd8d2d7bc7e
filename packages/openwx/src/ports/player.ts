import type { FilePlace } from './files.js'
import { PortError } from './port-error.js'

/** What the library may ask of a host's loudspeaker. */
export interface PlayerPort {
  /**
   * Resolves when the sound can be played, from its beginning and silent so far.
   * @param signal Gives it up; nothing is told afterwards.
   * @throws PlayerError
   */
  open(source: PlayerSource, sink: PlayerSink, signal: AbortSignal): Promise<Player>
  /** How sound gets along with the rest of the machine, as far as the machine lets anybody decide that. */
  configure(session: PlayerSession): Promise<void>
}

/** A file of the program, an `http:`, `https:` or `data:` address, or that of an HLS playlist. */
export type PlayerSource =
  { readonly place: FilePlace } | { readonly url: string; readonly isHls?: boolean }

export interface PlayerSession {
  /** Whether what others play goes on. */
  readonly mixes: boolean
  /** Whether the switch of a phone that mutes it mutes this too. */
  readonly obeysMuteSwitch: boolean
}

/** Hears what becomes of one sound; never called within a call of its {@link Player}, or after its `close`. */
export interface PlayerSink {
  /** What the last {@link Player.play} asked for has begun. */
  started(): void
  /**
   * The machine plays nothing before its user has touched something. It begins by itself when he does,
   * unless it is paused meanwhile.
   */
  blocked(): void
  /** The machine has silenced it, as for a phone call or when headphones are pulled out. */
  paused(): void
  /** The machine lets it go on, and it does. */
  resumed(): void
  /** It has run out of data; it goes on by itself. */
  waiting(): void
  /** The last {@link Player.seek} is done. */
  seeked(): void
  /** It came to its end, and does not loop. */
  ended(): void
  /** Nothing more comes. */
  failed(error: PlayerError): void
}

/** One sound. Positions and lengths are seconds. */
export interface Player {
  readonly position: number
  /** 0 for what has no end. */
  readonly duration: number
  /** What is there from {@link Player.position} up to here. */
  readonly buffered: number
  play(): void
  pause(): void
  /** @param position Beyond the end means the end. */
  seek(position: number): void
  /** @param volume 0–1 */
  setVolume(volume: number): void
  /** @param rate 0.5–2 */
  setRate(rate: number): void
  setLoop(loop: boolean): void
  /** Silence, and everything freed. Harmless twice. */
  close(): void
}

export type PlayerProblem =
  /** Nobody answered, or the answer broke off. */
  | 'network'
  /** There is no such file, or the server says so. */
  | 'not-found'
  /** What came is no sound that this host understands. */
  | 'format'
  | 'failed'

const problemTexts: Readonly<Record<PlayerProblem, string>> = {
  network: 'the network failed',
  'not-found': 'file not found',
  format: 'unknown format',
  failed: 'the sound could not be played',
}

/** No sound, or no more of it. */
export class PlayerError extends PortError {
  override readonly name = 'PlayerError'
  readonly problem: PlayerProblem

  constructor(problem: PlayerProblem, options?: ErrorOptions & { readonly detail?: string }) {
    const detail = options?.detail === undefined ? '' : `: ${options.detail}`
    super(problemTexts[problem] + detail, options)
    this.problem = problem
  }
}

/** Whatever a runtime threw, as the end of a sound. */
export const asPlayerError = (cause: unknown): PlayerError =>
  cause instanceof PlayerError ? cause : new PlayerError('failed', { cause })
