import type { NowPlaying, NowPlayingHolder, NowPlayingPort } from '../../ports/now-playing.js'

/** A {@link NowPlayingPort} that shows nothing by itself. */
export const createNowPlaying = (): NowPlayingPort => {
  let holder: NowPlayingHolder | undefined
  let current: NowPlaying | undefined
  const listeners = new Set<(current: NowPlaying | undefined) => void>()
  const set = (next: NowPlaying | undefined) => {
    if (next === current) return
    current = next
    for (const listener of [...listeners]) listener(next)
  }
  return {
    get current() {
      return current
    },
    claim: (next) => {
      const former = holder
      holder = next
      if (former !== undefined && former !== next) former.lost()
      return {
        show: (track) => {
          if (holder === next) set(track)
        },
        leave: () => {
          if (holder !== next) return
          holder = undefined
          set(undefined)
        },
      }
    },
    onChange: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    press: (key) => {
      if (current !== undefined) holder?.pressed(key)
    },
  }
}
