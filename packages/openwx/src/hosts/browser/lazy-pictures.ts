import type { PicturesPort } from '../../ports/pictures.js'
import type { BrowserPictures } from './pictures.js'

/** The host's pictures, whose code is loaded by the first call that needs it. */
export const createLazyPictures = (): PicturesPort & { close(): void } => {
  let loading: Promise<BrowserPictures> | undefined
  let closed = false
  const load = () =>
    (loading ??= import('./pictures.js').then(({ createBrowserPictures }) => {
      const pictures = createBrowserPictures()
      if (closed) pictures.close()
      return pictures
    }))

  return {
    pick: async (request) => (await load()).pick(request),
    preview: async (request) => (await load()).preview(request),
    encode: async (...call) => (await load()).encode(...call),
    saveToAlbum: async (...call) => (await load()).saveToAlbum(...call),
    readVideo: async (blob) => (await load()).readVideo(blob),
    close: () => {
      closed = true
      void loading?.then((pictures) => pictures.close())
    },
  }
}
