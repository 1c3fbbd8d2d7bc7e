import type { FilesPort, HostBlob } from '../../ports/files.js'
import { FileError, UnsupportedError } from '../../ports/port-error.js'
import type { EncodeRequest } from '../../ports/pictures.js'
import { PictureError } from '../../ports/pictures.js'
import { checkEncodable, MAX_PIXELS } from '../shared/encodable.js'

/** What the prebuilt libvips of sharp reads. */
const DECODABLE = ['jpeg', 'png', 'gif', 'webp', 'avif', 'tiff'] as const

const formats = new Map([
  ['image/jpeg', 'jpeg'],
  ['image/png', 'png'],
  ['image/webp', 'webp'],
] as const)

const loadSharp = async () => (await import('sharp')).default

/**
 * Encodes pictures by `sharp`, which is for the program's owner to install: it is as large as all the rest
 * together.
 */
export const createNodeEncoder =
  (files: FilesPort, load: typeof loadSharp = loadSharp) =>
  async (blob: HostBlob, request: EncodeRequest): Promise<HostBlob> => {
    const sharp = await load().catch((cause: unknown) => {
      throw new UnsupportedError('to encode pictures, install the package sharp', { cause })
    })
    const format = formats.get(request.type as 'image/jpeg')
    if (format === undefined) {
      throw new UnsupportedError(`this host cannot write ${request.type}`)
    }
    const size = await checkEncodable(files, blob, request, DECODABLE)
    // Bytes, not a path: libvips remembers what it read from a path, also when the file is another by now.
    const bytes = await files.read(blob)
    try {
      const picture = sharp(bytes, { limitInputPixels: MAX_PIXELS })
        .rotate()
        .resize({ ...size, fit: 'fill' })
      const opaque = format === 'jpeg' ? picture.flatten({ background: '#fff' }) : picture
      const quality = format === 'png' ? {} : { quality: Math.max(1, request.quality) }
      const encoded = await opaque.toFormat(format, quality).toBuffer()
      return await files.createBlob(new Uint8Array(encoded))
    } catch (cause) {
      if (cause instanceof FileError) throw cause
      throw new PictureError('unreadable', { cause })
    }
  }
