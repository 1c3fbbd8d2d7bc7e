import type { Host } from './wx.js'
import type { Chrome } from './chrome.js'

/** Keeps the phone's bar in step with what the program plays in the background. */
export const showNowPlaying = ({ nowPlaying, resolveUrl }: Host, chrome: Chrome): void => {
  /** The cover whose address is known, or asked for. */
  let cover: { path: string; url: string | undefined } | undefined
  let since = 0

  const show = () => {
    const track = nowPlaying.current
    chrome.setNowPlaying(
      track && {
        title: track.title,
        artist: track.artist,
        artwork: cover?.url,
        paused: track.paused,
        position: track.position,
        duration: track.duration,
        rate: track.rate,
        since,
      },
    )
  }
  const findCover = (path: string) => {
    if (path === cover?.path) return
    const own = (cover = { path, url: undefined as string | undefined })
    if (path === '') return
    resolveUrl(path).then(
      (url) => {
        if (own !== cover) return
        own.url = url
        show()
      },
      // It is shown without.
      () => undefined,
    )
  }
  nowPlaying.onChange((track) => {
    since = Date.now()
    findCover(track?.artwork ?? '')
    show()
  })
  // The bar outlives this frame, the sound does not.
  window.addEventListener('pagehide', () => chrome.setNowPlaying(undefined))
}
