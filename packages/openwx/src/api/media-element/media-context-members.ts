import type { AudioContext } from './create-audio-context.js'
import type { VideoContext } from './create-video-context.js'

/** First base library of each member of an `AudioContext`. */
export const audioContextMembers: Readonly<Record<keyof AudioContext, string>> = {
  setSrc: '1.0.0',
  play: '1.0.0',
  pause: '1.0.0',
  seek: '1.0.0',
}

/** First base library of each member of a `VideoContext`. */
export const videoContextMembers: Readonly<Record<keyof VideoContext, string>> = {
  play: '1.0.0',
  pause: '1.0.0',
  stop: '1.7.0',
  seek: '1.0.0',
  playbackRate: '1.4.0',
  requestFullScreen: '1.4.0',
  exitFullScreen: '1.4.0',
}
