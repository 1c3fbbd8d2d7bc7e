import { UnsupportedError } from '../../ports/http.js'
import type { PicturesPort } from '../../ports/pictures.js'
import type { UserPort } from '../../ports/user.js'
import { createDialogs } from './dialogs/dialogs.js'
import { createPageAlbum } from './page-album.js'
import { pickInPage } from './picking/pick.js'
import { readPageVideo } from './picking/read-video.js'
import type { Previews } from './preview/preview.js'

export interface PagePicturesOptions {
  /** Where previews and viewfinders appear. @default document.body */
  readonly root?: HTMLElement | undefined
  readonly chooseAction: UserPort['chooseAction']
}

export type BrowserPictures = PicturesPort & { close(): void }

const notYet = () => Promise.reject(new UnsupportedError('this host cannot do that yet'))

/** Pictures of a page's user. */
export const createBrowserPictures = ({
  root = document.body,
  chooseAction,
}: PagePicturesOptions): BrowserPictures => {
  const album = createPageAlbum()
  const dialogs = createDialogs(root)
  const closed = new AbortController()
  const saveToAlbum = (blob: Blob, name: string) => album.save(blob, name)
  let previews: Promise<Previews> | undefined
  const loadPreviews = () =>
    (previews ??= import('./preview/preview.js').then(({ createPreviews }) =>
      createPreviews({ root, chooseAction, saveToAlbum }),
    ))
  return {
    pick: (request) => pickInPage(request, { root, dialogs, chooseAction, signal: closed.signal }),
    preview: async (request) => (await loadPreviews()).open(request),
    encode: notYet,
    saveToAlbum: (blob, name) => saveToAlbum(blob as Blob, name),
    readVideo: (blob) => readPageVideo(blob as Blob),
    close: () => {
      closed.abort()
      dialogs.close()
      void previews?.then((shown) => shown.close())
      album.close()
    },
  }
}
