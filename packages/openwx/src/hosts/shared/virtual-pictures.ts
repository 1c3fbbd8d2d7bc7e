import { extensionOf } from '../../codec/file-path.js'
import type { HostBlob } from '../../ports/files.js'
import { UnsupportedError } from '../../ports/port-error.js'
import type { Picked, PickedFile, PickRequest, PicturesPort } from '../../ports/pictures.js'
import { UserCancelled } from '../../ports/user.js'
import type { Answers } from './answers.js'
import { answerTo } from './answers.js'

/** The pictures, videos and other files of a user who has no screen. */
export interface VirtualAlbum {
  /** In the order in which he would choose them. */
  list(): Promise<readonly VirtualFile[]>
  /** Takes nothing away from the blob. */
  save(blob: HostBlob, name: string): Promise<void>
}

export interface VirtualFile extends Omit<PickedFile, 'blob'> {
  /** A blob of its own. */
  copy(): Promise<HostBlob>
}

/** What the user of a virtual album replies when he is to choose; the first ones when he says nothing. */
export type PickAnswer =
  | 'cancel'
  | 'dismiss'
  /** Names of files of the album. */
  | readonly string[]
  | { readonly files?: readonly string[]; readonly original?: boolean }

const isCancel = (answer: unknown): boolean =>
  answer === 'cancel' || answer === 'dismiss' || answer === false

const choiceOf = (answer: unknown): { files?: readonly string[]; original?: boolean } => {
  if (Array.isArray(answer)) return { files: answer as readonly string[] }
  return typeof answer === 'object' && answer !== null ? answer : {}
}

const isWanted = ({ kinds, extensions }: PickRequest, { kind, name }: VirtualFile): boolean =>
  kinds.includes(kind) && (extensions.length === 0 || extensions.includes(extensionOf(name)))

/** Choosing from an album by the answers of a user who is only described. */
export const createVirtualPictures = (
  album: VirtualAlbum | undefined,
  answers: Answers,
): Pick<PicturesPort, 'pick' | 'preview' | 'saveToAlbum'> => ({
  pick: async (request): Promise<Picked> => {
    const answer = await answerTo(answers, request.asker, request.options)
    if (isCancel(answer)) throw new UserCancelled()
    if (album === undefined) {
      throw new UnsupportedError('this host has no album; give it one by its option album')
    }
    const { files: names, original = false } = choiceOf(answer)
    const all = (await album.list()).filter((file) => isWanted(request, file))
    const chosen = names === undefined ? all : names.map((name) => named(all, name))
    // A camera takes one.
    const limit = request.sources.every((source) => source === 'camera') ? 1 : request.count
    const taken = chosen.slice(0, limit)
    // Whoever finds nothing to choose can only leave.
    if (taken.length === 0) throw new UserCancelled()
    const files: PickedFile[] = []
    for (const { copy, ...facts } of taken) files.push({ ...facts, blob: await copy() })
    return { files, original: request.offersOriginal && original }
  },
  // A function among the answers sees what is shown; nobody else looks.
  preview: async ({ asker, options, current }) => {
    await answerTo(answers, asker, { ...options, index: current })
  },
  saveToAlbum: async (blob, name) => {
    if (album === undefined) {
      throw new UnsupportedError('this host has no album; give it one by its option album')
    }
    await album.save(blob, name)
  },
})

const named = (files: readonly VirtualFile[], name: string): VirtualFile => {
  const found = files.find((file) => file.name === name)
  if (found === undefined)
    throw new Error(`nothing in the album that can be chosen is called ${name}`)
  return found
}
