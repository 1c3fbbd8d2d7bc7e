import type { PicturesPort } from '../../ports/pictures.js'
import type { Answers } from '../shared/answers.js'
import { createVirtualPictures } from '../shared/virtual-pictures.js'
import { createNodeAlbum } from './album.js'
import { createNodeEncoder } from './encode.js'
import type { NodeFiles } from './files.js'

/** An album in a folder, and a user who is described by his answers. */
export const createNodePictures = (
  {
    album,
    answers = {},
  }: {
    readonly album?: string | readonly string[] | undefined
    readonly answers?: Answers | undefined
  },
  files: NodeFiles,
): PicturesPort => ({
  ...createVirtualPictures(
    album === undefined ? undefined : createNodeAlbum(album, files),
    answers,
  ),
  encode: createNodeEncoder(files),
  readVideo: () => Promise.resolve(undefined),
})
