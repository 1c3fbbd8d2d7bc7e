/** Decodes and encodes one picture after the other, away from the page's own thread. */
import type { PixelSize } from '../../codec/image/fit.js'

export interface EncodeJob {
  readonly blob: Blob
  readonly size: PixelSize
  readonly type: string
  /** 0 to 100. */
  readonly quality: number
}

export type EncodeReply =
  | { readonly blob: Blob }
  | { readonly problem: 'unreadable' | 'unsupported'; readonly text: string }

const encode = async ({ blob, size, type, quality }: EncodeJob): Promise<EncodeReply> => {
  let bitmap: ImageBitmap
  try {
    // Upright: what EXIF says is applied unless one asks for the contrary.
    bitmap = await createImageBitmap(blob)
  } catch (error) {
    return { problem: 'unreadable', text: String(error) }
  }
  try {
    const canvas = new OffscreenCanvas(size.width, size.height)
    const context = canvas.getContext('2d')
    if (context === null) {
      return { problem: 'unsupported', text: 'this browser has no canvas of that size' }
    }
    if (type === 'image/jpeg') {
      context.fillStyle = '#fff'
      context.fillRect(0, 0, size.width, size.height)
    }
    context.imageSmoothingQuality = 'high'
    context.drawImage(bitmap, 0, 0, size.width, size.height)
    const encoded = await canvas.convertToBlob({ type, quality: quality / 100 })
    // For a type that it cannot write, a browser writes PNG and says nothing.
    return encoded.type === type
      ? { blob: encoded }
      : { problem: 'unsupported', text: `this browser cannot write ${type}` }
  } finally {
    bitmap.close()
  }
}

self.onmessage = ({ data }: MessageEvent<EncodeJob>) => {
  void encode(data)
    .catch((error: unknown): EncodeReply => ({ problem: 'unsupported', text: String(error) }))
    .then((reply) => self.postMessage(reply))
}
