import { syncApi } from '../../call/define.js'
import { audioContextMembers } from './media-context-members.js'
import { createMediaContext } from './media-context.js'

/** Tells an `<audio>` what to do; what becomes of it, the element's own events tell. */
export interface AudioContext {
  /** Another sound in place of the element's `src`; it does not play by itself. */
  setSrc(src: string): void
  /** Without effect while the app is out of sight. */
  play(): void
  pause(): void
  /** @param position Seconds; before the sound is loaded, it is where the sound will begin. */
  seek(position: number): void
}

/**
 * `wx.createAudioContext`: the `<audio>` of this id in the current page, or in the given component. What it is told
 * before the element is there waits for it. Throws `audioId should be a String`.
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/media/audio/wx.createAudioContext.html
 */
export const createAudioContext = syncApi<(id: string, component?: object) => AudioContext>({
  name: 'createAudioContext',
  since: '1.0.0',
  create: (context) => (id, component) =>
    createMediaContext<AudioContext>(context, 'audio', audioContextMembers, id, component),
})
