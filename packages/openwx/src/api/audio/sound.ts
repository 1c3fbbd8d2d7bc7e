import type { ApiContext } from '../../call/context.js'
import { isNetworkAddress } from '../../codec/file-path.js'
import type { Player, PlayerSource } from '../../ports/player.js'
import { asPlayerError, PlayerError } from '../../ports/player.js'
import { parsePath } from '../file/paths.js'
import type { AudioFailure } from './failure.js'
import { autoplayRefused, playerFailure } from './failure.js'

/** How often a program hears of progress. */
const TIME_UPDATE_MS = 250

/** Where a sound is: `idle` is ready and silent, from wherever it stands. */
export type SoundPhase =
  'none' | 'loading' | 'idle' | 'playing' | 'stopped' | 'ended' | 'failed' | 'closed'

/** What a program hears of a sound. */
export interface SoundEvents {
  canplay(): void
  play(): void
  pause(): void
  stop(): void
  ended(): void
  timeUpdate(): void
  waiting(): void
  seeking(): void
  seeked(): void
  failed(failure: AudioFailure): void
}

/** How it is to be played, read whenever it matters. */
export interface SoundSettings {
  /** Seconds, 0 or more: where it begins, and begins anew after its end or a stop. */
  startTime: number
  autoplay: boolean
  loop: boolean
  /** 0–1 */
  volume: number
  /** 0.5–2 */
  playbackRate: number
  /** `'hls'` for playlists whose address does not end in `.m3u8`. @default 'http' */
  protocol?: string
}

/** What a program that says nothing gets. */
export const soundDefaults: Readonly<SoundSettings> = {
  startTime: 0,
  autoplay: false,
  loop: false,
  volume: 1,
  playbackRate: 1,
}

