import type { Player, PlayerSink } from '../../../ports/player.js'
import { asPlayerError, PlayerError } from '../../../ports/player.js'
import type { HostBlob } from '../../../ports/files.js'
import { createClockPlayer } from './clock-player.js'
import { decodeSound, SPEAKER_CHANNELS, SPEAKER_RATE } from './decode-sound.js'
import { fetchSound } from './fetch-sound.js'
import type { Playlist, PlaylistSegment } from './playlist.js'
import { loadMedia, loadPlaylist } from './playlist.js'
import { createSampleTrack } from './sample-track.js'
import type { MixedParts } from './virtual-speaker.js'

/** How far it loads before it is heard. */
const AHEAD_S = 30
/** A live stream begins that many segments before its end. */
const LIVE_SEGMENTS = 3
/** The shortest rest between two looks at a playlist, whatever it says. */
const LEAST_REST_S = 1

/**
 * Plays what a playlist names, piece after piece, by the clock: each is fetched, and decoded where somebody hears it.
 * @throws PlayerError
 */
export const openVirtualStream = async (
  { clock, http, files, mixer, during }: MixedParts,
  url: string,
  sink: PlayerSink,
  signal: AbortSignal,
): Promise<Player> => {
  let playlist: Playlist = await loadPlaylist(http, url, signal)
  signal.throwIfAborted()
  let lookedAtMs = clock.now()
  const isLive = !playlist.isComplete
  const queue: PlaylistSegment[] = playlist.segments.slice(isLive ? -LIVE_SEGMENTS : 0)
  let lastSequence = playlist.segments.at(-1)?.sequence ?? -1
  let available = 0
  let isBusy = false
  let isOver = false
  let cancelTimer: (() => void) | undefined
  const track = mixer && createSampleTrack(SPEAKER_CHANNELS)
  const channel = track && mixer.add(track)

  const player = createClockPlayer({
    clock,
    sink,
    signal,
    duration: isLive ? 0 : queue.reduce((sum, { seconds }) => sum + seconds, 0),
    changing: () => channel?.changing(),
    changed: (current) => {
      channel?.changed(current)
      pump()
    },
    closed: () => {
      isOver = true
      cancelTimer?.()
    },
  })
  /** Takes a piece for whoever hears it. */
  const hear = async (piece: HostBlob) => {
    try {
      if (track === undefined) return
      if (isLive) track.forgetBefore(player.position * SPEAKER_RATE)
      const planes = await during(decodeSound(await files.read(piece, 0, piece.size)))
      track.append(Math.round(available * SPEAKER_RATE), planes)
    } finally {
      files.discard(piece)
    }
  }
  /** Whether the next piece has come. */
  const loadNext = async (): Promise<boolean> => {
    const [segment] = queue
    if (segment === undefined) return false
    if (!segment.isGap) {
      const piece = await fetchSound(http, segment.url, 'file', signal)
      if (piece !== undefined) await hear(piece)
    }
    queue.shift()
    available += segment.seconds
    player.extend(available)
    return true
  }
  const loadMore = async () => {
    playlist = await loadMedia(http, playlist.url, signal)
    lookedAtMs = clock.now()
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
    const { targetSeconds } = playlist
    const restS = targetSeconds > LEAST_REST_S ? targetSeconds : LEAST_REST_S
    const lookedS = (clock.now() - lookedAtMs) / 1000
    const waitS = queue.length > 0 ? aheadS - AHEAD_S : restS - lookedS
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
