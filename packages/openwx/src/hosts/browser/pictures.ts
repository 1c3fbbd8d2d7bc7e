import { UnsupportedError } from '../../ports/http.js'
import type { PicturesPort } from '../../ports/pictures.js'

export interface PagePicturesOptions {
  /** Where previews, sheets and viewfinders appear. @default document.body */
  readonly root?: HTMLElement | undefined
}

export type BrowserPictures = PicturesPort & { close(): void }

const notYet = () => Promise.reject(new UnsupportedError('this host cannot do that yet'))

/** Pictures of a page's user. */
export const createBrowserPictures = (): BrowserPictures => ({
  pick: notYet,
  preview: notYet,
  encode: notYet,
  saveToAlbum: notYet,
  readVideo: () => Promise.resolve(undefined),
  close: () => undefined,
})
