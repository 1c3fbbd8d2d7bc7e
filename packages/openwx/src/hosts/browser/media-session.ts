import type { MediaKey, NowPlaying, NowPlayingPort } from '../../ports/now-playing.js'

/** What the browser's own panel needs. */
export interface MediaSessionParts {
  readonly nowPlaying: NowPlayingPort
  /** An address of a picture for a path of the program. */
  resolveUrl(path: string): Promise<string | undefined>
}

const keys: Readonly<Record<string, (details: MediaSessionActionDetails) => MediaKey | undefined>> =
  {
    play: () => ({ name: 'play' }),
    pause: () => ({ name: 'pause' }),
    stop: () => ({ name: 'stop' }),
    previoustrack: () => ({ name: 'previous' }),
    nexttrack: () => ({ name: 'next' }),
    seekto: ({ seekTime }) =>
      typeof seekTime === 'number' ? { name: 'seek', position: seekTime } : undefined,
  }

/**
 * Shows what plays on the lock screen, in the browser's media panel and to headset keys, for as long as something
 * does; the result takes it away for good.
 * @see https://w3c.github.io/mediasession/
 */
export const bindMediaSession = ({ nowPlaying, resolveUrl }: MediaSessionParts): (() => void) => {
  // Few browsers are without it, and programs play there all the same.
  const session = (navigator as Partial<Navigator>).mediaSession
  if (session === undefined) return () => undefined
  let shown: NowPlaying | undefined

  const setHandlers = (active: boolean) => {
    for (const [action, keyOf] of Object.entries(keys)) {
      const handler = (details: MediaSessionActionDetails) => {
        const key = keyOf(details)
        if (key !== undefined) nowPlaying.press(key)
      }
      try {
        session.setActionHandler(action as MediaSessionAction, active ? handler : null)
      } catch {
        // A browser throws for the keys that it does not know.
      }
    }
  }
  const showTrack = async (track: NowPlaying) => {
    const { title, album, artist } = track
    session.metadata = new MediaMetadata({ title, album, artist })
    if (track.artwork === '') return
    const src = await resolveUrl(track.artwork)
    if (src === undefined || !isSameTrack(track, shown)) return
    session.metadata = new MediaMetadata({ title, album, artist, artwork: [{ src }] })
  }
  const showPosition = ({ duration, position, rate }: NowPlaying) => {
    if (duration > 0) {
      session.setPositionState({
        duration,
        playbackRate: rate,
        position: Math.min(position, duration),
      })
    } else session.setPositionState()
  }
  const show = (next: NowPlaying | undefined) => {
    const before = shown
    shown = next
    if (next === undefined) {
      if (before === undefined) return
      setHandlers(false)
      session.metadata = null
      session.playbackState = 'none'
      session.setPositionState()
      return
    }
    if (before === undefined) setHandlers(true)
    // Without its picture it is shown already.
    if (!isSameTrack(next, before)) void showTrack(next).catch(() => undefined)
    session.playbackState = next.paused ? 'paused' : 'playing'
    showPosition(next)
  }
  const stop = nowPlaying.onChange(show)
  show(nowPlaying.current)
  return () => {
    stop()
    show(undefined)
  }
}

const isSameTrack = (one: NowPlaying, other: NowPlaying | undefined): boolean =>
  one.title === other?.title &&
  one.album === other.album &&
  one.artist === other.artist &&
  one.artwork === other.artwork
