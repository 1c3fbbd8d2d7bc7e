import { baseName, extensionOf } from '../../codec/file-path.js'
import { toHex } from '../../codec/hex.js'
import { typeOfExtension } from '../../codec/media-type.js'
import type { MultipartFrame } from '../../codec/multipart.js'
import { multipartFrame } from '../../codec/multipart.js'

/**
 * What the files of uploads and downloads need beyond the network. It is loaded by the first of them, which has to
 * wait for the host's files anyway.
 */
export { folderOf } from '../../codec/file-path.js'
export { extensionOfType } from '../../codec/media-type.js'
export { formatPath, parsePath } from '../file/paths.js'

const BOUNDARY_BYTES = 16

/** A form with text fields and one file, whose own name and type are those of its path. */
export const fileForm = (
  fields: readonly (readonly [name: string, value: string])[],
  name: string,
  path: string,
): MultipartFrame =>
  multipartFrame(createBoundary(), fields, {
    name,
    fileName: baseName(path),
    type: typeOfExtension(extensionOf(path)),
  })

/** Random, so that no content can end a part. */
const createBoundary = (): string =>
  `openwx-${toHex(crypto.getRandomValues(new Uint8Array(BOUNDARY_BYTES)))}`
