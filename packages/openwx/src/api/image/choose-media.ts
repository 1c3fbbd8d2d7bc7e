import type { CallOptions } from '../../call/call.js'
import type { ApiContext } from '../../call/context.js'
import type { Promised } from '../../call/define.js'
import { promiseApi } from '../../call/define.js'
import type { ApiDefinition } from '../../call/definition.js'
import type { FileKind, PickedFile, VideoFacts } from '../../ports/pictures.js'
import { attended } from './attended.js'
import { countOf, wordsOf } from './choices.js'
import type { Picker } from './picker.js'
import { createPicker, sizeChoice } from './picker.js'

const SHORTEST_S = 3
const LONGEST_S = 60
const DEFAULT_S = 10

/** Options of `wx.chooseMedia`; names, defaults and units are WeChat's. */
export interface ChooseMediaOptions extends CallOptions<ChooseMediaResult> {
  /** At most so many: 9 are the most before base library 2.25.0, 20 from then on. @default 9 */
  count?: number
  /** `mix`: both in one choice; otherwise what is of another kind than the first is left out. @default ['image', 'video'] */
  mediaType?: ('image' | 'video' | 'mix')[]
  /** With both, the user is asked. The camera takes one. @default ['album', 'camera'] */
  sourceType?: ('album' | 'camera')[]
  /** Seconds that the camera takes at most, 3 to 60. @default 10 */
  maxDuration?: number
  /** Of pictures; videos stay as they are. With both, see {@link ChooseImageOptions}. @default ['original', 'compressed'] */
  sizeType?: string[]
  /** @default 'back' */
  camera?: 'back' | 'front'
}

export interface ChooseMediaResult {
  /** `chooseMedia:ok` */
  errMsg: string
  /** In the order of choice; never empty. */
  tempFiles: ChosenMedia[]
  /** `image`, `video` or `mix`. */
  type: string
}

export interface ChosenMedia {
  tempFilePath: string
  /** Bytes. */
  size: number
  fileType: 'image' | 'video'
  /** Seconds; a video's only, as are those below, and absent where the host cannot read it. */
  duration: number
  /** Pixels as shown. */
  width: number
  height: number
  /** A picture of an early moment. */
  thumbTempFilePath: string
}

export type ChooseMedia = <O extends ChooseMediaOptions = ChooseMediaOptions>(
  options?: O,
) => Promised<O, ChooseMediaResult>

/**
 * `wx.chooseMedia`: lets the user choose pictures and videos, or take one. Failures: those of
 * {@link chooseImage}.
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/media/video/wx.chooseMedia.html
 */
export const chooseMedia = promiseApi<ChooseMediaOptions, object>({
  name: 'chooseMedia',
  since: '2.10.0',
  startsAtOnce: true,
  create: (context) => {
    const picker = context.shared(createPicker)
    const most = context.since('2.25.0') ? 20 : 9
    return async ({ success, fail, complete, ...options }) => {
      const types = wordsOf(options.mediaType ?? ['image', 'video'], ['image', 'video', 'mix'])
      const isMixed = types.includes('mix')
      const size = sizeChoice(options.sizeType)
      const picked = await picker.pick({
        asker: 'chooseMedia',
        options,
        sources: wordsOf(options.sourceType, ['album', 'camera']),
        kinds: isMixed ? ['image', 'video'] : types.filter((type) => type !== 'mix'),
        extensions: [],
        count: options.count === undefined ? 9 : countOf(options.count, most),
        offersOriginal: size.offersOriginal && types.some((type) => type !== 'video'),
        camera: options.camera === 'front' ? 'front' : 'back',
        maxDurationMs: durationOf(options.maxDuration) * 1000,
      })
      const wanted = isMixed ? picked.files : ofOneKind(context, picked.files)
      const facts = await attended(context, () => factsOf(context, wanted))
      const files = await picker.keep(wanted, size.compression(picked))
      const tempFiles = await Promise.all(
        files.map(async ({ path, size, picked: { kind } }, i): Promise<Partial<ChosenMedia>> => ({
          tempFilePath: path,
          size,
          fileType: kind === 'video' ? 'video' : 'image',
          ...(await videoFields(picker, facts[i])),
        })),
      )
      return { tempFiles, type: typeOf(wanted.map(({ kind }) => kind)) }
    }
  },
}) as ApiDefinition<ChooseMedia>

const durationOf = (seconds: unknown): number =>
  typeof seconds === 'number' && seconds > 0
    ? Math.min(Math.max(seconds, SHORTEST_S), LONGEST_S)
    : DEFAULT_S

/** Those of the first one's kind; the others are freed. */
const ofOneKind = ({ host }: ApiContext, files: readonly PickedFile[]): PickedFile[] =>
  files.filter(({ kind, blob }) => {
    const isWanted = kind === files[0]?.kind
    if (!isWanted) host.files.discard(blob)
    return isWanted
  })

const typeOf = (kinds: readonly FileKind[]): FileKind | 'mix' => {
  const [first = 'image', ...others] = kinds
  return others.every((kind) => kind === first) ? first : 'mix'
}

/** What the videos say of themselves, each in its place, one after the other. */
const factsOf = async (
  { host }: ApiContext,
  files: readonly PickedFile[],
): Promise<(VideoFacts | undefined)[]> => {
  const facts: (VideoFacts | undefined)[] = []
  for (const { kind, blob } of files) {
    facts.push(kind === 'video' ? await host.pictures.readVideo(blob) : undefined)
  }
  return facts
}

const videoFields = async (
  picker: Picker,
  facts: VideoFacts | undefined,
): Promise<Partial<ChosenMedia>> => {
  if (facts === undefined) return {}
  const { durationMs, width, height, thumbnail } = facts
  return {
    duration: durationMs / 1000,
    width,
    height,
    ...(thumbnail && { thumbTempFilePath: await picker.keepBlob(thumbnail, 'jpg') }),
  }
}
