import type { CallOptions } from '../../call/call.js'
import type { Promised } from '../../call/define.js'
import { promiseApi } from '../../call/define.js'
import type { ApiDefinition } from '../../call/definition.js'
import { WxError } from '../../call/error.js'
import { baseName, extensionOf } from '../../codec/file-path.js'
import type { ImageFormat } from '../../codec/image/header.js'
import { typeOfExtension } from '../../codec/media-type.js'
import { createScopes } from '../setting/scopes.js'
import { attended } from './attended.js'
import { headerOf, openPicture } from './read-picture.js'

const NAME = 'saveImageToPhotosAlbum'
const SCOPE = 'scope.writePhotosAlbum'

/** What an album takes, with the extension that goes with it. */
const extensions: Partial<Record<ImageFormat, string>> = {
  jpeg: 'jpg',
  png: 'png',
  gif: 'gif',
  webp: 'webp',
}

/** Options of `wx.saveImageToPhotosAlbum`. */
export interface SaveImageToPhotosAlbumOptions extends CallOptions<{ errMsg: string }> {
  /** A temp, saved or user file; no address in the network and no file of the package. */
  filePath: string
}

export type SaveImageToPhotosAlbum = <
  O extends SaveImageToPhotosAlbumOptions = SaveImageToPhotosAlbumOptions,
>(
  options: O,
) => Promised<O, object>

/**
 * `wx.saveImageToPhotosAlbum`: puts a copy of a picture where the user keeps his, once he has allowed it. Failures, in
 * the order of the checks: `invalid-argument`, `privacy-undeclared`, `privacy-denied`, `auth-denied`, `file-not-found`, `invalid-picture`
 * (`invalid file type`), `cancelled`, `unsupported`.
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/media/image/wx.saveImageToPhotosAlbum.html
 */
export const saveImageToPhotosAlbum = promiseApi<SaveImageToPhotosAlbumOptions, object>({
  name: NAME,
  since: '1.2.0',
  template: { filePath: 'String' },
  argumentOptional: false,
  create: (context) => {
    const { files, pictures } = context.host
    const scopes = context.shared(createScopes)
    return ({ filePath }) =>
      attended(context, async () => {
        await scopes.require(SCOPE, NAME)
        const { blob } = await openPicture(context, filePath, ['temp', 'saved', 'user'])
        const header = await headerOf(files, blob)
        const extension = header && extensions[header.format]
        if (extension === undefined) throw new WxError('invalid-picture', 'invalid file type')
        await pictures.saveToAlbum(blob, nameWith(extension, filePath))
        return {}
      })
  },
}) as ApiDefinition<SaveImageToPhotosAlbum>

/** The file's own name, with an extension that says what it is. */
const nameWith = (extension: string, path: string): string => {
  const name = baseName(path.replace(/\/+$/, ''))
  const stated = extensionOf(name)
  if (typeOfExtension(stated) === typeOfExtension(extension)) return name
  const stem = stated === '' ? name : name.slice(0, -stated.length - 1)
  return `${stem}.${extension}`
}
