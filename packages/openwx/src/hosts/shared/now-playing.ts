import type { NowPlaying, NowPlayingHolder, NowPlayingPort } from '../../ports/now-playing.js'
import { createHearers } from './hearers.js'

/** A {@link NowPlayingPort} that shows nothing by itself. */
export const createNowPlaying = (): NowPlayingPort => {
  let holder: NowPlayingHolder | undefined
  let current: NowPlaying | undefined
  const hearers = createHearers<NowPlaying | undefined>()
  const set = (next: NowPlaying | undefined) => {
    if (next === current) return
    current = next
    hearers.tell(next)
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
    onChange: hearers.add,
    press: (key) => {
      if (current !== undefined) holder?.pressed(key)
    },
  }
}
