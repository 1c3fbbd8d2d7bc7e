/**
 * The machine's one place for what plays on while nobody looks: its lock screen, its media keys, the bar that a
 * framework draws. Programs take it, and whoever embeds them shows it and presses its keys.
 */
export interface NowPlayingPort {
  /** Takes the place; whoever had it is told, and out of it. */
  claim(holder: NowPlayingHolder): NowPlayingPlace
  /** What is shown; undefined while nobody plays. */
  readonly current: NowPlaying | undefined
  /** Listeners hear every change, in registration order. The result removes the listener. */
  onChange(listener: (current: NowPlaying | undefined) => void): () => void
  /** The user presses a key; nobody hears it while nothing is shown. */
  press(key: MediaKey): void
}

/** Whoever plays. */
export interface NowPlayingHolder {
  pressed(key: MediaKey): void
  /** Somebody else took the place. */
  lost(): void
}

/** Harmless once it is lost or left. */
export interface NowPlayingPlace {
  show(track: NowPlaying): void
  leave(): void
}

export type MediaKey =
  | { readonly name: 'play' | 'pause' | 'stop' | 'previous' | 'next' }
  /** `position` is in seconds. */
  | { readonly name: 'seek'; readonly position: number }

/** A track, and how far it is at the moment of which it tells. */
export interface NowPlaying {
  readonly title: string
  /** `''` for unknown, as for every text here. */
  readonly album: string
  readonly artist: string
  /** Path of a picture as `Host.resolveUrl` takes it, or its address. */
  readonly artwork: string
  /** A page about it. */
  readonly webUrl: string
  readonly paused: boolean
  /** Seconds. */
  readonly position: number
  /** Seconds; 0 for what has no end, or is not known yet. */
  readonly duration: number
  /** 0.5–2 */
  readonly rate: number
}
