import path from 'node:path'
import type { Files } from './files.js'

const EXTENSIONS = ['.js', '.ts'] as const

/** The script of a page, a component or `app`. */
export const findScript = (files: Files, unit: string): string | undefined =>
  EXTENSIONS.map((extension) => unit + extension).find((file) => files.exists(file))

const findModule = (files: Files, target: string): string | undefined =>
  ['', ...EXTENSIONS, '.json', '/index.js', '/index.ts']
    .map((suffix) => target + suffix)
    .find((file) => files.exists(file))

const packageMain = (files: Files, folder: string): string | undefined => {
  const text = files.read(`${folder}/package.json`)
  if (text === undefined) return undefined
  const main = /"main"\s*:\s*"([^"]+)"/.exec(text)?.[1]
  return main === undefined ? undefined : findModule(files, path.posix.join(folder, main))
}

/**
 * What `require(request)` in a file means: a relative or absolute path, or a package in the
 * `miniprogram_npm` folders from the file's own upwards, which is where WeChat's tool builds npm to.
 */
export const resolveRequire = (files: Files, from: string, request: string): string | undefined => {
  if (request.startsWith('/')) return findModule(files, path.posix.join('.', request))
  const folder = path.posix.dirname(from)
  const beside = findModule(files, path.posix.join(folder, request))
  if (beside !== undefined || request.startsWith('.')) return beside
  for (let base = folder; ; base = path.posix.dirname(base)) {
    const target = path.posix.join(base, 'miniprogram_npm', request)
    const found = findModule(files, target) ?? packageMain(files, target)
    if (found !== undefined || base === '.') return found
  }
}
