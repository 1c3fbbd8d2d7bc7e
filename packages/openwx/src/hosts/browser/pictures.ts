import { UnsupportedError } from '../../ports/http.js'
import type { PicturesPort } from '../../ports/pictures.js'
import { createPageAlbum } from './page-album.js'

export interface PagePicturesOptions {
  /** Where previews, sheets and viewfinders appear. @default document.body */
  readonly root?: HTMLElement | undefined
}

export type BrowserPictures = PicturesPort & { close(): void }

const notYet = () => Promise.reject(new UnsupportedError('this host cannot do that yet'))

/** Pictures of a page's user. */
export const createBrowserPictures = (): BrowserPictures => {
  const album = createPageAlbum()
  return {
    pick: notYet,
    preview: notYet,
    encode: notYet,
    saveToAlbum: (blob, name) => album.save(blob as Blob, name),
    readVideo: () => Promise.resolve(undefined),
    close: () => album.close(),
  }
}
