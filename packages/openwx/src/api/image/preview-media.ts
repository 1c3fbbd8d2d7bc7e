import type { CallOptions } from '../../call/call.js'
import type { Promised } from '../../call/define.js'
import { promiseApi } from '../../call/define.js'
import type { ApiDefinition } from '../../call/definition.js'
import { openPreview } from './previews.js'

/** Options of `wx.previewMedia`; names, defaults and units are WeChat's. */
export interface PreviewMediaOptions extends CallOptions<{ errMsg: string }> {
  /** One or more. */
  sources: PreviewedMedia[]
  /** Index of the one to begin with. @default 0 */
  current?: number
  /** Whether a long press offers to save. Since 2.13.0. @default true */
  showmenu?: boolean
  /** `origin` or `no-referrer`; what a page sends is its own origin. Since 2.13.0. @default 'no-referrer' */
  referrerPolicy?: string
}

export interface PreviewedMedia {
  /** An address, or the path of a file. */
  url: string
  /** @default 'image' */
  type?: 'image' | 'video'
  /** A picture to show before the video plays. */
  poster?: string
}

export type PreviewMedia = <O extends PreviewMediaOptions = PreviewMediaOptions>(
  options: O,
) => Promised<O, object>

/**
 * `wx.previewMedia`: {@link previewImage} for pictures and videos. The same failures.
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/media/image/wx.previewMedia.html
 */
export const previewMedia = promiseApi<PreviewMediaOptions, object>({
  name: 'previewMedia',
  since: '2.12.0',
  template: { sources: [{ url: 'String' }] },
  argumentOptional: false,
  create:
    (context) =>
    async ({ success, fail, complete, ...options }) => {
      const sources: readonly unknown[] = options.sources
      const current = options.current ?? 0
      await openPreview(
        context,
        sources.map((source) => {
          // Only the first one has been looked at.
          const { url, type, poster } = Object(source) as Partial<PreviewedMedia>
          return { source: url, kind: type === 'video' ? 'video' : 'image', poster }
        }),
        {
          asker: 'previewMedia',
          options,
          current: Number.isInteger(current) && current in sources ? current : 0,
        },
      )
      return {}
    },
}) as ApiDefinition<PreviewMedia>
