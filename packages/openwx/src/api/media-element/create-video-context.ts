import { syncApi } from '../../call/define.js'
import { videoContextMembers } from './media-context-members.js'
import { createMediaContext } from './media-context.js'

export interface RequestFullScreenOptions {
  /** How the picture is turned: 0 upright, 90 counterclockwise, -90 clockwise. @default by the picture's own shape */
  direction?: 0 | 90 | -90
}

/**
 * Tells a `<video>` what to do; what becomes of it, the element's own events tell. Bullet comments, casting, status
 * bar and picture-in-picture are absent: nothing here could do them.
 */
export interface VideoContext {
  /** Without effect while the app is out of sight. */
  play(): void
  pause(): void
  /** Pauses at the beginning. Since 1.7.0. */
  stop(): void
  /** @param position Seconds; before the video is loaded, it is where the video will begin. */
  seek(position: number): void
  /** @param rate 0.5–4. Since 1.4.0. */
  playbackRate(rate: number): void
  /** Browsers let a page do so only in answer to a tap. Since 1.4.0. */
  requestFullScreen(options?: RequestFullScreenOptions): void
  /** Since 1.4.0. */
  exitFullScreen(): void
}

/**
 * `wx.createVideoContext`: the `<video>` of this id in the current page, or in the given component. What it is told
 * before the element is there waits for it. Throws `videoId should be a String`.
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/media/video/wx.createVideoContext.html
 */
export const createVideoContext = syncApi<(id: string, component?: object) => VideoContext>({
  name: 'createVideoContext',
  since: '1.0.0',
  create: (context) => (id, component) =>
    createMediaContext<VideoContext>(context, 'video', videoContextMembers, id, component),
})
