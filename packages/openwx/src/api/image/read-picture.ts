import type { ApiContext } from '../../call/context.js'
import { WxError } from '../../call/error.js'
import type { ImageHeader } from '../../codec/image/header.js'
import { readImageHeader } from '../../codec/image/header.js'
import type { FilePlace, FilesPort, HostBlob } from '../../ports/files.js'
import { notAPicture } from './failure.js'
import { picturePlace } from './picture-place.js'

/**
 * The file of a path, wherever it is in one of these spaces. The picture functions have no numbers of their own for
 * a missing one.
 * @throws WxError `file-not-found`, also for an address in the network
 */
export const openPicture = async (
  context: ApiContext,
  path: string,
  spaces: readonly FilePlace['space'][] = ['temp', 'saved', 'user', 'package'],
): Promise<{ place: FilePlace; blob: HostBlob }> => {
  const place = picturePlace(context, path)
  if (place !== undefined && spaces.includes(place.space)) {
    const blob = await context.host.files.open(place)
    if (blob !== undefined) return { place, blob }
  }
  throw new WxError('file-not-found', 'file not found')
}

/** The header of a file; undefined for what is no picture. */
export const headerOf = (files: FilesPort, blob: HostBlob): Promise<ImageHeader | undefined> =>
  readImageHeader((start, length) => files.read(blob, start, length), blob.size)

/**
 * The header of a file that a program calls a picture.
 * @throws WxError `invalid-picture` for what is none
 */
export const readPicture = async (files: FilesPort, blob: HostBlob): Promise<ImageHeader> => {
  const header = await headerOf(files, blob)
  if (header === undefined) throw notAPicture()
  return header
}
