import type { PixelSize } from '../../codec/image/fit.js'
import { fitSize, uprightSize } from '../../codec/image/fit.js'
import type { ImageFormat } from '../../codec/image/header.js'
import { readImageHeader } from '../../codec/image/header.js'
import type { FilesPort, HostBlob } from '../../ports/files.js'
import { UnsupportedError } from '../../ports/port-error.js'
import type { EncodeRequest } from '../../ports/pictures.js'
import { PictureError } from '../../ports/pictures.js'

/** A canvas of Chromium that is wider or higher stays empty, and says nothing. */
const MAX_SIDE = 16_384
/** 16,384 × 16,384 pixels are 1 GiB. */
export const MAX_PIXELS = MAX_SIDE * MAX_SIDE

/**
 * Looks at a picture before anything is decoded: a few bytes may claim more pixels than the machine has memory
 * for.
 * @param formats What the host can decode.
 * @returns The size that was asked for.
 * @throws PictureError `unreadable`, `too-large`
 * @throws UnsupportedError for a format that the host cannot decode
 * @throws FileError
 */
export const checkEncodable = async (
  files: Pick<FilesPort, 'read'>,
  blob: HostBlob,
  request: EncodeRequest,
  formats: readonly ImageFormat[],
): Promise<PixelSize> => {
  const header = await readImageHeader(
    (start, length) => files.read(blob, start, length),
    blob.size,
  )
  if (header === undefined) throw new PictureError('unreadable')
  if (!formats.includes(header.format)) {
    throw new UnsupportedError(`this host cannot decode ${nameOf(header.format)}`)
  }
  checkSize(header)
  const size = fitSize(uprightSize(header, header.orientation), request)
  checkSize(size)
  return size
}

const nameOf = (format: ImageFormat): string =>
  format === 'other' ? 'pictures of this format' : `${format.toUpperCase()} pictures`

const checkSize = ({ width, height }: PixelSize): void => {
  if (width > MAX_SIDE || height > MAX_SIDE || width * height > MAX_PIXELS) {
    throw new PictureError('too-large', { text: `${width} x ${height} pixels are too many` })
  }
}
