import type { ClockPort } from '../../../ports/clock.js'
import type { Player, PlayerError, PlayerSink } from '../../../ports/player.js'

export interface ClockPlayerParts {
  readonly clock: ClockPort
  readonly sink: PlayerSink
  /** Gives it up. */
  readonly signal: AbortSignal
  /** Seconds; 0 for what has no end yet. */
  readonly duration: number
  /** Called before anything changes that can be heard: its way, its rate, its volume. */
  changing?(): void
  /** Called when it has changed. */
  changed?(player: ClockPlayer): void
  /** Called once, at its end. */
  closed?(): void
}

/** A sound that is nothing but time, as far as there is something to hear. Positions are seconds. */
export interface ClockPlayer extends Player {
  readonly isMoving: boolean
  readonly volume: number
  readonly rate: number
  /** There is something up to here; what waited for it goes on. */
  extend(available: number): void
  /** What there is is all. */
  finish(): void
  /** What there is is all, for this reason. */
  breakOff(error: PlayerError): void
}

/** Passes by a clock, and tells what a sound would. */
export const createClockPlayer = (parts: ClockPlayerParts): ClockPlayer => {
  const { clock, sink, signal, duration } = parts
  let closed = false
  let volume = 1
  let rate = 1
  let loop = false
  /** Whether it is to be heard; it moves unless it waits for something to play. */
  let wanted = false
  let available = 0
  /** What comes when there is nothing more. */
  let last: 'more' | 'end' | PlayerError = 'more'
  /** Where it stood, and when; it has moved since unless it is silent. */
  let mark = { position: 0, atMs: 0, moves: false }
  let cancelTimer: (() => void) | undefined

  const positionNow = () => {
    if (!mark.moves) return mark.position
    return Math.min(mark.position + ((clock.now() - mark.atMs) / 1000) * rate, available)
  }
  const tell = (event: 'started' | 'seeked' | 'waiting' | 'ended') =>
    void Promise.resolve().then(() => {
      if (!closed) sink[event]()
    })
  const arrive = () => {
    if (last === 'more') {
      go(available, wanted)
      tell('waiting')
    } else if (last !== 'end') {
      const error = last
      close()
      sink.failed(error)
    } else if (loop && available > 0) go(0, wanted)
    else {
      wanted = false
      go(available, false)
      tell('ended')
    }
  }
  const go = (position: number, isWanted: boolean) => {
    parts.changing?.()
    cancelTimer?.()
    cancelTimer = undefined
    wanted = isWanted
    const moves = wanted && position < available
    mark = { position, atMs: clock.now(), moves }
    // At the end of what there is, it has arrived already; where more is to come, it waits for that.
    if (moves) cancelTimer = clock.after(((available - position) / rate) * 1000, arrive)
    else if (wanted && last !== 'more') cancelTimer = clock.after(0, arrive)
    parts.changed?.(player)
  }
  const close = () => {
    if (closed) return
    closed = true
    go(0, false)
    signal.removeEventListener('abort', close)
    parts.closed?.()
  }
  /** Changes something that its way depends on. */
  const change = (apply: () => void) => {
    parts.changing?.()
    const position = positionNow()
    apply()
    if (!closed) go(position, wanted)
  }

  const player: ClockPlayer = {
    get position() {
      return positionNow()
    },
    get duration() {
      return duration
    },
    get buffered() {
      return available
    },
    get isMoving() {
      return mark.moves
    },
    get volume() {
      return volume
    },
    get rate() {
      return rate
    },
    play: () => {
      if (closed) return
      const isOver = last === 'end' && mark.position >= available
      if (!wanted) go(isOver ? 0 : mark.position, true)
      tell('started')
    },
    pause: () => {
      if (!closed) go(positionNow(), false)
    },
    seek: (position) => {
      if (closed) return
      go(Math.min(position, duration || available), wanted)
      tell('seeked')
    },
    setVolume: (next) => change(() => (volume = next)),
    setRate: (next) => change(() => (rate = next)),
    setLoop: (next) => {
      loop = next
    },
    extend: (next) => change(() => (available = next)),
    finish: () => change(() => (last = 'end')),
    breakOff: (error) => change(() => (last = error)),
    close,
  }
  signal.addEventListener('abort', close)
  if (signal.aborted) close()
  return player
}