const DATA = /^data:/i
const PLAYLIST = /^https?:[^?#]*\.m3u8(?:[?#]|$)/i

const sourceOf = (context: ApiContext, src: string, protocol = 'http'): PlayerSource => {
  const place = parsePath(context, src)
  if (place !== undefined) return { place }
  if (!isNetworkAddress(src) && !DATA.test(src)) throw new PlayerError('not-found')
  return { url: src, isHls: protocol.toLowerCase() === 'hls' || PLAYLIST.test(src) }
}

const noPlayer: Pick<Player, 'position' | 'duration' | 'buffered'> = {
  position: 0,
  duration: 0,
  buffered: 0,
}

/** One sound after another, and what becomes of each. Every event comes in a later job than the call behind it. */
export interface Sound {
  readonly phase: SoundPhase
  /** Neither audible nor about to be. */
  readonly isSilent: boolean
  readonly position: number
  readonly duration: number
  readonly buffered: number
  /** Whatever there was is cut off without a word. @param src `''` for nothing */
  load(src: string): void
  play(): void
  pause(): void
  stop(): void
  /** @param position Seconds, 0 or more. */
  seek(position: number): void
  /** To be called when {@link SoundSettings} have changed. */
  adjust(): void
  /** Silence for good: no event follows. */
  close(): void
}

export const createSound = (
  context: ApiContext,
  settings: Readonly<SoundSettings>,
  mayPlay: () => boolean,
  events: SoundEvents,
): Sound => {
  const { clock, player: port } = context.host
  /** How long it waits for data without getting anywhere. */
  const patienceMs = context.app.networkTimeout.downloadFile
  let phase: SoundPhase = 'none'
  let src = ''
  let player: Player | undefined
  let loading: AbortController | undefined
  /** Whether it is to play as soon as it can. */
  let wanted = false
  /** Whether the program has heard that it plays. */
  let isTold = false
  let isBlocked = false
  /** Whether it begins at `startTime` the next time. */
  let isFresh = true
  /** Where to go before anything else, once there is a player. */
  let goTo: number | undefined
  /** Whether the program waits for the end of a seek. */
  let tellsSeeked = false
  /** Whether it has run out of data, and moves no more. */
  let isStarved = false
  let toldPosition = 0
  let movedAtMs = 0
  let cancelTimer: (() => void) | undefined

  const tell = (event: Exclude<keyof SoundEvents, 'failed'>) =>
    void Promise.resolve().then(() => {
      if (phase !== 'closed') events[event]()
    })

  const giveUp = () => fail(playerFailure(new PlayerError('network', { detail: 'no data came' })))
  const watchTime = () => {
    cancelTimer?.()
    cancelTimer = clock.after(TIME_UPDATE_MS, () => {
      watchTime()
      if (player === undefined) return
      // A short sound that goes round may stand where it stood before.
      const isMoving = player.position !== toldPosition || (settings.loop && !isStarved)
      if (isMoving) {
        isStarved = false
        toldPosition = player.position
        movedAtMs = clock.now()
        events.timeUpdate()
      } else if (clock.now() - movedAtMs > patienceMs) giveUp()
    })
  }
  const stopWatching = () => {
    cancelTimer?.()
    cancelTimer = undefined
  }
  /** Silent from now on, in whatever state it then is. */
  const rest = (next: SoundPhase) => {
    const wasTold = isTold
    phase = next
    wanted = isTold = isBlocked = isStarved = false
    stopWatching()
    return wasTold
  }
  const drop = (next: SoundPhase) => {
    rest(next)
    loading?.abort()
    loading = undefined
    player?.close()
    player = undefined
    tellsSeeked = false
  }
  const fail = (failure: AudioFailure) => {
    drop('failed')
    events.failed(failure)
  }

  const begin = () => {
    if (player === undefined) return
    phase = 'playing'
    if (isFresh && player.position !== settings.startTime) player.seek(settings.startTime)
    isFresh = false
    player.play()
  }
  const adjust = () => {
    player?.setLoop(settings.loop)
    player?.setVolume(settings.volume)
    player?.setRate(settings.playbackRate)
  }

  const open = async (own: AbortController): Promise<void> => {
    const isCurrent = () => loading === own
    try {
      // What the program sets behind its source counts too.
      const opened = await port.open(
        sourceOf(context, src, settings.protocol),
        {
          started: () => {
            isBlocked = false
            if (isTold || phase !== 'playing') return
            isTold = true
            toldPosition = player?.position ?? 0
            movedAtMs = clock.now()
            watchTime()
            events.play()
          },
          blocked: () => {
            isBlocked = true
            events.failed(autoplayRefused())
          },
          paused: () => {
            if (rest('idle')) events.pause()
          },
          resumed: () => {
            if (mayPlay()) begin()
            else player?.pause()
          },
          waiting: () => {
            isStarved = true
            // Before the beginning, that is what waiting for it means.
            if (isTold) events.waiting()
          },
          seeked: () => {
            if (!tellsSeeked) return
            tellsSeeked = false
            events.seeked()
          },
          ended: () => {
            rest('ended')
            isFresh = true
            events.ended()
          },
          failed: (error) => fail(playerFailure(error)),
        },
        own.signal,
      )
      if (!isCurrent()) {
        opened.close()
        return
      }
      player = opened
    } catch (cause) {
      if (isCurrent()) fail(playerFailure(asPlayerError(cause)))
      return
    }
    becomeReady()
  }
  const becomeReady = () => {
    stopWatching()
    wanted ||= settings.autoplay
    phase = 'idle'
    adjust()
    if (goTo !== undefined) player?.seek(goTo)
    goTo = undefined
    const own = player
    events.canplay()
    // The listener may have decided otherwise, and want something else now.
    if (own !== player) return
    if (wanted && mayPlay()) begin()
    wanted = false
  }
  const load = (next: string) => {
    if (phase === 'closed') return
    drop(next === '' ? 'none' : 'loading')
    src = next
    isFresh = true
    goTo = undefined
    if (src === '') return
    const own = (loading = new AbortController())
    cancelTimer = clock.after(patienceMs, giveUp)
    void Promise.resolve().then(() => {
      if (loading === own) return open(own)
    })
  }

  return {
    get phase() {
      return phase
    },
    get isSilent() {
      return !(wanted || (phase === 'playing' && !isBlocked))
    },
    get position() {
      return goTo ?? (player ?? noPlayer).position
    },
    get duration() {
      return (player ?? noPlayer).duration
    },
    get buffered() {
      return (player ?? noPlayer).buffered
    },
    load,
    play: () => {
      if (phase === 'failed') load(src)
      if (phase === 'loading') wanted = true
      else if (phase === 'playing' && isBlocked) player?.play()
      else if (phase === 'idle' || phase === 'stopped' || phase === 'ended') begin()
    },
    pause: () => {
      wanted = false
      if (phase !== 'playing') return
      player?.pause()
      if (rest('idle')) tell('pause')
    },
    stop: () => {
      wanted = false
      if (phase !== 'playing' && phase !== 'idle' && phase !== 'loading') return
      isFresh = true
      tellsSeeked = false
      goTo = undefined
      if (phase === 'loading') return
      player?.pause()
      rest('stopped')
      player?.seek(0)
      tell('stop')
    },
    seek: (position) => {
      if (phase === 'none' || phase === 'failed' || phase === 'closed') return
      isFresh = false
      tellsSeeked = true
      tell('seeking')
      if (player === undefined) goTo = position
      else {
        player.seek(position)
        if (phase === 'ended' || phase === 'stopped') phase = 'idle'
      }
    },
    adjust,
    close: () => drop('closed'),
  }
}
