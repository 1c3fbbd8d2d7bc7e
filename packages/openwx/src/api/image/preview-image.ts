import type { CallOptions } from '../../call/call.js'
import type { Promised } from '../../call/define.js'
import { promiseApi } from '../../call/define.js'
import type { ApiDefinition } from '../../call/definition.js'
import { openPreview } from './previews.js'

/** Options of `wx.previewImage`; names, defaults and units are WeChat's. */
export interface PreviewImageOptions extends CallOptions<{ errMsg: string }> {
  /** Addresses, or paths of files; one or more. */
  urls: string[]
  /** The one of `urls` to begin with. @default the first */
  current?: string
  /** Whether a long press offers to save the picture. Since 2.13.0. @default true */
  showmenu?: boolean
  /** `origin` or `no-referrer`; what a page sends is its own origin. Since 2.13.0. @default 'no-referrer' */
  referrerPolicy?: string
}

export type PreviewImage = <O extends PreviewImageOptions = PreviewImageOptions>(
  options: O,
) => Promised<O, object>

/**
 * `wx.previewImage`: shows pictures over the program, and succeeds when they are shown. One that cannot be
 * loaded is shown as broken. Failures: `invalid-argument`, `unsupported`, `interrupted`.
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/media/image/wx.previewImage.html
 */
export const previewImage = promiseApi<PreviewImageOptions, object>({
  name: 'previewImage',
  since: '1.0.0',
  template: { urls: ['String'] },
  argumentOptional: false,
  create:
    (context) =>
    async ({ success, fail, complete, ...options }) => {
      const { urls, current } = options
      // What is not among them is as good as nothing; and nothing is not an empty address.
      const first = current === undefined ? 0 : Math.max(0, urls.indexOf(current))
      await openPreview(
        context,
        urls.map((source) => ({ source, kind: 'image' })),
        { asker: 'previewImage', options, current: first },
      )
      return {}
    },
}) as ApiDefinition<PreviewImage>
