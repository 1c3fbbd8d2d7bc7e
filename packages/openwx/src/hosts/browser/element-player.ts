import type { Player, PlayerSink } from '../../ports/player.js'
import { asPlayerError, PlayerError } from '../../ports/player.js'
import { onNextGesture } from './next-gesture.js'

const NOTHING_TO_WAIT_FOR = () => undefined

/** What an element plays. */
export interface ElementSource {
  /** Gives it to the element; the result takes away what that does not let go by itself. */
  attach(audio: HTMLAudioElement, fail: (error: PlayerError) => void): () => void
  /** Why the element gave up. Without it, the source itself says what goes wrong. */
  explain?(audio: HTMLAudioElement): Promise<PlayerError>
}

/** A sound in an element of its own. Resolves when that can play. */
export const createElementPlayer = (
  audio: HTMLAudioElement,
  source: ElementSource,
  sink: PlayerSink,
  signal: AbortSignal,
): Promise<Player> =>
  new Promise((resolve, reject) => {
    const listening = new AbortController()
    let ready = false
    let closed = false
    /** The call of `play` that counts; none while it is to be silent. */
    let playing: object | undefined
    let seeking = false
    let forgetGesture: () => void = NOTHING_TO_WAIT_FOR

    const hear = (event: keyof HTMLMediaElementEventMap, listener: () => void) =>
      audio.addEventListener(event, listener, { signal: listening.signal })
    const close = () => {
      if (closed) return
      closed = true
      playing = undefined
      forgetGesture()
      listening.abort()
      signal.removeEventListener('abort', close)
      audio.pause()
      detach()
      // Without an address it lets its connection and its buffers go.
      audio.removeAttribute('src')
      audio.load()
    }
    const fail = (error: PlayerError) => {
      if (closed) return
      close()
      if (ready) sink.failed(error)
      else reject(error)
    }

    const play = () => {
      if (closed) return
      forgetGesture()
      const turn = (playing = {})
      audio.play().then(
        () => {
          if (playing === turn) sink.started()
        },
        (cause: unknown) => {
          // Whatever else keeps it from playing is an error of the element, or a later call.
          if (playing !== turn || !(cause instanceof DOMException)) return
          if (cause.name !== 'NotAllowedError') return
          forgetGesture = onNextGesture(play)
          sink.blocked()
        },
      )
    }
    const pause = () => {
      playing = undefined
      forgetGesture()
      audio.pause()
    }
    const length = () => (Number.isFinite(audio.duration) ? audio.duration : 0)
    const player: Player = {
      get position() {
        return audio.currentTime
      },
      get duration() {
        return length()
      },
      get buffered() {
        return bufferedFrom(audio)
      },
      play,
      pause,
      seek: (position) => {
        if (closed) return
        seeking = true
        audio.currentTime = length() > 0 ? Math.min(position, length()) : position
      },
      setVolume: (volume) => {
        audio.volume = volume
      },
      setRate: (rate) => {
        audio.defaultPlaybackRate = rate
        audio.playbackRate = rate
      },
      setLoop: (loop) => {
        audio.loop = loop
      },
      close,
    }

    const becomeReady = () => {
      if (ready) return
      ready = true
      resolve(player)
    }
    hear('canplay', becomeReady)
    // Phones load no more than the head of what nobody has asked to hear.
    hear('suspend', () => {
      if (audio.readyState >= HTMLMediaElement.HAVE_METADATA) becomeReady()
    })
    // What a call of the player causes comes when that has long been so.
    hear('pause', () => {
      if (!playing || !audio.paused || audio.ended) return
      playing = undefined
      sink.paused()
    })
    hear('play', () => {
      if (playing || audio.paused) return
      playing = {}
      sink.resumed()
    })
    hear('waiting', () => {
      if (playing && !audio.seeking) sink.waiting()
    })
    hear('seeked', () => {
      // Loops seek too, and one of two that follow each other may come late.
      if (!seeking || audio.seeking) return
      seeking = false
      sink.seeked()
    })
    hear('ended', () => {
      playing = undefined
      sink.ended()
    })
    hear(
      'error',
      () => void source.explain?.(audio).then(fail, (cause: unknown) => fail(asPlayerError(cause))),
    )
    signal.addEventListener('abort', close)
    audio.preload = 'auto'
    const detach = source.attach(audio, fail)
  })

/** The end of what is there without a gap behind the position. */
export const bufferedFrom = ({ buffered, currentTime }: HTMLAudioElement): number => {
  for (let i = 0; i < buffered.length; i += 1) {
    if (buffered.start(i) <= currentTime && currentTime <= buffered.end(i)) return buffered.end(i)
  }
  return currentTime
}
