import type { Player, PlayerSink } from '../../../ports/player.js'
import { asPlayerError, PlayerError } from '../../../ports/player.js'
import { createClockPlayer } from './clock-player.js'
import { fetchSound } from './fetch-sound.js'
import type { Playlist, PlaylistSegment } from './playlist.js'
import { loadMedia, loadPlaylist } from './playlist.js'
import type { SpeakerParts } from './virtual-speaker.js'

/** How far it loads before it is heard. */
const AHEAD_S = 30
/** A live stream begins that many segments before its end. */
const LIVE_SEGMENTS = 3

/**
 * Plays what a playlist names, piece after piece, by the clock: each is fetched, and none is decoded.
 * @throws PlayerError
 */
export const openVirtualStream = async (
  parts: SpeakerParts,
  url: string,
  sink: PlayerSink,
  signal: AbortSignal,
): Promise<Player> => {
  const { clock, http, files } = parts
  let playlist: Playlist = await loadPlaylist(http, url, signal)
  signal.throwIfAborted()
  const isLive = !playlist.isComplete
  const queue: PlaylistSegment[] = playlist.segments.slice(isLive ? -LIVE_SEGMENTS : 0)
  let lastSequence = playlist.segments.at(-1)?.sequence ?? -1
  let available = 0
  let isBusy = false
  let isOver = false
  let cancelTimer: (() => void) | undefined

  const player = createClockPlayer({
    clock,
    sink,
    signal,
    duration: isLive ? 0 : queue.reduce((sum, { seconds }) => sum + seconds, 0),
    moved: () => pump(),
    closed: () => {
      isOver = true
      cancelTimer?.()
    },
  })
  /** Whether the next piece has come. */
  const loadNext = async (): Promise<boolean> => {
    const [segment] = queue
    if (segment === undefined) return false
    if (!segment.isGap) {
      const piece = await fetchSound(http, segment.url, 'file', signal)
      if (piece !== undefined) files.discard(piece)
    }
    queue.shift()
    available += segment.seconds
    player.extend(available)
    return true
  }
  const loadMore = async () => {
    playlist = await loadMedia(http, playlist.url, signal)
    const fresh = playlist.segments.filter(({ sequence }) => sequence > lastSequence)
    lastSequence = fresh.at(-1)?.sequence ?? lastSequence
    queue.push(...fresh)
  }
  const stopWhenOver = () => {
    if (queue.length > 0 || !playlist.isComplete) return
    isOver = true
    player.finish()
  }
  const work = async () => {
    if (!(await loadNext())) await loadMore()
    stopWhenOver()
  }
  const pump = () => {
    cancelTimer?.()
    cancelTimer = undefined
    if (isBusy || isOver || signal.aborted) return
    const aheadS = available - player.position
    // A server says what is new as often as it has something new.
    const waitS = queue.length > 0 ? aheadS - AHEAD_S : playlist.targetSeconds
    if (waitS > 0) {
      if (player.isMoving || queue.length === 0) cancelTimer = clock.after(waitS * 1000, run)
    } else run()
  }
  const run = () => {
    isBusy = true
    work().then(
      () => {
        isBusy = false
        pump()
      },
      (cause: unknown) => {
        isOver = true
        // What plays already has no file that could be missing.
        if (!signal.aborted) player.breakOff(new PlayerError('network', { cause }))
      },
    )
  }

  try {
    if (!(await loadNext())) throw new PlayerError('format')
  } catch (cause) {
    player.close()
    throw asPlayerError(cause)
  }
  stopWhenOver()
  pump()
  return player
}
