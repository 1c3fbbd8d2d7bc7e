import { readFileSync, statSync } from 'node:fs'
import path from 'node:path'

/** The program's files, read once until told that one changed. Paths are relative to the root. */
export type Files = {
  readonly root: string
  /** The text, or `undefined` when there is no such file. */
  read(file: string): string | undefined
  exists(file: string): boolean
  /** Changes whenever the file's text may have changed. */
  version(file: string): number
  absolute(file: string): string
  /** `undefined` for a path outside of the root. */
  relative(absolute: string): string | undefined
  changed(file: string): void
  /** Whether the file on disk is not what was read. */
  isStale(file: string): boolean
}

export const createFiles = (root: string): Files => {
  const texts = new Map<string, string | undefined>()
  const versions = new Map<string, number>()
  const absolute = (file: string) => path.join(root, file)

  const load = (file: string): string | undefined => {
    if (!statSync(absolute(file), { throwIfNoEntry: false })?.isFile()) return undefined
    const text = readFileSync(absolute(file), 'utf8')
    return text.startsWith('\uFEFF') ? text.slice(1) : text
  }

  const read = (file: string) => {
    if (!texts.has(file)) texts.set(file, load(file))
    return texts.get(file)
  }

  return {
    root,
    read,
    exists: (file) => read(file) !== undefined,
    version: (file) => versions.get(file) ?? 0,
    absolute,
    relative: (target) => {
      const relative = path.relative(root, target)
      return relative.startsWith('..') || path.isAbsolute(relative)
        ? undefined
        : relative.split(path.sep).join('/')
    },
    isStale: (file) => texts.has(file) && texts.get(file) !== load(file),
    changed: (file) => {
      texts.delete(file)
      versions.set(file, (versions.get(file) ?? 0) + 1)
    },
  }
}

/** Remembers a result per key for as long as none of the files that it came from has changed. */
export const createFileCache = <T>(files: Files) => {
  const entries = new Map<string, { value: T; sources: ReadonlyMap<string, number> }>()
  return (key: string, make: (uses: (file: string) => void) => T): T => {
    const known = entries.get(key)
    const fresh =
      known && [...known.sources].every(([file, version]) => files.version(file) === version)
    if (fresh) return known.value
    const sources = new Map<string, number>()
    const value = make((file) => void sources.set(file, files.version(file)))
    entries.set(key, { value, sources })
    return value
  }
}
