import { extensionOf, formatFilePath } from '../../codec/file-path.js'
import { extensionOfType } from '../../codec/media-type.js'
import type { ApiContext } from '../../call/context.js'
import { WxError } from '../../call/error.js'
import type { FilePlace, HostBlob } from '../../ports/files.js'
import type { Picked, PickedFile, PickRequest } from '../../ports/pictures.js'
import { requirePrivacy } from '../setting/require-privacy.js'
import { attended } from './attended.js'
import { compressed } from './compressed.js'
import { wordsOf } from './choices.js'

/** A chosen file that the program now has. */
export interface ChosenFile {
  readonly path: string
  readonly size: number
  /** What was chosen; its blob is used up. */
  readonly picked: PickedFile
}

export interface Picker {
  /**
   * Lets the user choose, once the program may know what he chooses. One such call at a time: his screen has room for one.
   * @throws WxError `privacy-undeclared`, `privacy-denied`, `cancelled`, `unsupported`, `system-denied`, `interrupted`, `failed`
   */
  pick(request: PickRequest): Promise<Picked>
  /** Makes temp files of what was chosen, in its order, and smaller pictures where they are to be; all or none. */
  keep(
    files: readonly PickedFile[],
    compression: 'none' | 'wanted' | 'required',
  ): Promise<ChosenFile[]>
  /** A temp file of a blob. */
  keepBlob(blob: HostBlob, extension: string): Promise<string>
}

/** What an extension may look like; a name may hold anything. */
const PLAIN_EXTENSION = /^[a-z\d]{1,10}$/

const extensionFor = ({ name, type }: PickedFile): string => {
  const extension = extensionOf(name)
  return PLAIN_EXTENSION.test(extension) ? extension : extensionOfType(type)
}

/** Use through `context.shared`. */
export const createPicker = (context: ApiContext): Picker => {
  const { host, app } = context
  let open = false

  const pathOf = (place: FilePlace) => formatFilePath(place, app.profile)

  return {
    pick: async (request) => {
      const { asker, sources } = request
      const collected = sources.includes('files') ? 'files' : 'photos'
      await attended(context, () => requirePrivacy(context, asker, collected))
      if (open) throw new WxError('failed', 'another picker is open')
      open = true
      try {
        return await attended(context, () => host.pictures.pick(request))
      } finally {
        open = false
      }
    },
    keep: (files, compression) =>
      attended(context, async () => {
        const kept: ChosenFile[] = []
        const places: FilePlace[] = []
        const left = [...files]
        try {
          // One after the other, so that ten large pictures need the memory of one.
          for (let picked = left.shift(); picked !== undefined; picked = left.shift()) {
            const blob =
              compression === 'none'
                ? picked.blob
                : await compressed(host, picked, compression === 'required')
            const { size } = blob
            const place = await host.files.createTemp(blob, extensionFor(picked))
            places.push(place)
            kept.push({ path: pathOf(place), size, picked })
          }
          return kept
        } catch (error) {
          for (const { blob } of left) host.files.discard(blob)
          // Nobody hears of those that are there already.
          await Promise.allSettled(places.map((place) => host.files.remove(place)))
          throw error
        }
      }),
    keepBlob: async (blob, extension) => pathOf(await host.files.createTemp(blob, extension)),
  }
}

const SIZE_TYPES = ['original', 'compressed'] as const

/** What `sizeType` leaves to the user, and what becomes of the pictures when he has chosen. */
export const sizeChoice = (
  sizeType: unknown,
): { offersOriginal: boolean; compression(picked: Picked): 'none' | 'wanted' | 'required' } => {
  const sizes = wordsOf(sizeType, SIZE_TYPES)
  const offersOriginal = sizes.length === 2
  return {
    offersOriginal,
    compression: ({ original }) => {
      if (offersOriginal) return original ? 'none' : 'wanted'
      return sizes[0] === 'original' ? 'none' : 'required'
    },
  }
}
