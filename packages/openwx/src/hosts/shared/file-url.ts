import { parseFilePath } from '../../codec/file-path.js'
import type { FilesPort } from '../../ports/files.js'

/** `Host.resolveUrl` on a host's files. */
export const fileUrl = async (files: FilesPort, path: string): Promise<string | undefined> => {
  const place = parseFilePath(path)
  if (place !== undefined) return files.url(place)
  return /^https?:\/\//i.test(path) ? path : undefined
}
