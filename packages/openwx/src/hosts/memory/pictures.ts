import { UnsupportedError } from '../../ports/port-error.js'
import type { PicturesPort } from '../../ports/pictures.js'
import type { Answers } from '../shared/answers.js'
import { createVirtualPictures } from '../shared/virtual-pictures.js'
import type { MemoryAlbum } from './album.js'
import { createMemoryAlbum } from './album.js'

/** Pictures of a machine that holds bytes and understands none of them. */
export const createMemoryPictures = ({
  album,
  answers = {},
}: {
  readonly album?: MemoryAlbum | undefined
  readonly answers?: Answers | undefined
}): PicturesPort => ({
  ...createVirtualPictures(album && createMemoryAlbum(album), answers),
  encode: () => Promise.reject(new UnsupportedError('the memory host cannot encode pictures')),
  readVideo: () => Promise.resolve(undefined),
})
