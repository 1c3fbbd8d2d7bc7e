import { constants, mkdirSync } from 'node:fs'
import { copyFile, realpath, rename, rm, stat, unlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import type { FilePlace, FilesPort, FileStat, HostBlob } from '../../ports/files.js'
import { FileError } from '../../ports/files.js'
import { tempName } from '../shared/temp-name.js'
import type { NodeBlob } from './blob.js'
import { versionOf } from './blob.js'
import { toFileError } from './file-error.js'
import { createRunFolder, sweepDeadRuns } from './run-folder.js'
import type { Scratch, ScratchSource } from './scratch.js'
import { createScratch } from './scratch.js'

export interface NodeFilesOptions {
  /** Where the user's files stay. Without it they live in the run's folder and end with it. */
  readonly dataDir?: string | undefined
  /** The program's package. */
  readonly packageDir?: string | undefined
}

export interface NodeFiles extends FilesPort {
  /** @throws FileError when there is no place for one. */
  createScratch(source: ScratchSource): Scratch
  /** A copy of any file of the machine, in as little time as its disk allows. */
  copyIn(file: string): Promise<NodeBlob>
  /** Removes everything that was for this run only. */
  close(): Promise<void>
}

interface Folders {
  readonly run: string
  readonly temp: string
  readonly scratch: string
  readonly user: string
}

/**
 * Files in folders: temp files in one that is this run's alone, made when it is first needed and removed
 * at the end, or at the next start if this process does not come so far.
 */
export const createNodeFiles = ({ dataDir, packageDir }: NodeFilesOptions = {}): NodeFiles => {
  let made: Folders | undefined
  let closed = false
  /** Work that the end has to wait for. */
  const pending = new Set<Promise<unknown>>()
  const track = <T>(work: Promise<T>): Promise<T> => {
    pending.add(work)
    const forget = () => void pending.delete(work)
    work.then(forget, forget)
    return work
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
      const below = (root: string, name: string) => {
        const folder = path.join(root, name)
        mkdirSync(folder, { recursive: true, mode: 0o700 })
        return folder
      }
      made = {
        run,
        temp: below(run, 'temp'),
        scratch: below(run, 'scratch'),
        user: below(dataDir ?? run, 'usr'),
      }
      return made
    } catch (error) {
      throw toFileError(error)
    }
  }

  /** Where a place lies on disk, if it can be anywhere. */
  const pathOf = ({ space, name }: FilePlace): string | undefined => {
    if (space === 'package') return packageDir && path.join(packageDir, name)
    if (space === 'temp') return path.join(folders().temp, name)
    if (space === 'user') return path.join(folders().user, name)
    return undefined
  }
  const look = async (place: FilePlace) => {
    const file = pathOf(place)
    if (file === undefined) return undefined
    try {
      const stats = await stat(file, { bigint: true })
      // A link may lead anywhere, and packages come from elsewhere.
      if (place.space === 'package' && !(await isBelow(packageDir, file))) return undefined
      return { file, stats }
    } catch (error) {
      const known = toFileError(error)
      if (known.problem === 'not-found') return undefined
      throw known
    }
  }
  /** Scratch files lie on the same disk as whatever they become. */
  const move = async (blob: HostBlob, place: FilePlace): Promise<void> => {
    const { path: from } = blob as NodeBlob
    try {
      const to = place.space === 'temp' || isWritable(place) ? pathOf(place) : undefined
      if (to === undefined) throw new FileError('permission')
      await rename(from, to)
    } catch (error) {
      await rm(from, { force: true })
      throw toFileError(error)
    }
  }

  return {
    createScratch: (source) =>
      createScratch(path.join(folders().scratch, tempName('part')), source, track),
    copyIn: (file) => track(copyToScratch(file, path.join(folders().scratch, tempName('part')))),
    createTemp: async (blob, extension) => {
      const place: FilePlace = { space: 'temp', name: tempName(extension) }
      await track(move(blob, place))
      return place
    },
    write: (place, blob) => track(move(blob, place)),
    open: async (place): Promise<NodeBlob | undefined> => {
      const found = await look(place)
      if (found?.stats.isFile() !== true) return undefined
      const { file, stats } = found
      return { path: file, size: Number(stats.size), version: versionOf(stats) }
    },
    stat: async (place): Promise<FileStat | undefined> => {
      const found = await look(place)
      if (found?.stats.isDirectory() === true) return { kind: 'folder', size: 0 }
      return found?.stats.isFile() === true
        ? { kind: 'file', size: Number(found.stats.size) }
        : undefined
    },
    remove: async (place) => {
      const file = place.space === 'package' ? undefined : pathOf(place)
      if (file === undefined) return false
      try {
        await track(unlink(file))
        return true
      } catch (error) {
        const known = toFileError(error)
        if (known.problem === 'not-found') return false
        throw known
      }
    },
    url: async (place) => {
      const found = await look(place)
      return found?.stats.isFile() === true ? pathToFileURL(found.file).href : undefined
    },
    discard: (blob) =>
      void track(rm((blob as NodeBlob).path, { force: true }).catch(() => undefined)),
    close: async () => {
      closed = true
      while (pending.size > 0) await Promise.allSettled([...pending])
      if (made !== undefined) await rm(made.run, { recursive: true, force: true })
    },
  }
}

const copyToScratch = async (from: string, to: string): Promise<NodeBlob> => {
  try {
    await copyFile(from, to, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE)
    return { path: to, size: (await stat(to)).size }
  } catch (error) {
    await rm(to, { force: true })
    throw toFileError(error)
  }
}

const isWritable = ({ space, name }: FilePlace): boolean => space === 'user' && name !== ''

const isBelow = async (root: string | undefined, file: string): Promise<boolean> => {
  if (root === undefined) return false
  const relative = path.relative(await realpath(root), await realpath(file))
  return !relative.startsWith('..') && !path.isAbsolute(relative)
}
