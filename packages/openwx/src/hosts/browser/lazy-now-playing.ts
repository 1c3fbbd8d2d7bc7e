import type { NowPlayingPort } from '../../ports/now-playing.js'
import { createNowPlaying } from '../shared/now-playing.js'

/**
 * What plays in a page; the browser's own panel is loaded with the first track.
 * @param resolveUrl See `Host.resolveUrl`.
 */
export const createPageNowPlaying = (
  resolveUrl: (path: string) => Promise<string | undefined>,
): NowPlayingPort & { close(): void } => {
  const nowPlaying = createNowPlaying()
  let closed = false
  let leavePanel: (() => void) | undefined
  const forget = nowPlaying.onChange(() => {
    forget()
    void import('./on-demand.js').then(({ bindMediaSession }) => {
      if (!closed) leavePanel = bindMediaSession({ nowPlaying, resolveUrl })
    })
  })
  // Spread, `current` would be what it is now.
  return Object.assign(nowPlaying, {
    close: () => {
      closed = true
      leavePanel?.()
    },
  })
}
