import type { CallOptions } from '../../call/call.js'
import type { ApiContext } from '../../call/context.js'
import type { Promised } from '../../call/define.js'
import { promiseApi } from '../../call/define.js'
import type { ApiDefinition } from '../../call/definition.js'
import { WxError } from '../../call/error.js'
import type { ImageFormat } from '../../codec/image/header.js'
import { extensionOfType } from '../../codec/media-type.js'
import { formatPath } from '../file/paths.js'
import { attended } from './attended.js'
import { openPicture, readPicture } from './read-picture.js'

const DEFAULT_QUALITY = 80
const INVALID_QUALITY = 1_103_006

/** Options of `wx.compressImage`; names, defaults and units are WeChat's. */
export interface CompressImageOptions extends CallOptions<CompressImageResult> {
  /** A path of any kind; no address in the network. */
  src: string
  /** 0 to 100; less is smaller. Without effect on what becomes a PNG. @default 80 */
  quality?: number
  /** Pixels. Where only one of the two is given the other follows. Since 2.26.0. @default as it is */
  compressedWidth?: number
  compressedHeight?: number
}

export interface CompressImageResult {
  /** `compressImage:ok` */
  errMsg: string
  /** A new file. */
  tempFilePath: string
}

export type CompressImage = <O extends CompressImageOptions = CompressImageOptions>(
  options: O,
) => Promised<O, CompressImageResult>

/**
 * `wx.compressImage`: writes a picture anew, upright and in another quality or size; the original stays. PNG and GIF
 * become PNG, WebP and AVIF become WebP, the rest becomes JPEG. Failures: `invalid-argument`
 * (`:param compress quality invalid`, errno 1103006), `file-not-found`, `invalid-picture`, `picture-too-large`,
 * `unsupported`, `storage-full`.
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/media/image/wx.compressImage.html
 */
export const compressImage = promiseApi<CompressImageOptions, Omit<CompressImageResult, 'errMsg'>>({
  name: 'compressImage',
  since: '2.4.0',
  template: { src: 'String' },
  argumentOptional: false,
  create: (context) => {
    const { files, pictures } = context.host
    return ({ src, quality, ...options }) =>
      attended(context, async () => {
        const request = { quality: checkedQuality(quality), ...sizeOf(context, options) }
        const { blob } = await openPicture(context, src)
        const { format } = await readPicture(files, blob)
        const type = encodedTypes[format] ?? 'image/jpeg'
        const encoded = await pictures.encode(blob, { type, ...request })
        const temp = await files.createTemp(encoded, extensionOfType(type))
        return { tempFilePath: formatPath(context, temp) }
      })
  },
}) as ApiDefinition<CompressImage>

/** What may be transparent stays so. */
const encodedTypes: Partial<Record<ImageFormat, string>> = {
  png: 'image/png',
  gif: 'image/png',
  webp: 'image/webp',
  avif: 'image/webp',
}

const checkedQuality = (quality: unknown = DEFAULT_QUALITY): number => {
  if (typeof quality === 'number' && quality >= 0 && quality <= 100) return quality
  throw new WxError('invalid-argument', ':param compress quality invalid', {
    errno: INVALID_QUALITY,
  })
}

/** What is no size of one pixel or more is as if it were not given. */
const sizeOf = (
  context: ApiContext,
  { compressedWidth: width, compressedHeight: height }: Partial<CompressImageOptions>,
): { width?: number; height?: number } => {
  if (!context.since('2.26.0')) return {}
  return { ...(isSize(width) && { width }), ...(isSize(height) && { height }) }
}

const isSize = (value: unknown): value is number => typeof value === 'number' && value >= 1
