import type { ApiContext } from '../../call/context.js'
import { baseName, extensionOf, folderOf } from '../../codec/file-path.js'
import { toHex } from '../../codec/hex.js'
import { extensionOfType, typeOfExtension } from '../../codec/media-type.js'
import { multipartFrame } from '../../codec/multipart.js'
import type { FilePlace, HostBlob } from '../../ports/files.js'
import { FileError } from '../../ports/port-error.js'
import { formatPath, parsePath } from '../file/paths.js'
import type { DownloadFileResult } from './download-file.js'
import type { TransferPlan } from './transfer.js'

export { createProgressSteps } from './progress.js'

// What uploads and downloads do with files, and tell of them. The first of them loads it, and has to wait for the host's files
// anyway; it knows no WxError, so that it shares nothing with what a page begins with.

const BOUNDARY_BYTES = 16
/** Statuses whose body old base libraries kept. */
const OLD_KEPT_STATUSES = [200, 304]

/**
 * A request that sends a form with text fields and one file, whose own name and type are those of its path.
 * @throws FileError `not-found`
 */
export const formRequest = async (
  context: ApiContext,
  request: TransferPlan['request'],
  fields: readonly (readonly [name: string, value: string])[],
  name: string,
  path: string,
): Promise<{ request: TransferPlan['request']; bodyBytes: number }> => {
  const place = parsePath(context, path)
  const file = place && (await context.host.files.open(place))
  if (file === undefined) throw new FileError('not-found')
  const { head, tail, contentType } = multipartFrame(createBoundary(), fields, {
    name,
    fileName: baseName(path),
    type: typeOfExtension(extensionOf(path)),
  })
  const headers = request.headers.filter(([header]) => header !== 'content-type')
  return {
    request: {
      ...request,
      headers: [['content-type', contentType], ...headers],
      body: [head, file, tail],
    },
    bodyBytes: head.length + file.size + tail.length,
  }
}

/** Random, so that no content can end a part. */
const createBoundary = (): string =>
  `openwx-${toHex(crypto.getRandomValues(new Uint8Array(BOUNDARY_BYTES)))}`

/**
 * Where a `filePath` lies, if a file may be made there.
 * @throws FileError `permission`
 */
export const targetPlace = async (context: ApiContext, path: string): Promise<FilePlace> => {
  const place = parsePath(context, path)
  if (place?.space !== 'user') throw new FileError('permission')
  const { files } = context.host
  const [folder, present] = await Promise.all([files.stat(folderOf(place)), files.stat(place)])
  if (folder?.kind !== 'folder' || present?.kind === 'folder') throw new FileError('permission')
  return place
}

/** Puts a body at a place, if the program may keep so much. */
const keepWithin = async (
  { host: { files }, app }: ApiContext,
  place: FilePlace,
  file: HostBlob,
): Promise<void> => {
  try {
    const there = await files.stat(place)
    const growthBytes = file.size - (there?.size ?? 0)
    const free = files.reserve(app.appId, growthBytes, app.maxStorageBytes)
    await files.write(place, file).finally(free)
  } catch (error) {
    files.discard(file)
    throw error
  }
}

/**
 * Puts a download's body where it belongs.
 * @param target The program's `filePath`. @default a new temp file
 * @returns The result's fields that tell of it, and its place.
 * @throws FileError
 */
export const keepDownload = async (
  context: ApiContext,
  file: HostBlob,
  answer: { readonly statusCode: number; readonly type: string | undefined },
  target: string | undefined,
): Promise<{ fields: Partial<DownloadFileResult>; place?: FilePlace }> => {
  const { files } = context.host
  if (target !== undefined) {
    const place = await targetPlace(context, target)
    await keepWithin(context, place, file)
    return { fields: { filePath: target }, place }
  }
  if (!context.since('2.0.0') && !OLD_KEPT_STATUSES.includes(answer.statusCode)) {
    files.discard(file)
    return { fields: {} }
  }
  const place = await files.createTemp(file, extensionOfType(answer.type))
  return { fields: { tempFilePath: formatPath(context, place) }, place }
}
