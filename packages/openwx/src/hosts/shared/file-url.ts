import { isNetworkAddress, parseFilePath } from '../../codec/file-path.js'
import type { FilesPort } from '../../ports/files.js'
import type { Host } from '../../ports/host.js'

/** `Host.resolveUrl` on a host's files, for paths of a program. */
export const fileUrl = async (
  files: FilesPort,
  path: string,
  owner: string,
): Promise<string | undefined> => {
  const place = parseFilePath(path, owner)
  if (place !== undefined) return files.url(place)
  return isNetworkAddress(path) ? path : undefined
}

/** What a host tells of its files. */
export const createFileUrls = (
  files: FilesPort,
): Pick<Host, 'ready' | 'programStarted' | 'resolveUrl'> => {
  let owner = ''
  return {
    ready: () => files.ready(),
    programStarted: (appId) => void (owner = appId),
    resolveUrl: (path) => fileUrl(files, path, owner),
  }
}
