import type { FileKind } from '../ports/pictures.js'

/** What a file of this media type is to somebody who chooses one. */
export const kindOfType = (type: string): FileKind =>
  type.startsWith('image/') ? 'image' : type.startsWith('video/') ? 'video' : 'file'
