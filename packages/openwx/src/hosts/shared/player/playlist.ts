import HLS from 'hls-parser'
import type { types } from 'hls-parser'
import type { HttpPort } from '../../../ports/http.js'
import { PlayerError } from '../../../ports/player.js'
import { fetchText } from './fetch-sound.js'

export interface PlaylistSegment {
  readonly sequence: number
  readonly url: string
  readonly seconds: number
  /** Whether there is nothing in its place. */
  readonly isGap: boolean
}

/** What a playlist of media says. */
export interface Playlist {
  readonly url: string
  readonly segments: readonly PlaylistSegment[]
  readonly isComplete: boolean
  /** Seconds: no segment is longer. Nothing useful in playlists that do not keep to the rules. */
  readonly targetSeconds: number
}

// What is wrong with a playlist, its sound tells.
HLS.setOptions({ silent: true })

const parse = (text: string): types.MasterPlaylist | types.MediaPlaylist => {
  try {
    return HLS.parse(text)
  } catch (cause) {
    throw new PlayerError('format', { cause })
  }
}

/**
 * Fetches a playlist; of several variants, the first.
 * @throws PlayerError `network`, `not-found`, `format`
 */
export const loadPlaylist = async (
  http: HttpPort,
  url: string,
  signal: AbortSignal,
): Promise<Playlist> => {
  const { playlist, at } = await fetchPlaylist(http, url, signal)
  if (!playlist.isMasterPlaylist) return readMedia(playlist, at)
  const [variant] = playlist.variants
  if (variant === undefined) throw new PlayerError('format')
  return loadMedia(http, new URL(variant.uri, at).href, signal)
}

/** The same for what is known to be one of media. */
export const loadMedia = async (
  http: HttpPort,
  url: string,
  signal: AbortSignal,
): Promise<Playlist> => {
  const { playlist, at } = await fetchPlaylist(http, url, signal)
  if (playlist.isMasterPlaylist) throw new PlayerError('format')
  return readMedia(playlist, at)
}

const fetchPlaylist = async (http: HttpPort, url: string, signal: AbortSignal) => {
  const { text, url: at } = await fetchText(http, url, signal)
  return { playlist: parse(text), at }
}

const readMedia = (playlist: types.MediaPlaylist, url: string): Playlist => ({
  url,
  segments: playlist.segments.map((segment) => ({
    sequence: segment.mediaSequenceNumber,
    url: new URL(segment.uri, url).href,
    seconds: segment.duration,
    isGap: segment.gap === true,
  })),
  isComplete: playlist.endlist,
  targetSeconds: playlist.targetDuration,
})
