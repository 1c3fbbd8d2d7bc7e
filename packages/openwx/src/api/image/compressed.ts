import type { HostBlob } from '../../ports/files.js'
import type { Host } from '../../ports/host.js'
import { UnsupportedError } from '../../ports/port-error.js'
import type { PickedFile } from '../../ports/pictures.js'

/** What `compressed` means: WeChat documents no numbers. Twelve megapixels become 1920 × 1440. */
const COMPRESSED = { quality: 80, maxShortSide: 1440 }
/** Pictures up to this size stay as they are: less would only be worse. */
const SMALL_BYTES = 100 * 1024
/** What can be written again as the same type. An animation would stop to move. */
const ENCODABLE_TYPES = ['image/jpeg', 'image/png', 'image/webp']

/**
 * The bytes of a chosen picture, made smaller where that is possible; a picture that the host cannot read, or
 * that would only grow, stays as it is. Takes the blob over.
 * @param required Whether a host that cannot encode at all fails the call.
 * @throws UnsupportedError
 */
export const compressed = async (
  { pictures, files }: Host,
  { blob, type }: PickedFile,
  required: boolean,
): Promise<HostBlob> => {
  if (blob.size <= SMALL_BYTES || !ENCODABLE_TYPES.includes(type)) return blob
  let smaller: HostBlob
  try {
    smaller = await pictures.encode(blob, { type, ...COMPRESSED })
  } catch (error) {
    if (!required || !(error instanceof UnsupportedError)) return blob
    files.discard(blob)
    throw error
  }
  const [kept, left] = smaller.size < blob.size ? [smaller, blob] : [blob, smaller]
  files.discard(left)
  return kept
}
