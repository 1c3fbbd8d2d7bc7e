import type { ApiContext } from '../../call/context.js'
import { formatFilePath, parseFilePath } from '../../codec/file-path.js'
import type { FilePlace } from '../../ports/files.js'

/** The place that a path of the program means; undefined where no file can be. */
export const parsePath = ({ app }: ApiContext, path: string): FilePlace | undefined =>
  parseFilePath(path, app.appId)

/** A place as the program sees it. */
export const formatPath = ({ app }: ApiContext, place: FilePlace): string =>
  formatFilePath(place, app.profile)
