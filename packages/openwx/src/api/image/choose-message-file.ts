import type { CallOptions } from '../../call/call.js'
import type { Promised } from '../../call/define.js'
import { promiseApi } from '../../call/define.js'
import type { ApiDefinition } from '../../call/definition.js'
import { WxError } from '../../call/error.js'
import type { FileKind } from '../../ports/pictures.js'
import { countOf } from './choices.js'
import { createPicker } from './picker.js'

const MOST_FILES = 100

const kindsOf: Readonly<Record<'all' | FileKind, readonly FileKind[]>> = {
  all: ['image', 'video', 'file'],
  image: ['image'],
  video: ['video'],
  file: ['file'],
}

/** Options of `wx.chooseMessageFile`; names, defaults and units are WeChat's. */
export interface ChooseMessageFileOptions extends CallOptions<ChooseMessageFileResult> {
  /** At most so many; 100 are the most, also for 0. */
  count: number
  /** `file` is whatever is neither picture nor video. @default 'all' */
  type?: 'all' | 'video' | 'image' | 'file'
  /** With type `file` only, from base library 2.6.0 on: extensions, with or without a dot. @default any */
  extension?: string[]
}

export interface ChooseMessageFileResult {
  /** `chooseMessageFile:ok` */
  errMsg: string
  /** In the order of choice; never empty. */
  tempFiles: ChosenMessageFile[]
}

export interface ChosenMessageFile {
  path: string
  /** Bytes. */
  size: number
  /** As the user knows it. */
  name: string
  type: 'video' | 'image' | 'file'
  /** Seconds since 1970; outside a chat, when the file was last changed, or now where nobody knows. */
  time: number
}

export type ChooseMessageFile = <O extends ChooseMessageFileOptions = ChooseMessageFileOptions>(
  options: O,
) => Promised<O, ChooseMessageFileResult>

/**
 * `wx.chooseMessageFile`: lets the user choose files. There are no chats here, so he chooses among all files of
 * his machine. Failures: `invalid-argument` and those of {@link chooseImage}.
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/media/image/wx.chooseMessageFile.html
 */
export const chooseMessageFile = promiseApi<ChooseMessageFileOptions, object>({
  name: 'chooseMessageFile',
  since: '2.5.0',
  template: { count: 'Number' },
  startsAtOnce: true,
  create: (context) => {
    const picker = context.shared(createPicker)
    const { clock } = context.host
    return async ({ success, fail, complete, ...options }) => {
      const type = typeOf(options.type)
      const picked = await picker.pick({
        asker: 'chooseMessageFile',
        options,
        sources: ['files'],
        kinds: kindsOf[type],
        extensions:
          type === 'file' && context.since('2.6.0') ? extensionsOf(options.extension) : [],
        count: countOf(options.count, MOST_FILES),
        offersOriginal: false,
        camera: 'back',
        maxDurationMs: 0,
      })
      const files = await picker.keep(picked.files, 'none')
      return {
        tempFiles: files.map(({ path, size, picked: { name, kind, modifiedMs } }) => ({
          path,
          size,
          name,
          type: kind,
          time: Math.floor((modifiedMs ?? clock.now()) / 1000),
        })),
      }
    }
  },
}) as ApiDefinition<ChooseMessageFile>

const typeOf = (type: unknown): keyof typeof kindsOf =>
  typeof type === 'string' && Object.hasOwn(kindsOf, type) ? (type as keyof typeof kindsOf) : 'all'

/** @throws WxError `invalid-argument` for one that is empty. */
const extensionsOf = (given: unknown): string[] => {
  if (!Array.isArray(given)) return []
  return given
    .filter((extension) => typeof extension === 'string')
    .map((extension) => {
      const plain = extension.trim().replace(/^\./, '').toLowerCase()
      if (plain !== '') return plain
      throw new WxError(
        'invalid-argument',
        'parameter error: parameter.extension should not have an empty item;',
      )
    })
}
