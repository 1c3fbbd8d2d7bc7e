import type { CallOptions } from '../../call/call.js'
import type { Promised } from '../../call/define.js'
import { promiseApi } from '../../call/define.js'
import type { ApiDefinition } from '../../call/definition.js'
import { countOf, wordsOf } from './choices.js'
import { createPicker, sizeChoice } from './picker.js'

const MOST_PICTURES = 9
const NO_VIDEO_MS = 0

/** Options of `wx.chooseImage`; names, defaults and units are WeChat's. */
export interface ChooseImageOptions extends CallOptions<ChooseImageResult> {
  /** At most so many; 9 are the most, also for what is no count. @default 9 */
  count?: number
  /**
   * With both, the user decides where he chooses the source, and pictures are compressed unless he says
   * otherwise. @default ['original', 'compressed']
   */
  sizeType?: ('original' | 'compressed')[]
  /** With both, the user is asked. The camera takes one picture. @default ['album', 'camera'] */
  sourceType?: ('album' | 'camera')[]
}

export interface ChooseImageResult {
  /** `chooseImage:ok` */
  errMsg: string
  /** In the order of choice; never empty. */
  tempFilePaths: string[]
  /** The same files. Since 1.2.0. */
  tempFiles: ChosenImage[]
}

export interface ChosenImage {
  path: string
  /** Bytes. */
  size: number
}

export type ChooseImage = <O extends ChooseImageOptions = ChooseImageOptions>(
  options?: O,
) => Promised<O, ChooseImageResult>

/**
 * `wx.chooseImage`: lets the user choose pictures or take one, and makes temp files of them. Failures:
 * `privacy-undeclared`, `privacy-denied`, `cancelled` (`chooseImage:fail cancel`), `system-denied`, `interrupted`,
 * `storage-full`, `unsupported`, `failed` while another picker is open.
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/media/image/wx.chooseImage.html
 */
export const chooseImage = promiseApi<ChooseImageOptions, Partial<ChooseImageResult>>({
  name: 'chooseImage',
  since: '1.0.0',
  startsAtOnce: true,
  create: (context) => {
    const picker = context.shared(createPicker)
    return async ({ success, fail, complete, ...options }) => {
      const size = sizeChoice(options.sizeType)
      const picked = await picker.pick({
        asker: 'chooseImage',
        options,
        sources: wordsOf(options.sourceType, ['album', 'camera']),
        kinds: ['image'],
        extensions: [],
        count: countOf(options.count, MOST_PICTURES),
        offersOriginal: size.offersOriginal,
        camera: 'back',
        maxDurationMs: NO_VIDEO_MS,
      })
      const files = await picker.keep(picked.files, size.compression(picked))
      return {
        tempFilePaths: files.map(({ path }) => path),
        ...(context.since('1.2.0') && {
          tempFiles: files.map(({ path, size }) => ({ path, size })),
        }),
      }
    }
  },
}) as ApiDefinition<ChooseImage>
