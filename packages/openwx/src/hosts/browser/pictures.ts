import type { FilesPort } from '../../ports/files.js'
import type { PicturesPort } from '../../ports/pictures.js'
import type { UserPort } from '../../ports/user.js'
import { createDialogs } from './dialogs/dialogs.js'
import { createPageEncoder } from './encode.js'
import { createPageAlbum } from './page-album.js'
import { pickInPage } from './picking/pick.js'
import { readPageVideo } from './picking/read-video.js'
import type { Previews } from './preview/preview.js'

export interface PagePicturesOptions {
  /** Where previews and viewfinders appear. @default document.body */
  readonly root?: HTMLElement | undefined
  readonly chooseAction: UserPort['chooseAction']
  readonly files: FilesPort
}

export type BrowserPictures = PicturesPort & { close(): void }

/** Pictures of a page's user. */
export const createBrowserPictures = ({
  root = document.body,
  chooseAction,
  files,
}: PagePicturesOptions): BrowserPictures => {
  const album = createPageAlbum()
  const encoder = createPageEncoder(files)
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
    encode: encoder.encode,
    saveToAlbum: (blob, name) => saveToAlbum(blob as Blob, name),
    readVideo: (blob) => readPageVideo(blob as Blob),
    close: () => {
      closed.abort()
      dialogs.close()
      void previews?.then((shown) => shown.close())
      encoder.close()
      album.close()
    },
  }
}
