import type { CallOptions } from '../../call/call.js'
import type { ApiContext } from '../../call/context.js'
import type { Promised } from '../../call/define.js'
import { promiseApi } from '../../call/define.js'
import type { ApiDefinition } from '../../call/definition.js'
import { WxError } from '../../call/error.js'
import { documentTypesOf, isDocumentType } from '../../codec/document.js'
import { baseName, extensionOf } from '../../codec/file-path.js'
import type { FilePlace, HostBlob } from '../../ports/files.js'
import { attended } from '../image/attended.js'
import { parsePath } from './paths.js'

const NOT_FOUND = 1300002
const OTHER_TYPE = 1300301

/** Options of `wx.openDocument`; names and defaults are WeChat's. */
export interface OpenDocumentOptions extends CallOptions<{ errMsg: string }> {
  /** A temp, saved or user file. */
  filePath: string
  /** Needed where the path has no extension, or a wrong one. Since 1.4.0. @default the extension of the path */
  fileType?: 'doc' | 'docx' | 'xls' | 'xlsx' | 'ppt' | 'pptx' | 'pdf'
  /** Whether there is a menu. Since 2.11.0; what shows documents here has its own. @default false */
  showMenu?: boolean
}

export type OpenDocument = <O extends OpenDocumentOptions = OpenDocumentOptions>(
  options: O,
) => Promised<O, object>

/**
 * `wx.openDocument`: lets the user read a document, and succeeds when it is open. Failures: `invalid-argument`,
 * `file-not-found`, `invalid-document`, `unsupported`, `interrupted`.
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/file/wx.openDocument.html
 */
export const openDocument = promiseApi<OpenDocumentOptions, object>({
  name: 'openDocument',
  since: '1.0.0',
  template: { filePath: 'String' },
  argumentOptional: false,
  // A page may open another one only soon after the tap.
  startsAtOnce: true,
  create:
    (context) =>
    ({ success, fail, complete, ...options }) =>
      attended(context, async () => {
        const { filePath } = options
        const { place, blob } = await openFile(context, filePath)
        const asked = context.since('1.4.0') ? options.fileType : undefined
        const type = asked ?? extensionOf(filePath)
        await checkType(context, blob, type, asked !== undefined)
        const name = baseName(filePath)
        await context.host.documents.open({
          place,
          type,
          name: extensionOf(name) === type ? name : `${name}.${type}`,
          options,
        })
        return {}
      }),
}) as ApiDefinition<OpenDocument>

const openFile = async (
  context: ApiContext,
  path: string,
): Promise<{ place: FilePlace; blob: HostBlob }> => {
  const place = parsePath(context, path)
  const blob =
    place === undefined || place.space === 'package'
      ? undefined
      : await context.host.files.open(place)
  if (place === undefined || blob === undefined) {
    throw new WxError('file-not-found', "file doesn't exist", { errno: NOT_FOUND })
  }
  return { place, blob }
}

/** @throws WxError `invalid-document` for what is no document of that type */
const checkType = async (
  { host: { files } }: ApiContext,
  blob: HostBlob,
  type: string,
  isAsked: boolean,
): Promise<void> => {
  const read = (start: number, length: number) => files.read(blob, start, length)
  const possible = isDocumentType(type) ? await documentTypesOf(read, blob.size) : []
  if (possible.some((each) => each === type)) return
  throw isAsked && possible.length > 0
    ? new WxError('invalid-document', 'unable to open as fileType', { errno: OTHER_TYPE })
    : new WxError('invalid-document', 'filetype not supported')
}
