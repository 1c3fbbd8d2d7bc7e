import type { ApiContext } from '../../call/context.js'
import type { FilePlace } from '../../ports/files.js'
import { parsePath } from '../file/paths.js'

const RELATIVE = /^\.{1,2}\//

/** A relative path as one from the package's root; one that would lead out of it stays as it is. */
const fromRoot = ({ app }: ApiContext, path: string): string => {
  const route = app.currentRoute?.() ?? ''
  const names = route.split('/').slice(0, -1)
  for (const name of path.split('/')) {
    if (name !== '..') {
      if (name !== '.') names.push(name)
    } else if (names.pop() === undefined) return path
  }
  return `/${names.join('/')}`
}

/**
 * The place that a path means to the picture functions, which see relative ones from the page that is shown; those of
 * files know none. Undefined where no file can be.
 */
export const picturePlace = (context: ApiContext, path: string): FilePlace | undefined =>
  parsePath(context, RELATIVE.test(path) ? fromRoot(context, path) : path)
