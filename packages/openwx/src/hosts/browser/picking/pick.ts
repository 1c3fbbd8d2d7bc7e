import { kindOfType } from '../../../codec/file-kind.js'
import { extensionOf } from '../../../codec/file-path.js'
import { typeOfExtension } from '../../../codec/media-type.js'
import type { Picked, PickedFile, PickRequest } from '../../../ports/pictures.js'
import type { UserPort } from '../../../ports/user.js'
import { UserCancelled } from '../../../ports/user.js'
import type { Dialogs } from '../dialogs/dialogs.js'
import { honoursCapture, takeWithCamera } from './camera.js'
import { mayOpenDialog, openFileDialog } from './file-dialog.js'
import type { PickWords } from './words.js'
import { pickWordsFor } from './words.js'

export interface PickParts {
  /** Where dialogs are shown; its document opens the file dialog. */
  readonly root: HTMLElement
  readonly dialogs: Dialogs
  readonly chooseAction: UserPort['chooseAction']
  /** Aborts when the host is disposed of. */
  readonly signal: AbortSignal
}

/** Where files come from, as the user sees it. */
interface Way {
  readonly label: string
  readonly source: 'album' | 'camera' | 'files'
  readonly original: boolean
}

const albumWay = (words: PickWords): Way => ({
  label: words.album,
  source: 'album',
  original: false,
})

const waysOf = (request: PickRequest, words: PickWords): Way[] => {
  const { sources, kinds, offersOriginal } = request
  const camera = { source: 'camera', original: false } as const
  const cameraLabel =
    kinds.length > 1 ? words.shoot : kinds[0] === 'video' ? words.video : words.photo
  const ways: Way[] = []
  if (sources.includes('camera')) ways.push({ ...camera, label: cameraLabel })
  if (sources.includes('album')) ways.push(albumWay(words))
  if (sources.includes('files')) ways.push({ label: words.files, source: 'files', original: false })
  // A dialog of the browser has no room for a switch. Where the user is asked anyway, he is asked for this too.
  if (ways.length > 1 && offersOriginal) {
    ways.push({ label: words.originals, source: 'album', original: true })
  }
  return ways
}

const acceptOf = ({ kinds, extensions }: PickRequest): string => {
  if (extensions.length > 0) return extensions.map((extension) => `.${extension}`).join(',')
  return kinds.includes('file') ? '' : kinds.map((kind) => `${kind}/*`).join(',')
}

const describe = (file: File): PickedFile => {
  const type = file.type !== '' ? file.type : typeOfExtension(extensionOf(file.name))
  return {
    blob: file,
    name: file.name,
    type,
    kind: kindOfType(type),
    modifiedMs: file.lastModified,
  }
}

const isWanted = ({ kinds, extensions }: PickRequest, { kind, name }: PickedFile): boolean =>
  kinds.includes(kind) && (extensions.length === 0 || extensions.includes(extensionOf(name)))

/** Lets the user of a page choose files, or take one. */
export const pickInPage = async (
  request: PickRequest,
  { root, dialogs, chooseAction, signal }: PickParts,
): Promise<Picked> => {
  const document = root.ownerDocument
  const words = pickWordsFor(navigator.language)
  const ways = waysOf(request, words)
  const [only] = ways
  const isAsked = ways.length > 1 || needsTap(only, document)
  const index = isAsked
    ? await chooseAction(
        ways.map(({ label }) => label),
        request.asker,
      )
    : 0
  const way = index === undefined ? undefined : ways[index]
  if (way === undefined) throw new UserCancelled()
  const files =
    way.source === 'camera'
      ? [await takeWithCamera(request, { document, dialogs, words, signal })]
      : await openFileDialog(
          document,
          { accept: acceptOf(request), multiple: request.count > 1 },
          signal,
        )
  // A dialog shows more than it was asked for, if its user says so.
  const wanted = files
    .map(describe)
    .filter((file) => isWanted(request, file))
    .slice(0, request.count)
  if (wanted.length === 0) throw new UserCancelled()
  return { files: wanted, original: way.original }
}

/**
 * A program may ask long after the tap that led to it, or without one, as WeChat lets it. The sheet then asks
 * for the tap. The viewfinder needs none.
 */
const needsTap = (way: Way | undefined, document: Document): boolean =>
  (way?.source !== 'camera' || honoursCapture()) && !mayOpenDialog(document.defaultView ?? window)
