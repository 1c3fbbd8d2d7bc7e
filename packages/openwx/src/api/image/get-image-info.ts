import type { CallOptions } from '../../call/call.js'
import type { ApiContext } from '../../call/context.js'
import type { Promised } from '../../call/define.js'
import { promiseApi } from '../../call/define.js'
import type { ApiDefinition } from '../../call/definition.js'
import { WxError, asWxError } from '../../call/error.js'
import { isNetworkAddress } from '../../codec/file-path.js'
import type { ImageFormat, ImageHeader } from '../../codec/image/header.js'
import { extensionOfType } from '../../codec/media-type.js'
import { formatPath } from '../file/paths.js'
import { download } from '../network/download.js'
import { headerValue } from '../network/header.js'
import { attended } from './attended.js'
import { openPicture, readPicture } from './read-picture.js'

const ORIENTATIONS = [
  'up',
  'up-mirrored',
  'down',
  'down-mirrored',
  'left-mirrored',
  'right',
  'right-mirrored',
  'left',
] as const

const TYPES = ['jpeg', 'png', 'gif', 'tiff'] as const

/** Options of `wx.getImageInfo`. */
export interface GetImageInfoOptions extends CallOptions<GetImageInfoResult> {
  /** A path of any kind, or an address in the network, which is downloaded. */
  src: string
}

export interface GetImageInfoResult {
  /** `getImageInfo:ok` */
  errMsg: string
  /** Pixels as they are stored: the orientation is not applied. */
  width: number
  height: number
  /** Of a download, a temp file; of a file of the package, its path from the package's root; else `src` itself. */
  path: string
  /** How the picture has to be turned to be shown upright, as EXIF has it (1 to 8 in this order). Since 1.9.90. */
  orientation: (typeof ORIENTATIONS)[number]
  /** By its content; `unknown` for WebP and all that WeChat has no word for. Since 1.9.90. */
  type: (typeof TYPES)[number] | 'unknown'
}

export type GetImageInfo = <O extends GetImageInfoOptions = GetImageInfoOptions>(
  options: O,
) => Promised<O, GetImageInfoResult>

/**
 * `wx.getImageInfo`: what a picture's header says; the picture itself is not decoded. Failures: `file-not-found`,
 * `invalid-picture`, and for addresses whatever `wx.downloadFile` fails with, as
 * `download image fail. reason: …`.
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/media/image/wx.getImageInfo.html
 */
export const getImageInfo = promiseApi<GetImageInfoOptions, Partial<GetImageInfoResult>>({
  name: 'getImageInfo',
  since: '1.0.0',
  template: { src: 'String' },
  argumentOptional: false,
  create: (context) => {
    const isRecent = context.since('1.9.90')
    return ({ src }) =>
      attended(context, async () => {
        const { path, header } = await locate(context, src)
        const { width, height } = header
        return {
          width,
          height,
          path,
          ...(isRecent && {
            orientation: ORIENTATIONS[header.orientation - 1] ?? 'up',
            type: typeOf(header.format),
          }),
        }
      })
  },
}) as ApiDefinition<GetImageInfo>

const typeOf = (format: ImageFormat): GetImageInfoResult['type'] =>
  TYPES.find((type) => type === format) ?? 'unknown'

interface LocatedPicture {
  readonly path: string
  readonly header: ImageHeader
}

const locate = async (context: ApiContext, src: string): Promise<LocatedPicture> => {
  if (src === '') throw new WxError('file-not-found', 'image not found')
  if (isNetworkAddress(src)) return fetchPicture(context, src)
  const { place, blob } = await openPicture(context, src)
  const path = place.space === 'package' ? formatPath(context, place) : src
  return { path, header: await readPicture(context.host.files, blob) }
}

/** Downloads a picture to a temp file, which stays: programs draw it. */
const fetchPicture = async (context: ApiContext, url: string): Promise<LocatedPicture> => {
  const { files } = context.host
  const { head, file } = await download(context, url).catch((error: unknown) => {
    throw downloadFailed(asWxError(error))
  })
  let header: ImageHeader
  try {
    if (head.status !== 200) {
      throw downloadFailed(new WxError('failed', `http status ${head.status}`))
    }
    header = await readPicture(files, file)
  } catch (error) {
    files.discard(file)
    throw error
  }
  const stated = extensionOfType(headerValue(head.headers, 'content-type'))
  const place = await files.createTemp(file, stated === 'unknown' ? extensionFor(header) : stated)
  return { path: formatPath(context, place), header }
}

const extensionFor = ({ format }: ImageHeader): string => {
  if (format === 'other') return 'unknown'
  return format === 'jpeg' ? 'jpg' : format
}

const downloadFailed = (cause: WxError): WxError =>
  new WxError(
    cause.code,
    `download image fail. reason: ${['downloadFile:fail', cause.message].join(' ').trim()}`,
    { cause, errno: cause.errno },
  )
