import { mkdirSync, realpathSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { FilePlace } from '../../ports/files.js'
import { FileError } from '../../ports/port-error.js'
import { tempName } from '../shared/file-names.js'
import { toFileError } from './file-error.js'
import { createRunFolder, sweepDeadRuns } from './run-folder.js'

export interface NodeFilesOptions {
  /** Where saved and user files stay. Without it they live in the run's folder and end with it. */
  readonly dataDir?: string | undefined
  /** The program's package. */
  readonly packageDir?: string | undefined
}

/** Where files lie. */
export interface NodeFolders {
  /** Where a place would be on disk; undefined where no file can be. */
  pathOf(place: FilePlace): string | undefined
  /** A new name for a file that is on its way somewhere, on the same disk. */
  scratchPath(): string
  /** Work that the end has to wait for. */
  track<T>(work: Promise<T>): Promise<T>
  /** Removes everything that was for this run only. */
  close(): Promise<void>
}

interface Folders {
  readonly run: string
  readonly temp: string
  readonly scratch: string
}

/**
 * Temp files lie in a folder that is this run's alone, made when it is first needed and removed at the
 * end, or at the next start if this process does not come so far. Each program has folders of its own.
 */
export const createNodeFolders = ({ dataDir, packageDir }: NodeFilesOptions): NodeFolders => {
  let made: Folders | undefined
  let closed = false
  const owned = new Map<string, string>()
  const pending = new Set<Promise<unknown>>()
  const track = <T>(work: Promise<T>): Promise<T> => {
    pending.add(work)
    const forget = () => void pending.delete(work)
    work.then(forget, forget)
    return work
  }
  const below = (root: string, ...names: string[]): string => {
    const folder = path.join(root, ...names)
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    return folder
  }

  const folders = (): Folders => {
    if (closed) throw new FileError('io')
    if (made !== undefined) return made
    try {
      const parent = dataDir === undefined ? tmpdir() : path.join(dataDir, 'tmp')
      const prefix = dataDir === undefined ? 'openwx-' : 'run-'
      mkdirSync(parent, { recursive: true, mode: 0o700 })
      void track(sweepDeadRuns(parent, prefix))
      const run = createRunFolder(parent, prefix)
      made = { run, temp: below(run, 'temp'), scratch: below(run, 'scratch') }
      return made
    } catch (error) {
      throw toFileError(error)
    }
  }
  /** By its real name, so that a link on the way to a file is found out. */
  const ownedFolder = (owner: string, name: 'usr' | 'store'): string => {
    const { run } = folders()
    const key = `${name} ${owner}`
    const known = owned.get(key)
    if (known !== undefined) return known
    try {
      const folder = realpathSync.native(below(dataDir ?? run, 'apps', folderName(owner), name))
      owned.set(key, folder)
      return folder
    } catch (error) {
      throw toFileError(error)
    }
  }
  const pathOf = (place: FilePlace): string | undefined => {
    switch (place.space) {
      case 'package':
        return packageDir === undefined ? undefined : inPackage(packageDir, place.name)
      case 'temp':
        return path.join(folders().temp, place.name)
      case 'saved':
        return path.join(ownedFolder(place.owner, 'store'), place.name)
      case 'user':
        return inUserFolder(ownedFolder(place.owner, 'usr'), place.name)
    }
  }

  return {
    pathOf,
    scratchPath: () => path.join(folders().scratch, tempName('part')),
    track,
    close: async () => {
      closed = true
      while (pending.size > 0) await Promise.allSettled([...pending])
      if (made !== undefined) await rm(made.run, { recursive: true, force: true })
    },
  }
}

/** An appId as one folder's name, whatever it contains. */
const folderName = (owner: string): string =>
  `app-${encodeURIComponent(owner).replaceAll('.', '%2E').replaceAll('*', '%2A')}`

/** A link in a package may lead anywhere, and packages come from elsewhere: only what lies below is there. */
const inPackage = (root: string, name: string): string | undefined => {
  try {
    const file = realpathSync.native(path.join(root, name))
    const relative = path.relative(realpathSync.native(root), file)
    return relative.startsWith('..') || path.isAbsolute(relative) ? undefined : file
  } catch {
    return undefined
  }
}

/** Programs cannot make links, and are not led anywhere by those of others. */
const inUserFolder = (root: string, name: string): string | undefined => {
  if (!isLegalName(name)) return undefined
  const file = path.join(root, name)
  const parent = path.dirname(file)
  if (!name.includes('/')) return file
  try {
    return realpathSync.native(parent) === parent ? file : undefined
  } catch {
    return undefined
  }
}

// Control characters are what it is about.
// eslint-disable-next-line no-control-regex
const WINDOWS_FORBIDDEN = /[<>:"|?*\u0000-\u001f]/
const WINDOWS_DEVICE = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[\d¹²³])(?:\.|$)/i

/** Whether this machine takes every segment for a plain file. */
export const isLegalName = (name: string): boolean =>
  process.platform !== 'win32' || isWindowsName(name)

/** Whether Windows takes every segment for a plain file: not for a device, a stream, or another file. */
export const isWindowsName = (name: string): boolean =>
  !WINDOWS_FORBIDDEN.test(name) &&
  name.split('/').every((segment) => !WINDOWS_DEVICE.test(segment.trim()) && !/[. ]$/.test(segment))
